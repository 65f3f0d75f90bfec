import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { JobAction } from '../../../../client/client.d.ts';
import { type Said, type Sent, sendAction } from './send-action.ts';

/** Sends what is wished under a key that is made when the form opens and stays until it closes: pressing twice is one wish. */
export function useSending() {
  const key = useMemo(() => crypto.randomUUID(), []);
  const asked = useRef<string[]>([]);
  const isSending = useSignal(false);
  const sent = useSignal<Sent | undefined>(undefined);
  /** `wished` tells one wish from another; undefined while the one before is on its way. */
  const send = async (action: JobAction, wished: string, said: Said): Promise<Sent | undefined> => {
    if (isSending.value) return undefined;
    isSending.value = true;
    if (!asked.current.includes(wished)) asked.current.push(wished);
    sent.value = await sendAction(action, keyFor(key, asked.current.indexOf(wished)), said);
    isSending.value = false;
    return sent.value;
  };
  return { isSending, sent, send };
}

// Another scope, or another object, is another wish, so it must not have the key of the first.
function keyFor(key: string, wish: number): string {
  return wish <= 0 ? key : `${key}-${wish}`;
}
