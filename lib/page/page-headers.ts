import type { Place } from './find-file.ts';

/** What browsers are told of every file: nothing but our own code runs, and it speaks to us and to where people sign in. */
export function headersOf({ AUTH_MODE, LOGIN_BASE_URL }: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const authority = AUTH_MODE?.trim() === 'none' ? '' : ` ${originOf(LOGIN_BASE_URL) ?? 'https://login.microsoftonline.com'}`;
  return {
    'content-security-policy': [
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'",
      `connect-src 'self'${authority}`,
      "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
}

function originOf(address: string | undefined): string | undefined {
  return URL.parse(address?.trim() ?? '')?.origin;
}

/** The name of a file tells its content, so it is kept for ever; that of the page itself does not. */
export function fileHeaders({ type, etag }: Place): Record<string, string> {
  return {
    'content-type': type,
    vary: 'accept-encoding',
    ...(etag === undefined ? { 'cache-control': 'public, max-age=31536000, immutable' } : { 'cache-control': 'no-cache', etag }),
  };
}
