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
export const scopePrefix = prefixOf(common);

/** The document as this installation serves it: whoever reads it can sign in without knowing anything else. */
export function withSignIn(document: object, signIn: SignIn | undefined): object {
  if (signIn === undefined) return document;
  const text = JSON.stringify(document).replaceAll(signInBase, baseOf(signIn)).replaceAll(scopePrefix, prefixOf(signIn));
  return JSON.parse(text);
}

function baseOf({ authority, tenant }: SignIn): string {
  return `${authority}/${tenant}/oauth2/v2.0`;
}

function prefixOf({ audience }: SignIn): string {
  return audience.includes(':') ? audience : `api://${audience}`;
}
