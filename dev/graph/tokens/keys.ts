import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK } from 'jose';

export interface SigningKey {
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
  publicJwk: JWK;
  publicPem: string;
}

/** `identity` signs the assertions of managed identities, `authority` signs every access token. */
export interface KeyRing {
  identity: SigningKey;
  authority: SigningKey;
}

export async function createSigningKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  return { kid, privateKey, publicKey, publicJwk: { ...jwk, kid, use: 'sig', alg: 'RS256' }, publicPem: await exportSPKI(publicKey) };
}

/** Keys that live as long as the process. */
export async function createKeyRing(): Promise<KeyRing> {
  const [identity, authority] = await Promise.all([createSigningKey('identity-1'), createSigningKey('authority-1')]);
  return { identity, authority };
}
