import { UpstreamError } from '../../../domain/errors.ts';
import { countFailing } from '../../../domain/job/failing/count-failing.ts';
import { addFailingCount } from '../../../domain/job/health/failing-counts.ts';
import type { HealthReason } from '../../../domain/job/health/health.ts';
import { type JobKey, jobPlace } from '../../../domain/job/synchronization-job.ts';
import type { FailingRound } from '../../../domain/tenant/pass/failing-round.ts';
import { dayInMs, isoOf } from '../../../domain/time.ts';
import type { Unavailable } from '../../../domain/unavailable.ts';
import type { Ports } from '../../ports/ports.ts';
import type { LogReading } from '../../ports/provisioning-log.ts';
import { presentJobs, type TenantMemory } from '../../tenant/held/tenant-memory.ts';
import { askLog, type LogDeps } from '../../tenant/live/ask-log.ts';
import type { HourlyReader, HourlyTurn } from './hourly-reader.ts';

/** As many as Graph answers in ten seconds: https://learn.microsoft.com/graph/throttling-limits#reports-service-limits */
export const requestsPerTurn = 5;
/** So many of them a turn leaves to people who look into a log, unless one long log needs them all. */
const leftToOthers = 2;

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

type Deps = LogDeps & Pick<Ports, 'state'>;

/**
 * Counts, once an hour, how many objects fail in each job that is not well, and for which causes. A turn asks five times at most; jobs that
 * it did not come to have theirs in the next tick. The job's row keeps the counts of two days.
 */
export function countFailingObjects(deps: Deps): HourlyReader<'failingCauses'> {
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
  return failing.map(jobPlace).sort();
}

async function takeTurn(deps: Deps, turn: HourlyTurn, before: FailingRound | undefined): Promise<FailingRound> {
  const begin = before !== undefined && before.left > 0 ? before.after : undefined;
  const waiting = jobsCounted(turn.memory).filter((place) => begin === undefined || place > begin);
  let done = 0;
  let counted = 0;
  for (const place of waiting) {
    const [servicePrincipalId = '', jobId = ''] = place.split(' ');
    const outcome = await countJob(deps, turn, { tenantId: turn.tenantId, servicePrincipalId, jobId });
    if (typeof outcome === 'object') return { left: 0, counted, unavailable: outcome.unavailable };
    if (outcome === 'later') break;
    done += 1;
    if (outcome === 'counted') counted += 1;
  }
  const after = waiting[done - 1] ?? begin;
  return { left: waiting.length - done, counted, ...(after !== undefined && { after }) };
}

// A log too long for what is left of a turn is read again with all of the next one.
async function countJob(deps: Deps, turn: HourlyTurn, key: JobKey): Promise<'counted' | 'passed' | 'later' | { unavailable: Unavailable }> {
  const isFirst = turn.left() === requestsPerTurn;
  const mostRequests = isFirst ? requestsPerTurn : turn.left() - leftToOthers;
  if (mostRequests <= 0) return 'later';
  const reading = await readLog(deps, turn, key, mostRequests);
  if (reading === 'busy') return 'later';
  if ('unavailable' in reading) return reading;
  if (reading.interruption !== undefined) return isFirst && !isBusy(reading.interruption) ? 'passed' : 'later';
  if (reading.truncated && !isFirst) return 'later';
  const stored = await deps.state.getJob(key);
  if (stored === undefined || stored.value.removedAt !== undefined) return 'passed';
  const { value, etag } = stored;
  const failing = addFailingCount(value.failing, countFailing(reading, isoOf(turn.now)));
  turn.put({ type: 'job', value: { ...value, failing }, etag });
  return 'counted';
}

async function readLog(
  deps: Deps,
  turn: HourlyTurn,
  key: JobKey,
  mostRequests: number,
): Promise<LogReading | { unavailable: Unavailable } | 'busy'> {
  const query = { from: isoOf(turn.now - dayInMs), to: isoOf(turn.now), kinds: ['failure'] as const, notBefore: undefined };
  try {
    return await askLog(deps, key, query, { mostRequests, through: turn.ask });
  } catch (error) {
    if (error instanceof UpstreamError && isBusy(error)) return 'busy';
    throw error;
  }
}

// Somebody else has just used up what Graph permits: that says nothing of the log.
function isBusy({ evidence }: UpstreamError): boolean {
  return evidence.reason === 'throttled';
}
