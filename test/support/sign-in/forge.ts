import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key of an authority, or of somebody who plays one. */
export interface ForgedKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** As Entra publishes it: without an algorithm. */
  jwk: Record<string, unknown>;
}

export function forgeKey(kid: string, modulusLength = 2048): ForgedKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
  const { n, e } = publicKey.export({ format: 'jwk' });
  return { kid, privateKey, publicKey, jwk: { kty: 'RSA', use: 'sig', kid, n, e } };
}

export function encode(part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** Signs exactly this header and these claims, whether they make sense or not; a text is taken as it is. */
export function signToken(key: ForgedKey, claims: unknown, header: unknown = { alg: 'RS256', typ: 'JWT', kid: key.kid }): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** The classic confusion: the public key, which everybody knows, as the secret of an HMAC. */
export function signWithSecret(secret: string | Buffer, claims: unknown, header: Record<string, unknown>): string {
  const input = `${encode(header)}.${encode(claims)}`;
  const hash = `sha${String(header.alg).slice(2)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}
