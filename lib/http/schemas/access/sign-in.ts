/** Where callers of one installation sign in, and for what. */
export interface SignIn {
  authority: string;
  /** A tenant, or `organizations` where there is more than one. */
  tenant: string;
  audience: string;
}

const common: SignIn = { authority: 'https://login.microsoftonline.com', tenant: 'organizations', audience: 'AUTH_AUDIENCE' };

/** As the document that is built says it, which knows no installation. */
export const signInBase = baseOf(common);
export const scopePrefix = apiScopeOf(common);

/** The document as this installation serves it: whoever reads it can sign in without knowing anything else. */
export function withSignIn(document: object, signIn: SignIn | undefined): object {
  if (signIn === undefined) return document;
  const text = JSON.stringify(document).replaceAll(signInBase, baseOf(signIn)).replaceAll(scopePrefix, apiScopeOf(signIn));
  return JSON.parse(text);
}

/** The tenant's own place at the authority. */
export function signInAddress({ authority, tenant }: SignIn): string {
  return `${authority}/${tenant}`;
}

function baseOf(signIn: SignIn): string {
  return `${signInAddress(signIn)}/oauth2/v2.0`;
}

/** What the names of the API's scopes begin with. */
export function apiScopeOf({ audience }: SignIn): string {
  return audience.includes(':') ? audience : `api://${audience}`;
}
