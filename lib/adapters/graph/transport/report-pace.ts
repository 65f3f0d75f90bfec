import type { Clock } from '../../../application/ports/ports.ts';
import { UpstreamError } from '../../../domain/errors.ts';
import { keepClaims } from './report-claims.ts';
import { keepPlaces, waitForAll } from './report-places.ts';

const windowInMs = 10_000;
/** https://learn.microsoft.com/graph/throttling-limits#reports-service-limits */
const perTenant = 5;
/** Over all tenants of one application; newer copies of the same page. */
const perApplication = 122;
const ofTenant = 'Microsoft’s logs answer five requests in ten seconds for a tenant.';
const ofApplication = 'Microsoft’s logs answer 122 requests in ten seconds for this service.';

/** One reading of a report, of one request or several. */
interface ReportReading {
  tenantId: string;
  operation: string;
  /** As many requests as it may send, those that replace a refused one included. */
  most: number;
  /** It is not begun with fewer; 1 unless given. */
  least?: number;
  /** What is read, where somebody waits for it: once it broke off at the limit it comes before all others. Without it, it stands back. */
  name?: string;
}

export interface ReportPlaces {
  /** Requests that the reading may still send. */
  left(): number;
  /**
   * Sends one request. It counts from when its reading began until ten seconds after its answer came, so that no delay on the way can put
   * six of them into Graph's ten seconds.
   * @throws UpstreamError (throttled) with the time until a whole reading is permitted, where no place is left; nothing was sent.
   */
  send<Answer>(request: () => Promise<Answer>): Promise<Answer>;
}

export interface ReportPace {
  /**
   * Begins a reading with as many of the free places as it may need, and takes back at its end what it did not use: two long ones that took
   * them one by one would each keep the other from its end, time after time.
   * @throws UpstreamError (throttled) with the time until a whole reading is permitted, where there are too few; nothing was sent.
   */
  read<Result>(reading: ReportReading, body: (places: ReportPlaces) => Promise<Result>): Promise<Result>;
}

/** Keeps this instance within what Graph permits of reports, tenant by tenant and over all of them. */
export function createReportPace(clock: Pick<Clock, 'now'>): ReportPace {
  const places = keepPlaces(clock);
  const claims = keepClaims(clock);
  const freeOf = (tenantId: string) => Math.min(perTenant - places.of(tenantId).length, perApplication - places.all().length);

  function begin({ tenantId, operation, most, least = 1, name }: ReportReading) {
    const now = clock.now();
    const claim = claims.of(tenantId);
    const taken = places.of(tenantId);
    const isTheirs = claim !== undefined && claim.name !== name;
    const count = Math.min(perTenant - taken.length, most);
    // What broke off once would break off again with fewer than it may need.
    if (isTheirs || count < (claim === undefined ? least : Math.min(most, perTenant))) {
      const untilTheirs = isTheirs ? claim.until - now : 0;
      throw refusal(operation, ofTenant, Math.max(untilTheirs, waitForAll(taken, now, windowInMs)));
    }
    if (freeOf(tenantId) < count) throw refusal(operation, ofApplication, waitForAll(places.all(), now, windowInMs));
    if (claim !== undefined) claims.end(tenantId);
    return places.take(tenantId, count);
  }

  return {
    async read(reading, body) {
      const { tenantId, operation, most, name } = reading;
      const held = begin(reading);
      let left = most;
      const oneMore = () => (left > 0 && freeOf(tenantId) > 0 ? places.take(tenantId, 1)[0] : undefined);
      try {
        return await body({
          left: () => left,
          send: async (request) => {
            const place = held.shift() ?? oneMore();
            if (place === undefined) {
              if (name !== undefined) claims.make(tenantId, name, windowInMs);
              throw refusal(operation, ofTenant, windowInMs);
            }
            left -= 1;
            try {
              return await request();
            } finally {
              place.until = clock.now() + windowInMs;
            }
          },
        });
      } finally {
        for (const place of held) place.until = Number.NEGATIVE_INFINITY;
      }
    },
  };
}

function refusal(operation: string, limit: string, retryAfterInMs: number): UpstreamError {
  return new UpstreamError({ service: 'graph', operation, reason: 'throttled', retryAfterInMs, limit });
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
