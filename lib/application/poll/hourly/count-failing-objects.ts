import type { HealthReason } from '../../../domain/job/health/health.ts';
import { jobPlace } from '../../../domain/job/synchronization-job.ts';
import { type FailingRound, openRound, stepRound } from '../../../domain/tenant/pass/failing-round.ts';
import { presentJobs, type TenantMemory } from '../../tenant/held/tenant-memory.ts';
import { type CountDeps, countJob, requestsPerTurn } from './count-job.ts';
import type { HourlyReader, HourlyTurn } from './hourly-reader.ts';

/** What objects that fail do to a job. Jobs that are not well for other reasons have nothing of them in the log. */
const reasonsCounted: readonly HealthReason[] = [
  'quarantined',
  'quarantineEndsSoon',
  'completeFailures',
  'nearQuarantine',
  'escrowsRising',
  'escrowsPruned',
  'entryErrors',
];

/** A turn that took this long leaves the rest to the next tick: the pass holds the tenant's lease. */
const slowTurnInMs = 20_000;

/**
 * Counts, once an hour, how many objects fail in each job that is not well, and for which causes. A turn asks five times at most; jobs that
 * it did not come to have theirs in the next tick. The job's row keeps the counts of two days. A log that cannot be read costs its own job
 * the count of this round, and no other job anything.
 */
export function countFailingObjects(deps: CountDeps): HourlyReader<'failingCauses'> {
  return {
    name: 'failingCauses',
    mostRequests: requestsPerTurn,
    isIdle: (memory) => jobsCounted(memory).length === 0,
    isLeft: ({ left }) => left > 0,
    read: (turn, before) => takeTurn(deps, turn, before),
  };
}

function jobsCounted(memory: TenantMemory): string[] {
  const failing = presentJobs(memory).filter(({ reasons }) => reasons.some((reason) => reasonsCounted.includes(reason)));
  return failing.map(jobPlace);
}

async function takeTurn(deps: CountDeps, turn: HourlyTurn, before: FailingRound | undefined): Promise<FailingRound> {
  const opened = openRound(jobsCounted(turn.memory), before);
  let { round } = opened;
  for (const place of opened.waiting) {
    const [servicePrincipalId = '', jobId = ''] = place.split(' ');
    const outcome = await countJob(deps, turn, { tenantId: turn.tenantId, servicePrincipalId, jobId });
    round = stepRound(round, place, outcome);
    const isOver = outcome === 'later' || outcome === 'heldUp' || round.left === 0;
    if (isOver || deps.clock.now() - turn.now >= slowTurnInMs) break;
  }
  return round;
}
