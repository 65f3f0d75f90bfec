type TokenVersion = '1.0' | '2.0';

/** Whose tokens are accepted, and for whom they have to be made. */
export interface TokenRules {
  /** The authority's origin. */
  authority: string;
  /** The origin that signs tokens of version 1. */
  v1Authority: string;
  tenantIds: ReadonlySet<string>;
  audiences: Readonly<Record<TokenVersion, readonly string[]>>;
  allowsV1: boolean;
  /** The applications that may call; absent, any that Entra gives a token to. */
  clientIds?: ReadonlySet<string>;
}

/** Who signs the tokens of that tenant. https://learn.microsoft.com/entra/identity-platform/access-tokens#token-formats */
export function tokenIssuer(
  { authority, v1Authority }: Pick<TokenRules, 'authority' | 'v1Authority'>,
  tenantId: string,
  version: TokenVersion,
): string {
  return version === '2.0' ? `${authority}/${tenantId}/v2.0` : `${v1Authority}/${tenantId}/`;
}

/** What the audience of a token may read: a version 2 token names the client id, a version 1 token that or the identifier URI. */
export function audiencesOf(audience: string): TokenRules['audiences'] {
  const clientId = audience.replace(/^api:\/\//, '');
  return { '1.0': [...new Set([audience, clientId, `api://${clientId}`])], '2.0': [clientId] };
}
