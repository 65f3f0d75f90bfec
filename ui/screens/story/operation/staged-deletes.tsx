import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Problem, StagedDeletes } from '../../../../client/client.d.ts';
import { ownProblem } from '../../../api/own-problem.ts';
import { longPatienceInMs, request } from '../../../api/request.ts';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { useRetry } from '../../../parts/problem/use-retry.ts';
import { stagedWords } from './staged-words.ts';

/** What waits to be deleted in a job, looked up when somebody is about to decide on it. */
export interface Staged {
  /** The figure to send, `null` where nobody can count; undefined while it is not known what to send. */
  readonly figure: number | null | undefined;
  readonly found: ReadonlySignal<StagedDeletes | undefined>;
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** From when on it is looked up again by itself; milliseconds since the epoch. */
  readonly mayTryAt: ReadonlySignal<number | undefined>;
  look(): void;
}

const silence = ownProblem('No answer', 'What waits to be deleted could not be read.');

/** Reads it once each time it comes to be `isNeeded`, and again when Microsoft Graph, asked too much at once, takes more. */
export function useStagedDeletes(job: string, isNeeded: boolean): Staged {
  const found = useSignal<StagedDeletes | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const mayTryAt = useSignal<number | undefined>(undefined);
  const look = async () => {
    found.value = undefined;
    problem.value = undefined;
    mayTryAt.value = undefined;
    const answer = await request<StagedDeletes>(`${job}/stagedDeletes`, { patienceInMs: longPatienceInMs });
    if (answer.kind === 'body') found.value = answer.body;
    else problem.value = answer.kind === 'problem' ? answer.problem : silence;
    if (answer.kind === 'problem') mayTryAt.value = answer.mayTryAt;
  };
  useEffect(() => {
    if (isNeeded) void look();
  }, [job, isNeeded]);
  useRetry(isNeeded ? mayTryAt.value : undefined, () => void look());
  return { figure: found.value?.stagedDeletes, found, problem, mayTryAt, look: () => void look() };
}

/** The number that is decided on, or why there is none. */
export function StagedFigure({ staged: { found, problem, mayTryAt, look } }: { staged: Staged }) {
  if (problem.value) return <ProblemNote problem={problem.value} onTry={look} notBefore={mayTryAt.value} />;
  return (
    <p role="status">
      <b>{found.value === undefined ? 'Counting what waits to be deleted…' : stagedWords(found.value)}</b>
    </p>
  );
}
