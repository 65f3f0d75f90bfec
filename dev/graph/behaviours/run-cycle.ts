import { cycleIdOf } from '../model/cycle-id.ts';
import { graphTime, intervalInMs } from '../model/graph-time.ts';
import type { Execution, Job } from '../model/model.ts';
import { between, type Random } from '../model/random.ts';
import { behaviours } from './behaviours.ts';
import { failing } from './failing.ts';
import { advanceInitialCycle } from './initial-cycle.ts';
import type { CycleOutcome } from './outcome.ts';
import { imposeQuarantine, unnamedCause } from './quarantine.ts';

function executionOf(job: Job, outcome: CycleOutcome, began: number, ended: number): Execution {
  return {
    activityIdentifier: cycleIdOf(job),
    state: outcome.state,
    timeBegan: graphTime(began),
    timeEnded: graphTime(ended),
    countEntitled: Object.values(job.life.entries).reduce((sum, count) => sum + count, 0),
    countEntitledForProvisioning: outcome.exported,
    countEscrowed: outcome.escrowed,
    countEscrowedRaw: outcome.escrowed + outcome.systemEscrows,
    countExported: outcome.exported,
    countExports: outcome.exports,
    countImported: outcome.imported,
    countImportedDeltas: outcome.imported,
    countImportedReferenceDeltas: Math.floor(outcome.imported / 4),
    error: outcome.error ?? null,
  };
}

function recordSuccess(job: Job, execution: Execution, at: number): void {
  const { status } = job.document;
  status.countSuccessiveCompleteFailures = 0;
  status.lastSuccessfulExecution = execution;
  if (execution.countExported > 0) status.lastSuccessfulExecutionWithExports = execution;
  if (!job.life.initialCycle) status.steadyStateLastAchievedTime = graphTime(at);
}

function recordFailure(job: Job, at: number): void {
  const { status } = job.document;
  status.countSuccessiveCompleteFailures += 1;
  const allowed = job.life.lifted ? 1 : (job.life.cause ?? unnamedCause).failuresBeforeQuarantine;
  if (status.countSuccessiveCompleteFailures >= allowed) imposeQuarantine(job, at);
}

/** One provisioning cycle that ends at `at`. */
export function runCycle(job: Job, at: number, random: Random): void {
  const { life, document } = job;
  document.status.code = 'Active';
  life.executions += 1;
  life.nextCycleAt = at + intervalInMs(document.schedule.interval);
  const outcome = life.causeActive
    ? failing(life.cause ?? unnamedCause)
    : (advanceInitialCycle(job, at) ?? behaviours[life.behaviour](job, random));
  const lasted = Math.min(between(random, 900, 4000), intervalInMs(document.schedule.interval) / 2);
  const execution = executionOf(job, outcome, Math.round(at - lasted), at);
  document.status.lastExecution = execution;
  if (outcome.state === 'Failed') recordFailure(job, at);
  else recordSuccess(job, execution, at);
}
