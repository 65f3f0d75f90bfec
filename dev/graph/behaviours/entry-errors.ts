import type { Job } from '../model/model.ts';
import { between, type Random } from '../model/random.ts';
import type { CycleOutcome } from './outcome.ts';

/** The same few objects fail again and again while the rest works. */
export function entryErrors(job: Job, random: Random): CycleOutcome {
  const exported = between(random, 0, 5);
  const state = job.life.escrows > 0 ? 'EntryLevelErrors' : 'Succeeded';
  return {
    state,
    imported: exported + job.life.escrows,
    exports: exported + job.life.escrows,
    exported,
    escrowed: job.life.escrows,
    systemEscrows: 2,
  };
}
