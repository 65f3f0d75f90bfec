import { createRandom } from '../../../dev/graph/model/random.ts';
import type { Clock } from '../../../lib/application/ports/ports.ts';

export interface WorldClock extends Clock {
  /** Milliseconds since the epoch; stands still but for `advance` and `sleep`. */
  at: number;
  /** Every wait asked for. */
  waits: number[];
  advance(byInMs: number): void;
}

/** A clock that stands still until it is moved; whoever sleeps moves it at once. */
export function createWorldClock(at: number, seed: number): WorldClock {
  const waits: number[] = [];
  const clock: WorldClock = {
    at,
    waits,
    random: createRandom(seed),
    now: () => clock.at,
    advance: (byInMs) => {
      clock.at += byInMs;
    },
    sleep: async (delayInMs) => {
      waits.push(delayInMs);
      clock.at += delayInMs;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
  return clock;
}
