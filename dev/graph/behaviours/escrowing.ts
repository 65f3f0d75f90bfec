import type { Job } from '../model/model.ts';
import { between, type Random } from '../model/random.ts';
import type { CycleOutcome } from './outcome.ts';

/** More objects fail in every cycle, and Graph still says Succeeded: only the counts tell. */
export function escrowing(job: Job, random: Random): CycleOutcome {
  const failed = between(random, 40, 120);
  job.life.escrows += failed;
  const exported = between(random, 1, 8);
  const systemEscrows = Math.ceil(job.life.escrows / 10);
  return {
    state: 'Succeeded',
    imported: failed + exported,
    exports: failed + exported,
    exported,
    escrowed: job.life.escrows,
    systemEscrows,
  };
}
