import { type ReadonlySignal, useSignal } from '@preact/signals';
import { type Change, change } from '../../api/change.ts';
import { announce } from '../announcer.tsx';

/** A change that somebody asks for, one at a time. */
export interface Changing {
  readonly isSending: ReadonlySignal<boolean>;
  /** Why the last one was refused. */
  readonly refusal: ReadonlySignal<string | undefined>;
  /** Asks for it, and says `said` once it is done. */
  send<Body>(path: string, asked: Change, said: string, onDone?: (body: Body) => void): Promise<void>;
}

export function useChange(): Changing {
  const isSending = useSignal(false);
  const refusal = useSignal<string | undefined>(undefined);
  return {
    isSending,
    refusal,
    async send<Body>(path: string, asked: Change, said: string, onDone?: (body: Body) => void) {
      if (isSending.value) return;
      isSending.value = true;
      const answer = await change<Body>(path, asked);
      isSending.value = false;
      refusal.value = answer.done ? undefined : answer.refusal;
      if (!answer.done) return;
      announce(said);
      onDone?.(answer.body);
    },
  };
}
