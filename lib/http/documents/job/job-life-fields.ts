import type * as z from 'zod';
import type { ShownJob } from '../../../application/show/jobs/get-job.ts';
import { offSince } from '../../../domain/job/health/switched-off.ts';
import type { JobSnapshot } from '../../../domain/job/synchronization-job.ts';
import { defined } from '../../../domain/optional.ts';
import type { Job } from '../../schemas/job/job.ts';

type Fields = z.input<typeof Job>;

/** Where a job stands in its life, while that is a special place: its first cycle, or switched off by Microsoft. */
export function lifeFields(
  record: ShownJob['record'],
  { reasons }: ShownJob['job'],
  now: number,
): Pick<Fields, 'disabled' | 'initialCycle'> {
  const { snapshot, marks } = record;
  const { reason, errorCode, seriesBegan } = { ...snapshot.quarantine, ...marks?.disabledFrom };
  const disabled = { since: offSince(record, now), quarantineReason: reason, errorCode, seriesBegan };
  return {
    ...(reasons.includes('disabled') && { disabled: defined(disabled) }),
    ...(reasons.includes('initialCycle') && { initialCycle: { ...defined({ since: marks?.firstCycleSince }), ...reached(snapshot) } }),
  };
}

// What counts in one unit counts together.
function reached({ progress }: JobSnapshot): Omit<NonNullable<Fields['initialCycle']>, 'since'> {
  const [first] = progress;
  if (first === undefined) return {};
  const alike = progress.filter(({ units }) => units === first.units);
  return {
    completedUnits: alike.reduce((sum, { completedUnits }) => sum + completedUnits, 0),
    totalUnits: alike.reduce((sum, { totalUnits }) => sum + totalUnits, 0),
    units: first.units,
    ...defined({ observedAt: first.progressObservationDateTime }),
  };
}

/** What Graph says of the runs, in its own words. */
export function runFields(snapshot: JobSnapshot) {
  const { countSuccessiveCompleteFailures, escrowsPruned, synchronizedEntryCountByType, progress } = snapshot;
  const { lastExecution, lastSuccessfulExecution, lastSuccessfulExecutionWithExports, troubleshootingUrl } = snapshot;
  const { steadyStateFirstAchievedTime, steadyStateLastAchievedTime } = snapshot;
  return {
    ...defined({ lastExecution, lastSuccessfulExecution, lastSuccessfulExecutionWithExports, troubleshootingUrl }),
    ...defined({ steadyStateFirstAchievedTime, steadyStateLastAchievedTime }),
    countSuccessiveCompleteFailures,
    escrowsPruned,
    synchronizedEntryCountByType,
    progress,
  };
}

/** How the last tries to read the job ended; where the whole tenant cannot be read, no job of it can. */
export function lastReadFields(record: ShownJob['record'], row: ShownJob['row']): Fields['lastRead'] {
  const { lastAttemptAt, unreadableSince, unreadableReason: reason, unreadableCode: code, lastError } = row;
  const { readFailingSince, readFailure } = record;
  const ofTenant = reason && { reason, ...defined({ code }), detail: lastError ?? 'The tenant could not be read.' };
  const failure = readFailure ? failureFields(readFailure) : ofTenant;
  return { ...defined({ lastAttemptAt, failingSince: readFailingSince ?? unreadableSince, failure }) };
}

function failureFields({ reason, status, code, detail }: NonNullable<ShownJob['record']['readFailure']>) {
  return { reason, ...(status && { status }), ...(code && { code }), detail };
}
