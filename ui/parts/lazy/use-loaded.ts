import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { lostSince } from '../../api/connection.ts';

type Loaded<Part> = { part: Part; failedWhileLost?: never } | { part?: never; failedWhileLost: boolean };

/** A part of the page that is fetched when it is first shown, and again when the service is back; `failed` where it cannot be. `load` stays the same between two drawings. */
export function useLoaded<Part>(load: (() => Promise<Part>) | undefined, there?: Part): Part | 'failed' | undefined {
  const loaded = useSignal<Loaded<Part> | undefined>(there && { part: there });
  const isLost = lostSince.value !== undefined;
  useEffect(() => {
    if (loaded.peek()?.part !== undefined) return;
    load?.().then(
      (part) => {
        loaded.value = { part };
      },
      () => {
        loaded.value = { failedWhileLost: isLost };
      },
    );
  }, [load, isLost]);
  // What failed without the service says nothing of now, when it is back and the part is on its way again.
  return loaded.value?.failedWhileLost === isLost ? 'failed' : loaded.value?.part;
}
