import type { Clock } from '../../../application/ports/ports.ts';
import type { Principal } from '../../../domain/access/principal.ts';
import { type Bucket, takeToken } from '../../../domain/access/token-bucket.ts';
import { HttpProblemError } from '../../problems/problem.ts';

/** Lets somebody who has proven themselves go on, or not yet. */
export type RateLimit = (principal: Pick<Principal, 'actor'>) => void;

/** More callers than a directory has portals; whoever was quiet longest starts anew. */
const mostBuckets = 10_000;

/**
 * One bucket for each caller and instance. Whoever proves nothing has none, so that strangers empty nobody's.
 * @throws HttpProblemError 429 with the seconds to wait.
 */
export function createRateLimit(clock: Pick<Clock, 'now'>, perMinute: number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return ({ actor }) => {
    const taken = takeToken(buckets.get(actor), perMinute, clock.now());
    if ('waitInMs' in taken) {
      const headers = { 'retry-after': String(Math.max(1, Math.ceil(taken.waitInMs / 1000))) };
      throw new HttpProblemError('RateLimitExceeded', `A caller may send ${perMinute} requests a minute.`, { headers });
    }
    buckets.delete(actor);
    buckets.set(actor, taken.bucket);
    const [oldest] = buckets.size > mostBuckets ? buckets.keys() : [];
    if (oldest !== undefined) buckets.delete(oldest);
  };
}
