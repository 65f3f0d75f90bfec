import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { lostSince } from '../../api/connection.ts';

/** A part of the page that is fetched when it is first shown, and again when the service is back; `failed` where it cannot be. `load` stays the same between two drawings. */
export function useLoaded<Part>(load: (() => Promise<Part>) | undefined, there?: Part): Part | 'failed' | undefined {
  const loaded = useSignal<{ part: Part } | 'failed' | undefined>(there && { part: there });
  const isLost = lostSince.value !== undefined;
  useEffect(() => {
    if (typeof loaded.peek() === 'object') return;
    load?.().then(
      (part) => {
        loaded.value = { part };
      },
      () => {
        loaded.value = 'failed';
      },
    );
  }, [load, isLost]);
  return typeof loaded.value === 'object' ? loaded.value.part : loaded.value;
}
