import { graphTime, never } from '../model/graph-time.ts';
import type { Job } from '../model/model.ts';
import type { CycleOutcome } from './outcome.ts';

function publishEntries(job: Job, share: number): void {
  job.document.status.synchronizedEntryCountByType = Object.entries(job.life.entries).map(([key, total]) => ({
    key,
    value: Math.floor(total * share),
  }));
}

/** One more part of the first full pass; undefined when the job is past it. Progress counts pages, not objects. */
export function advanceInitialCycle(job: Job, at: number): CycleOutcome | undefined {
  const { initialCycle } = job.life;
  if (!initialCycle) return undefined;
  const { status } = job.document;
  initialCycle.completed = Math.min(initialCycle.total, initialCycle.completed + initialCycle.perCycle);
  const exported = initialCycle.perCycle * 20;
  publishEntries(job, initialCycle.completed / initialCycle.total);
  if (initialCycle.completed >= initialCycle.total) {
    delete job.life.initialCycle;
    status.progress = [];
    if (status.steadyStateFirstAchievedTime === never) status.steadyStateFirstAchievedTime = graphTime(at);
  } else {
    status.progress = [
      {
        completedUnits: initialCycle.completed,
        totalUnits: initialCycle.total,
        units: 'Pages',
        progressObservationDateTime: graphTime(at),
      },
    ];
  }
  return { state: 'Succeeded', imported: exported, exports: exported, exported, escrowed: job.life.escrows, systemEscrows: 0 };
}
