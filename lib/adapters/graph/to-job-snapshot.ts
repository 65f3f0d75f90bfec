import { cleanText } from '../../domain/clean-text.ts';
import { executionStates, type JobSnapshot, scheduleStates, statusCodes, type TaskExecution } from '../../domain/synchronization-job.ts';
import { JobSchema, type RawExecution, type RawJob } from './schema.ts';
import { toError, toQuarantine } from './to-quarantine.ts';

/**
 * One `synchronizationJob` of Graph in our words: see the contract at `JobSnapshot`.
 * @throws ZodError that names each field which is missing or has a type it cannot have.
 */
export function toJobSnapshot(raw: unknown): JobSnapshot {
  const { id, templateId, status, schedule, synchronizationJobSettings } = JobSchema.parse(raw);
  const { member: state, raw: rawCode } = toMember(statusCodes, status.code);
  return {
    jobId: id,
    ...present({ templateId, rawCode }),
    state,
    schedule: toSchedule(schedule),
    countSuccessiveCompleteFailures: status.countSuccessiveCompleteFailures,
    escrowsPruned: status.escrowsPruned,
    ...toExecutions(status),
    progress: status.progress.map(({ completedUnits, totalUnits, units = '', progressObservationDateTime }) => ({
      completedUnits,
      totalUnits,
      units,
      ...present({ progressObservationDateTime }),
    })),
    ...(state === 'Quarantine' && { quarantine: toQuarantine(status.quarantine) }),
    ...present({
      steadyStateFirstAchievedTime: status.steadyStateFirstAchievedTime,
      steadyStateLastAchievedTime: status.steadyStateLastAchievedTime,
    }),
    synchronizedEntryCountByType: status.synchronizedEntryCountByType.flatMap(({ key, value }) =>
      key === undefined ? [] : [{ key, value }],
    ),
    settings: (synchronizationJobSettings ?? []).flatMap(({ name, value = '' }) => (name === undefined ? [] : [{ key: name, value }])),
  };
}

function toSchedule(schedule: RawJob['schedule']): JobSnapshot['schedule'] {
  const { member: state, raw: rawState } = toMember(scheduleStates, schedule?.state);
  return { state, ...present({ rawState, intervalInSeconds: schedule?.interval, expiration: schedule?.expiration }) };
}

function toExecutions(
  status: RawJob['status'],
): Pick<JobSnapshot, 'lastExecution' | 'lastSuccessfulExecution' | 'lastSuccessfulExecutionWithExports'> {
  const { lastExecution, lastSuccessfulExecution, lastSuccessfulExecutionWithExports } = status;
  return present({
    lastExecution: toExecution(lastExecution),
    lastSuccessfulExecution: toExecution(lastSuccessfulExecution),
    lastSuccessfulExecutionWithExports: toExecution(lastSuccessfulExecutionWithExports),
  });
}

function toExecution(execution: RawExecution | null | undefined): TaskExecution | undefined {
  if (!execution) return undefined;
  const { activityIdentifier, state: text, timeBegan, timeEnded, error, ...counts } = execution;
  const { member: state, raw: rawState } = toMember(executionStates, text);
  return { state, ...present({ activityIdentifier, rawState, timeBegan, timeEnded }), ...counts, ...toError(error) };
}

/** The published member in Graph's casing; anything else, `unknownFutureValue` included, is `Unknown` with the raw text. */
function toMember<Member extends string>(
  published: readonly Member[],
  text: string | undefined,
): { member: Member | 'Unknown'; raw?: string } {
  const key = text?.toLowerCase();
  const member = published.find((candidate) => candidate.toLowerCase() === key);
  return member === undefined ? { member: 'Unknown', ...(text && { raw: cleanText(text, 256) }) } : { member };
}

type Present<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

function present<Fields extends Record<string, unknown>>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}
