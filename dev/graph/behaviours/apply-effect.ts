import { hourInMs, intervalInMs } from '../model/graph-time.ts';
import type { Effect, Job } from '../model/model.ts';
import { liftQuarantine } from './quarantine.ts';
import { applyRestart } from './restart-scopes.ts';

function resume(job: Job, at: number): void {
  job.document.schedule.state = 'Active';
  job.document.status.code = 'Active';
  job.document.status.quarantine = null;
  job.life.nextCycleAt = at + intervalInMs(job.document.schedule.interval);
}

/** A `start` on a running job loses the cycle under way; the third within an hour stops the job. */
function disturb(job: Job, at: number): void {
  const { life, document } = job;
  life.disturbedAt = [...life.disturbedAt.filter((earlier) => at - earlier < hourInMs), at];
  life.nextCycleAt = at + intervalInMs(document.schedule.interval);
  document.status.countSuccessiveCompleteFailures += 1;
  if (life.disturbedAt.length >= 3) document.schedule.state = 'Disabled';
}

function start(job: Job, at: number): void {
  if (job.document.status.code === 'Quarantine') liftQuarantine(job, at);
  else if (job.document.status.code === 'Active') disturb(job, at);
  else resume(job, at);
}

/** A paused job keeps the shell of an old quarantine with empty dates, as published samples show. */
function pause(job: Job): void {
  const { status, schedule } = job.document;
  if (status.quarantine)
    status.quarantine = { ...status.quarantine, currentBegan: '', seriesBegan: '', nextAttempt: '', seriesCount: 0, error: null };
  status.code = 'Paused';
  schedule.state = 'Paused';
}

/** What an accepted action does to the job once its time has come. */
export function applyEffect(job: Job, effect: Effect, at: number): void {
  const { code } = job.document.status;
  if (effect.action === 'start') start(job, at);
  else if (effect.action === 'pause') pause(job);
  else {
    if (code !== 'Quarantine' && code !== 'Active') resume(job, at);
    applyRestart(job, effect.scopes, at);
  }
}
