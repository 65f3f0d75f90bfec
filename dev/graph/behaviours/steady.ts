import type { Job } from '../model/model.ts';
import { between, type Random } from '../model/random.ts';
import type { CycleOutcome } from './outcome.ts';

/** A few changes come in, all of them go out; now and then a new object appears. */
export function steady(job: Job, random: Random): CycleOutcome {
  const imported = between(random, 0, 9);
  const exported = between(random, 0, imported);
  const first = job.document.status.synchronizedEntryCountByType[0];
  if (first && random() < 0.2) first.value += 1;
  return { state: 'Succeeded', imported, exports: exported, exported, escrowed: job.life.escrows, systemEscrows: 0 };
}
