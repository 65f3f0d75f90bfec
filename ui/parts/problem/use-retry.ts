import { useEffect } from 'preact/hooks';
import { now } from '../../api/clock.ts';

/** Asks again by itself from when on that may be done, where the service said so; `at` in milliseconds since the epoch. */
export function useRetry(at: number | undefined, again: () => void): void {
  useEffect(() => {
    if (at === undefined) return;
    const waiting = setTimeout(again, at - now.peek());
    return () => clearTimeout(waiting);
  }, [at]);
}
