import type * as z from 'zod';
import type { WaitingDeletes } from '../../../application/diagnose/list-staged-deletes.ts';
import type { ToldAction } from '../../../application/operate/request/tell-actions.ts';
import type { Freshness } from '../../../domain/job/health/health.ts';
import { defined } from '../../../domain/optional.ts';
import type { StagedDeletes } from '../../schemas/job/staged-deletes.ts';
import { jobActions } from './job-actions.ts';
import { shownExamples } from './shown-examples.ts';

type Document = z.input<typeof StagedDeletes>;

interface Shown {
  baseUrl: string;
  withNames: boolean;
  freshness: Freshness;
  /** What the caller may do about the job. */
  actions: readonly ToldAction[];
}

export function stagedDeletesDocument({ record, isWaiting, observedAt, staged }: WaitingDeletes, shown: Shown): Document {
  const known = 'unavailable' in staged ? { unavailable: staged.unavailable } : readFields(staged, shown.withNames);
  const figure = 'unavailable' in staged ? null : staged.figure;
  return {
    waiting: isWaiting,
    ...defined({ observedAt }),
    freshness: shown.freshness,
    stagedDeletes: figure,
    ...known,
    ...(isWaiting && { ways: jobActions(shown.actions, record, shown.baseUrl, figure).flatMap(wayOf) }),
  };
}

type Read = Exclude<WaitingDeletes['staged'], { unavailable: unknown }>;

function readFields({ uncounted, atLeast, byType, examples, read, truncated }: Read, withNames: boolean) {
  const { notUnderstood, ...reached } = read;
  return {
    ...defined({ uncounted, atLeast }),
    value: byType,
    examples: shownExamples(examples, withNames),
    read: { ...reached, ...(notUnderstood > 0 && { notUnderstood }) },
    truncated,
  };
}

// https://learn.microsoft.com/entra/identity/app-provisioning/accidental-deletions names two ways out, and no third.
const ways = {
  allow: {
    says: 'The deletions are wanted: they are carried out in the target, for exactly the number of objects shown. They cannot be undone from here.',
    source: 'https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria',
  },
  refuse: {
    says: 'The deletions are not wanted: first undo what caused them at the source (move the organizational unit back, restore the scope or the assignments), then restart, and what is in scope again is kept. Restarted before that, the job finds the same deletions.',
    source: 'https://learn.microsoft.com/entra/identity/app-provisioning/accidental-deletions',
  },
} as const;

function wayOf(action: ReturnType<typeof jobActions>[number]): NonNullable<Document['ways']> {
  if (action.action !== 'restart') return [];
  if (action.resetScope === undefined) return [{ way: 'refuse', ...ways.refuse, action }];
  return action.resetScope.includes('ForceDeletes') ? [{ way: 'allow', ...ways.allow, action }] : [];
}
