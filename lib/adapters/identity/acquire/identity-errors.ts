import { credentialCodes } from '../../../domain/catalogue/code/sign-in-codes.ts';
import { cleanText } from '../../../domain/clean-text.ts';
import { UpstreamError, type UpstreamReason } from '../../../domain/errors.ts';

/** Who was asked: the platform's identity endpoint, the token authority, or the Azure CLI of a developer. */
export type TokenSourceKind = 'managedIdentity' | 'authority' | 'azureCli';

// https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const busy = new Set(['50196', '90055']);
const authorityDown = new Set(['90006', '90024', '90033', '90090', '50033', '50000']);
const missingConsent = new Set(
  '50001 50020 50034 50059 50105 50194 500011 500014 65001 65005 650052 650056 650057 650059 70001 700011 700016 90002 90038 90094 90099 900382 900439'.split(
    ' ',
  ),
);

/** A failed token request in our words: why, the AADSTS code, and what helps. Nothing of the credential itself is kept. */
export function toIdentityError(error: unknown, source: TokenSourceKind, authorityHost: string): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const texts = messagesOf(error);
  const number = aadstsNumberOf(error, texts);
  const status = statusOf(error);
  const { text, requestId } = sentenceOf(texts.find((candidate) => candidate.includes('AADSTS')) ?? texts[0] ?? '');
  return new UpstreamError({
    service: 'identity',
    operation: 'getToken',
    reason: number === undefined ? 'identityUnavailable' : reasonOf(number),
    ...(number !== undefined && { code: `AADSTS${number}` }),
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    detail: number === undefined ? hint(text, source, authorityHost) : text,
  });
}

/** Our deadline for a token passed. */
export function tokenTimeout(timeoutInMs: number): UpstreamError {
  const detail = `No token within ${timeoutInMs} ms: the token authority or the identity endpoint does not answer.`;
  return new UpstreamError({ service: 'identity', operation: 'getToken', reason: 'timeout', detail });
}

function reasonOf(number: string): UpstreamReason {
  if (credentialCodes.has(number)) return 'unauthorized';
  if (busy.has(number)) return 'throttled';
  if (number === '90012') return 'timeout';
  if (authorityDown.has(number)) return 'identityUnavailable';
  // The remaining ones of the family 7000xxx say that the application is off or unknown in this tenant.
  return missingConsent.has(number) || /^7000\d{3}$/.test(number) ? 'consentMissing' : 'unauthorized';
}

function hint(text: string, source: TokenSourceKind, authorityHost: string): string {
  switch (source) {
    case 'managedIdentity':
      return cleanText(`The identity endpoint gave no token; check that the user-assigned identity is attached to the app. ${text}`);
    case 'azureCli':
      return cleanText(`The Azure CLI gave no token; run "az login" for this tenant. ${text}`);
    case 'authority':
      return /endpoints_resolution_error|openid_config_error|could not resolve/i.test(text)
        ? `${new URL(authorityHost).host} could not be used for this tenant: it is unreachable, it does not know the tenant id, or its certificate is not trusted (NODE_EXTRA_CA_CERTS must name the issuing CA before the process starts).`
        : cleanText(`${new URL(authorityHost).host} gave no token. ${text}`);
  }
}

// The library surrounds what happened with its own words and the authority with ids that differ at every try:
// "invalid_client: Error(s): 700016 - Timestamp: … - Description: AADSTS700016: what happened. Trace ID: … Correlation ID: …".
function sentenceOf(given: string): { text: string; requestId?: string } {
  const message = given.slice(0, 8_192);
  const text = /AADSTS\d+:\s.*?(?=[\s-]*(?:Trace ID|Correlation ID|Timestamp):|$)/s.exec(message)?.[0] ?? message;
  const requestId = /Trace ID:\s*([\w-]{8,64})/.exec(message)?.[1];
  return { text: cleanText(text, 1024), ...(requestId && { requestId }) };
}

// AADSTS failures arrive wrapped: what the authority said is in the cause.
function messagesOf(error: unknown, depth = 0): string[] {
  const message = property(error, 'message');
  if (typeof message !== 'string' || depth > 4) return [];
  return [message, ...messagesOf(property(error, 'cause'), depth + 1)].filter((text) => text !== '');
}

function aadstsNumberOf(error: unknown, texts: readonly string[]): string | undefined {
  const errorNo = property(property(error, 'cause'), 'errorNo');
  const number = typeof errorNo === 'string' || typeof errorNo === 'number' ? String(errorNo) : '';
  return /^\d{4,9}$/.test(number) ? number : texts.map((text) => /AADSTS(\d{4,9})/.exec(text)?.[1]).find((found) => found !== undefined);
}

function statusOf(error: unknown): number | undefined {
  const status = property(property(error, 'cause'), 'status') ?? property(error, 'statusCode');
  return typeof status === 'number' && status >= 100 && status <= 599 ? status : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
