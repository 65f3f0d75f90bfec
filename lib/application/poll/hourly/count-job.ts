import { ConflictError, UpstreamError } from '../../../domain/errors.ts';
import { countFailing } from '../../../domain/job/failing/count-failing.ts';
import { addFailingCount } from '../../../domain/job/health/failing-counts.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';
import type { JobOutcome } from '../../../domain/tenant/pass/failing-round.ts';
import { dayInMs, isoOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import type { LogReading } from '../../ports/provisioning-log.ts';
import { askLog, type LogDeps } from '../../tenant/live/ask-log.ts';
import { failureOf } from './failure-of.ts';
import type { HourlyTurn } from './hourly-reader.ts';

/** As many as Graph answers in ten seconds: https://learn.microsoft.com/graph/throttling-limits#reports-service-limits */
export const requestsPerTurn = 5;
/** So many of them a turn leaves to people who look into a log, unless one long log needs them all. */
const leftToOthers = 2;

export type CountDeps = LogDeps & Pick<Ports, 'state' | 'log'>;

/**
 * Counts what fails in one job now, and leaves its row to be written. Whatever goes wrong is told in the log and is this job's alone.
 * @throws ConflictError when the lease is lost.
 */
export async function countJob(deps: CountDeps, turn: HourlyTurn, key: JobKey): Promise<JobOutcome> {
  const before = turn.left();
  const isFirst = before === requestsPerTurn;
  const mostRequests = isFirst ? requestsPerTurn : before - leftToOthers;
  if (mostRequests <= 0) return 'later';
  try {
    const reading = await readLog(deps, turn, key, mostRequests);
    if ('unavailable' in reading) return reading;
    // A log too long for what is left of a turn is read again with all of the next one.
    if (!isFirst && (reading.truncated || reading.interruption !== undefined)) return 'later';
    if (reading.interruption !== undefined) throw reading.interruption;
    return await keepCount(deps, turn, key, reading);
  } catch (error) {
    if (error instanceof ConflictError) throw error;
    // Where nothing was sent somebody else has just used up what Graph permits: that says nothing of this log.
    if (isThrottled(error)) return turn.left() === before ? 'later' : 'heldUp';
    if (!isFirst && isTooLarge(error)) return 'later';
    tell(deps, key, error);
    return 'passed';
  }
}

function readLog(deps: CountDeps, turn: HourlyTurn, key: JobKey, mostRequests: number): ReturnType<typeof askLog> {
  const query = { from: isoOf(turn.now - dayInMs), to: isoOf(turn.now), kinds: ['failure'] as const, notBefore: undefined };
  return askLog(deps, key, query, { mostRequests, through: turn.ask });
}

async function keepCount({ state }: CountDeps, turn: HourlyTurn, key: JobKey, reading: LogReading): Promise<'counted' | 'passed'> {
  const stored = await state.getJob(key);
  if (stored === undefined || stored.value.removedAt !== undefined) return 'passed';
  const { value, etag } = stored;
  const failing = addFailingCount(value.failing, countFailing(reading, isoOf(turn.now)));
  turn.put({ type: 'job', value: { ...value, failing }, etag });
  return 'counted';
}

function isThrottled(error: unknown): boolean {
  return error instanceof UpstreamError && error.evidence.reason === 'throttled';
}

// Smaller pages take more requests than were left.
function isTooLarge(error: unknown): boolean {
  return error instanceof UpstreamError && error.evidence.isTooLarge === true;
}

function tell({ log }: CountDeps, key: JobKey, error: unknown): void {
  const failure = failureOf(error);
  const text = 'The failing objects of a job could not be counted';
  if (failure.reason === 'unexpected') log.error(text, { ...key, ...failure, error });
  else log.warn(text, { ...key, ...failure });
}
