import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { Problem } from '../../client/client.d.ts';
import { longPatienceInMs, request } from './request.ts';

/** A question that somebody asks with a button, and its answer. Nothing of it is kept beyond the screen. */
export interface Question<Asked, Told> {
  readonly isAsking: ReadonlySignal<boolean>;
  /** The last answer, with what was asked. */
  readonly answered: ReadonlySignal<{ asked: Asked; told: Told } | undefined>;
  /** Why there is no answer; `none` where the service did not say. */
  readonly refused: ReadonlySignal<Problem | 'none' | undefined>;
  ask(asked: Asked): Promise<Told | undefined>;
  /** Asks the same once more. */
  askAgain(): void;
}

/** Asks `path`, one question at a time. */
export function useQuestion<Asked, Told>(path: string, bodyOf: (asked: Asked) => unknown): Question<Asked, Told> {
  const isAsking = useSignal(false);
  const last = useSignal<Asked | undefined>(undefined);
  const answered = useSignal<{ asked: Asked; told: Told } | undefined>(undefined);
  const refused = useSignal<Problem | 'none' | undefined>(undefined);
  const ask = async (asked: Asked) => {
    if (isAsking.value) return undefined;
    isAsking.value = true;
    last.value = asked;
    const answer = await request<Told>(path, { method: 'POST', body: bodyOf(asked), patienceInMs: longPatienceInMs });
    const told = answer.kind === 'body' ? answer.body : undefined;
    answered.value = told && { asked, told };
    refused.value = answer.kind === 'problem' ? answer.problem : told ? undefined : 'none';
    isAsking.value = false;
    return told;
  };
  return { isAsking, answered, refused, ask, askAgain: () => void (last.value !== undefined && ask(last.value)) };
}
