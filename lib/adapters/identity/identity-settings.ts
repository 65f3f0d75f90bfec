interface Authority {
  /** Origin of the token authority, https, such as `https://login.microsoftonline.com`. */
  authorityHost: string;
  /** What the token is for, such as `https://graph.microsoft.com/.default`. */
  scope: string;
}

/** One application identity (reader or operator) and how it proves itself. */
export type IdentitySettings = Authority &
  (
    | { mode: 'managed-identity'; homeTenantId?: string; clientId?: string }
    /** `identityClientId` is the user-assigned identity that signs the assertion exchanged for `clientId` in each tenant. */
    | { mode: 'federated'; clientId: string; identityClientId: string }
    | { mode: 'client-secret'; clientId: string; clientSecret: string }
    | { mode: 'client-certificate'; clientId: string; certificatePath: string }
    | { mode: 'azure-cli' }
  );
