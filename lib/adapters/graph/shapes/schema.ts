import * as z from 'zod';

// The shapes alone: strict for each member we read and blind to all others, so that new members change nothing and what is not named here
// is never copied. What the values mean is found afterwards, by `field-values.ts`: transforms inside the schemas took four times as long.
// The counts of an execution are not named at all: whatever they are, `countOf` judges it.

const text = z.string().nullish();
// A number, or the digits of an Int64 as text.
const count = z.unknown().optional();
const flag = z.boolean().nullish();

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror */
const ErrorSchema = z.object({
  code: text,
  message: text,
  // The reference describes an action text, answers carry a flag: anything else tells nothing.
  tenantActionable: z.unknown().optional(),
});

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution */
export const ExecutionSchema = z.object({
  activityIdentifier: text,
  state: text,
  timeBegan: text,
  timeEnded: text,
  error: ErrorSchema.nullish(),
});

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine */
export const QuarantineSchema = z.object({
  reason: text,
  seriesBegan: text,
  currentBegan: text,
  seriesCount: count,
  nextAttempt: text,
  error: ErrorSchema.nullish(),
});

const ProgressSchema = z.object({ completedUnits: count, totalUnits: count, units: text, progressObservationDateTime: text });

const StatusSchema = z.object({
  code: text,
  countSuccessiveCompleteFailures: count,
  escrowsPruned: flag,
  // Three executions that are mostly one: only those that differ are parsed.
  lastExecution: z.unknown().optional(),
  lastSuccessfulExecution: z.unknown().optional(),
  lastSuccessfulExecutionWithExports: z.unknown().optional(),
  progress: z.array(ProgressSchema).nullish(),
  // Read only in state Quarantine: in others Graph leaves remnants here.
  quarantine: z.unknown().optional(),
  steadyStateFirstAchievedTime: text,
  steadyStateLastAchievedTime: text,
  troubleshootingUrl: text,
  synchronizedEntryCountByType: z.array(z.object({ key: text, value: count })).nullish(),
});

const SettingSchema = z.object({ name: text, value: text });

const plainId = /^[\w.-]{1,256}$/;
const usableId = /^[^\p{C}\s]{1,256}$/u;

/** The id of a job: 1 to 256 characters, none of them blank or invisible. */
export const JobIdSchema = z.string().refine((id) => plainId.test(id) || usableId.test(id), 'is no usable id');

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob */
export const JobSchema = z.object({
  id: JobIdSchema,
  templateId: text,
  schedule: z.object({ state: text, interval: text, expiration: text }).nullish(),
  status: StatusSchema,
  // The reference shows one object, its samples a list.
  synchronizationJobSettings: z.union([z.array(SettingSchema), SettingSchema]).nullish(),
});

export type RawJob = z.output<typeof JobSchema>;
export type RawStatus = RawJob['status'];
export type RawError = z.output<typeof ErrorSchema>;
