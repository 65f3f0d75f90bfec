import type { Clock } from '../../../application/ports/ports.ts';
import { UpstreamError } from '../../../domain/errors.ts';

const windowInMs = 10_000;
/** https://learn.microsoft.com/graph/throttling-limits#reports-service-limits */
const perTenant = 5;
/** Over all tenants of one application; newer copies of the same page. */
const perApplication = 122;
const ofTenant = 'Microsoft’s logs answer five requests in ten seconds for a tenant.';
const ofApplication = 'Microsoft’s logs answer 122 requests in ten seconds for this service.';

export interface ReportPace {
  /**
   * Sends a request if the limit permits. A request counts from when it leaves until ten seconds after its answer came, so that no delay on
   * the way can put six of them into Graph's ten seconds.
   * @throws UpstreamError (throttled) with the time until one is permitted; nothing was sent.
   */
  send<Answer>(tenantId: string, operation: string, request: () => Promise<Answer>): Promise<Answer>;
}

/** Keeps this instance within what Graph permits of reports, tenant by tenant and over all of them. */
export function createReportPace(clock: Pick<Clock, 'now'>): ReportPace {
  const everybody = { key: 'everybody', limit: perApplication };
  const uses = new Map<string, { until: number }[]>();
  const usesOf = (key: string) => (uses.get(key) ?? []).filter(({ until }) => until > clock.now());

  return {
    async send(tenantId, operation, request) {
      const places = [everybody, { key: tenantId, limit: perTenant }];
      const waits = places.map(({ key, limit }) => waitFor(usesOf(key), limit, clock.now()));
      const retryAfterInMs = Math.max(...waits);
      if (retryAfterInMs > 0) {
        const limit = waits[1] ? ofTenant : ofApplication;
        throw new UpstreamError({ service: 'graph', operation, reason: 'throttled', retryAfterInMs, limit });
      }
      const use = { until: Number.POSITIVE_INFINITY };
      for (const { key } of places) uses.set(key, [...usesOf(key), use]);
      try {
        return await request();
      } finally {
        use.until = clock.now() + windowInMs;
      }
    },
  };
}

/**
 * Why a reading of several requests broke off. It begins anew, so whoever is at the limit waits until all of them are permitted: at the next
 * free request it would break off again, each time.
 */
export function brokenOff(error: UpstreamError): UpstreamError {
  const { reason, retryAfterInMs = 0 } = error.evidence;
  if (reason !== 'throttled') return error;
  return new UpstreamError({ ...error.evidence, retryAfterInMs: Math.max(retryAfterInMs, windowInMs) }, { cause: error });
}

// One that is still under way will count for the whole window after it.
function waitFor(uses: readonly { until: number }[], limit: number, now: number): number {
  if (uses.length < limit) return 0;
  const [first] = uses.map(({ until }) => until).sort((one, other) => one - other);
  return first === undefined || !Number.isFinite(first) ? windowInMs : first - now;
}
