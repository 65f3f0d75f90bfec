import type { BehaviourName, Job } from '../model/model.ts';
import type { Random } from '../model/random.ts';
import { entryErrors } from './entry-errors.ts';
import { escrowing } from './escrowing.ts';
import { idle } from './idle.ts';
import type { CycleOutcome } from './outcome.ts';
import { steady } from './steady.ts';

/** How a working job spends a cycle. */
export const behaviours = { steady, escrowing, entryErrors, idle } as const satisfies Record<
  BehaviourName,
  (job: Job, random: Random) => CycleOutcome
>;
