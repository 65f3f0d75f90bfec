import type { Clock, Log } from '../../../application/ports/ports.ts';
import type { KeyFetching } from '../../../application/ports/token-verifier.ts';
import { type SigningKey, selectKey, type WantedKey } from './key-set.ts';

interface KeyCache {
  /** The key; `unknown` when it is certainly none of the authority's, `unavailable` while that cannot be said. */
  find(wanted: WantedKey, fetching: KeyFetching): Promise<SigningKey | 'unknown' | 'unavailable'>;
  /** Any key that is held. */
  spare(): SigningKey | undefined;
  /** How long the endpoint is left in peace. */
  restInMs(): number;
  fetches: Readonly<Record<'succeeded' | 'failed', number>>;
}

const restBetweenFetchesInMs = 30_000;
const freshInMs = 10 * 60_000;
const lastGoodInMs = 24 * 3_600_000;

/**
 * The authority's keys. The endpoint is asked at most once in 30 seconds, whether it answers or not; a withdrawn key is refused within
 * 10 minutes; while the endpoint is down the last good keys serve for a day, and nobody waits for it twice.
 */
export function createKeyCache({
  clock,
  log,
  fetchKeys,
}: {
  clock: Pick<Clock, 'now'>;
  log: Log;
  fetchKeys(): Promise<SigningKey[]>;
}): KeyCache {
  const fetches = { succeeded: 0, failed: 0 };
  let held: { keys: SigningKey[]; askedAt: number } | undefined;
  let last: { endedAt: number; failed: boolean } | undefined;
  let flight: Promise<void> | undefined;

  function restInMs(): number {
    const elapsedInMs = clock.now() - (last?.endedAt ?? Number.NEGATIVE_INFINITY);
    // A clock that was set back must not make the rest longer.
    return elapsedInMs < 0 ? 0 : Math.max(0, restBetweenFetchesInMs - elapsedInMs);
  }

  async function ask(): Promise<void> {
    const askedAt = clock.now();
    try {
      held = { keys: await fetchKeys(), askedAt };
      fetches.succeeded += 1;
      last = { endedAt: clock.now(), failed: false };
    } catch (error) {
      fetches.failed += 1;
      last = { endedAt: clock.now(), failed: true };
      log.warn('The keys of the token authority could not be fetched', { error });
    }
  }

  // One question at a time, for everybody who waits.
  function renew(): Promise<void> {
    if (flight === undefined && restInMs() === 0) {
      flight = ask().finally(() => {
        flight = undefined;
      });
    }
    return flight ?? Promise.resolve();
  }

  function usableKeys(): readonly SigningKey[] | undefined {
    if (held === undefined) return undefined;
    const ageInMs = clock.now() - held.askedAt;
    return ageInMs < freshInMs || (last?.failed && ageInMs < lastGoodInMs) ? held.keys : undefined;
  }

  function isFresh(): boolean {
    return held !== undefined && clock.now() - held.askedAt < freshInMs;
  }

  return {
    fetches,
    restInMs,
    spare: () => held?.keys[0],
    async find(wanted, fetching) {
      if (fetching !== 'never' && !isFresh()) {
        const renewal = renew();
        if (usableKeys() === undefined) await renewal;
      }
      const known = selectKey(usableKeys() ?? [], wanted);
      if (known !== undefined) return known;
      if (fetching === 'any') await renew();
      const found = selectKey(usableKeys() ?? [], wanted);
      if (found !== undefined) return found;
      return usableKeys() === undefined || (fetching === 'any' && last?.failed) ? 'unavailable' : 'unknown';
    },
  };
}
