import type { CryptoKey } from 'jose';
import type { Claims } from '../../../domain/access/judge-claims.ts';
import type { SigningKey } from './key-set.ts';

/** The claims of a token, if that key signed it; undefined if not. */
type ReadSigned = (token: string, key: SigningKey, nowInMs: number) => Promise<Claims | undefined>;

const toleranceInSeconds = 60;

/** jose is loaded with the first token, and a key is read once. */
export function createSignedReader(): ReadSigned {
  const imported = new WeakMap<SigningKey, Promise<CryptoKey>>();
  const importOnce = (key: SigningKey) => {
    const known = imported.get(key) ?? importRsaKey(key);
    imported.set(key, known);
    return known;
  };
  return async (token, key, nowInMs) => {
    const { jwtVerify } = await import('jose');
    const options = { algorithms: ['RS256'], typ: 'JWT', clockTolerance: toleranceInSeconds, currentDate: new Date(nowInMs) };
    try {
      return (await jwtVerify(token, await importOnce(key), options)).payload;
    } catch {
      return undefined;
    }
  };
}

// Only the public numbers: whatever else the endpoint sends of a key is left behind.
async function importRsaKey({ n, e }: SigningKey): Promise<CryptoKey> {
  const { importJWK } = await import('jose');
  const key = await importJWK({ kty: 'RSA', n, e, alg: 'RS256' }, 'RS256');
  if (key instanceof Uint8Array) throw new TypeError('The key is a secret.');
  return key;
}

/** Has the form of a token, and no key signed it: to read it takes as long as to read one whose signature is wrong. */
export const unsignedToken = [{ alg: 'RS256', typ: 'JWT' }, {}]
  .map((part) => Buffer.from(JSON.stringify(part)))
  .concat(Buffer.alloc(256, 1))
  .map((bytes) => bytes.toString('base64url'))
  .join('.');
