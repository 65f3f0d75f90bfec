import { intervalInMs } from '../model/graph-time.ts';
import type { Job } from '../model/model.ts';
import type { Random } from '../model/random.ts';
import { applyEffect } from './apply-effect.ts';
import { nextAttemptAt, retryQuarantine } from './quarantine.ts';
import { runCycle } from './run-cycle.ts';

/** After a long pause only the last cycles are lived through: nobody saw the others. */
const livedCycles = 50;

function skipUnseenCycles(job: Job, now: number): void {
  const interval = intervalInMs(job.document.schedule.interval);
  const unseen = Math.floor((now - job.life.nextCycleAt) / interval) - livedCycles;
  if (unseen > 0) job.life.nextCycleAt += unseen * interval;
}

/** Lets a job live up to `now`: cycles, retries of its quarantine, and effects of actions, in the order of their times. */
export function advanceJob(job: Job, now: number, random: Random): void {
  if (job.removed) return;
  skipUnseenCycles(job, now);
  for (;;) {
    const runs =
      job.document.schedule.state === 'Active' && (job.document.status.code === 'Active' || job.document.status.code === 'NotRun');
    const cycleAt = runs ? job.life.nextCycleAt : Number.POSITIVE_INFINITY;
    const attemptAt = nextAttemptAt(job);
    const effectAt = job.life.pending[0]?.at ?? Number.POSITIVE_INFINITY;
    const at = Math.min(cycleAt, attemptAt, effectAt);
    if (at > now) return;
    if (at === effectAt) {
      const due = job.life.pending.shift();
      if (due) applyEffect(job, due.effect, at);
    } else if (at === attemptAt) retryQuarantine(job, at);
    else runCycle(job, at, random);
  }
}
