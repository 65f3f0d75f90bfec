import type { HttpRequest } from '@azure/functions';

const realm = 'Bearer realm="entra-sync-status"';

/** How somebody who was refused may prove more. Which check failed is not told. https://www.rfc-editor.org/rfc/rfc6750#section-3 */
export function challengeOf(status: number, request: HttpRequest): Record<string, string> {
  if (status === 403) return { 'www-authenticate': `${realm}, error="insufficient_scope"` };
  if (status !== 401) return {};
  return { 'www-authenticate': request.headers.has('authorization') ? `${realm}, error="invalid_token"` : realm };
}
