import type { Claims } from '../../../domain/access/judge-claims.ts';

interface UnprovenToken {
  header: Claims;
  claims: Claims;
}

/** What a token says of itself, not proven yet; undefined when it is no signed token in its one compact form. */
export function parseToken(token: string): UnprovenToken | undefined {
  const [header, claims, signature, ...more] = token.split('.').map(bytesOf);
  if (!header || !claims || !signature || more.length > 0) return undefined;
  const [parsedHeader, parsedClaims] = [objectOf(header), objectOf(claims)];
  return parsedHeader && parsedClaims && { header: parsedHeader, claims: parsedClaims };
}

// Node reads base64url generously: only the text that it would write itself is the one form of these bytes.
function bytesOf(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.length > 0 && bytes.toString('base64url') === part ? bytes : undefined;
}

function objectOf(bytes: Buffer): Claims | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

// Members that bring a key of their own, or change how the rest is to be read: no token of Entra has them. https://www.rfc-editor.org/rfc/rfc8725#section-3
const foreignMembers = ['crit', 'jku', 'jwk', 'x5u', 'x5c', 'b64', 'zip', 'enc', 'cty'];
const longestKeyId = 256;

/** The id of the key that a token names; undefined when its header is not one of Entra's. */
export function keyIdOf(header: Claims): string | undefined {
  const { alg, kid, typ } = header;
  if (alg !== 'RS256' || typeof typ !== 'string' || typ.toUpperCase() !== 'JWT') return undefined;
  if (foreignMembers.some((member) => Object.hasOwn(header, member))) return undefined;
  return typeof kid === 'string' && kid !== '' && kid.length <= longestKeyId ? kid : undefined;
}
