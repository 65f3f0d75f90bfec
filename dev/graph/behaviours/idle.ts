import type { Job } from '../model/model.ts';
import type { CycleOutcome } from './outcome.ts';

/** A cycle in which nothing had to be done. */
export function idle(job: Job): CycleOutcome {
  return { state: 'Succeeded', imported: 0, exports: 0, exported: 0, escrowed: job.life.escrows, systemEscrows: 0 };
}
