import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { ageInMs, isoOf, minuteInMs } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Notes on the service's row that the timer of cards runs, once a minute. A note that fails stops no card, and whoever is late with it
 * leaves it to the next run.
 */
export function createDispatchNote({ fleet, clock, log }: Pick<Ports, 'fleet' | 'clock' | 'log'>): () => Promise<void> {
  let notedAt: string | undefined;
  return async () => {
    const now = clock.now();
    if (notedAt !== undefined && ageInMs(notedAt, now) < minuteInMs) return;
    try {
      const stored = await fleet.get(serviceTenantId);
      const etag = stored && (await fleet.merge(serviceTenantId, { dispatchedAt: isoOf(now) }, stored.etag));
      if (etag !== undefined) notedAt = isoOf(now);
    } catch (error) {
      log.warn('A run of the timer of cards could not be noted', { error });
    }
  };
}
