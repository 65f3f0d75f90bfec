import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** A part of the page that is fetched when it is first shown; `failed` where it cannot be. `load` stays the same between two drawings. */
export function useLoaded<Part>(load: (() => Promise<Part>) | undefined, there?: Part): Part | 'failed' | undefined {
  const loaded = useSignal<{ part: Part } | 'failed' | undefined>(there && { part: there });
  useEffect(() => {
    load?.().then(
      (part) => {
        loaded.value = { part };
      },
      () => {
        loaded.value = 'failed';
      },
    );
  }, [load]);
  return typeof loaded.value === 'object' ? loaded.value.part : loaded.value;
}
