import type { HttpRequest } from '@azure/functions';

// Larger than any token of Entra, whose lists of groups end at 200 entries.
const longestHeader = 16 * 1024;

// Two headers reach a function joined by a comma, which no token contains. https://www.rfc-editor.org/rfc/rfc6750#section-2.1
const bearer = /^Bearer +([\w.~+/-]+=*)$/i;

/** The token of the one place where a token may stand; `none` when nobody tried, `malformed` when it is no bearer token. */
export function readBearer(request: HttpRequest): { token: string } | 'none' | 'malformed' {
  const header = request.headers.get('authorization');
  if (header === null) return 'none';
  const token = header.length <= longestHeader ? bearer.exec(header)?.[1] : undefined;
  return token === undefined ? 'malformed' : { token };
}
