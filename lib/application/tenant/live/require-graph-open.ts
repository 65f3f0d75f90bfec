import { UpstreamError } from '../../../domain/errors.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import { millisOf } from '../../../domain/time.ts';

const limit = 'Microsoft Graph asked to be left alone in this tenant.';

/**
 * For what somebody waits for while Graph is asked.
 * @throws UpstreamError `throttled`, with the time to wait, while Graph is to be left alone in the tenant.
 */
export function requireGraphOpen({ graphNotBefore }: Pick<FleetRow, 'graphNotBefore'>, operation: string, now: number): void {
  const retryAfterInMs = millisOf(graphNotBefore) - now;
  if (retryAfterInMs > 0) throw new UpstreamError({ service: 'graph', operation, reason: 'throttled', retryAfterInMs, limit });
}
