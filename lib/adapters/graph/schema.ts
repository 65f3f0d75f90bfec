import * as z from 'zod';
import { countField, durationField, listField, memberField, nameField, textField, timeField } from './field-values.ts';

// Strict for each field we read and blind to all others: new fields change nothing, and what is not named here is never copied.

const flagField = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? false);

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror */
export const ErrorSchema = z.object({
  code: nameField,
  message: textField,
  // The reference describes an action text, answers carry a flag: anything else tells nothing.
  tenantActionable: z.boolean().nullish().catch(undefined),
});

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationtaskexecution */
export const ExecutionSchema = z.object({
  activityIdentifier: nameField,
  state: memberField,
  timeBegan: timeField,
  timeEnded: timeField,
  countEntitled: countField,
  countEntitledForProvisioning: countField,
  countEscrowed: countField,
  countEscrowedRaw: countField,
  countExported: countField,
  countExports: countField,
  countImported: countField,
  countImportedDeltas: countField,
  countImportedReferenceDeltas: countField,
  error: ErrorSchema.nullish(),
});

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine */
export const QuarantineSchema = z.object({
  reason: memberField,
  seriesBegan: timeField,
  currentBegan: timeField,
  seriesCount: countField,
  nextAttempt: timeField,
  error: ErrorSchema.nullish(),
});

const ProgressSchema = z.object({
  completedUnits: countField,
  totalUnits: countField,
  units: nameField,
  progressObservationDateTime: timeField,
});

const StatusSchema = z.object({
  code: memberField,
  countSuccessiveCompleteFailures: countField,
  escrowsPruned: flagField,
  lastExecution: ExecutionSchema.nullish(),
  lastSuccessfulExecution: ExecutionSchema.nullish(),
  lastSuccessfulExecutionWithExports: ExecutionSchema.nullish(),
  progress: listField(ProgressSchema),
  // Read only in state Quarantine: in others Graph leaves remnants here.
  quarantine: z.unknown().optional(),
  steadyStateFirstAchievedTime: timeField,
  steadyStateLastAchievedTime: timeField,
  synchronizedEntryCountByType: listField(z.object({ key: nameField, value: countField })),
});

const ScheduleSchema = z.object({ state: memberField, interval: durationField, expiration: timeField });

const SettingSchema = z.object({ name: nameField, value: textField });

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob */
export const JobSchema = z.object({
  id: z.string().regex(/^[^\p{C}\s]{1,256}$/u),
  templateId: nameField,
  schedule: ScheduleSchema.nullish(),
  status: StatusSchema,
  // The reference shows one object, its samples a list.
  synchronizationJobSettings: z.union([z.array(SettingSchema), SettingSchema.transform((setting) => [setting])]).nullish(),
});

export type RawJob = z.output<typeof JobSchema>;
export type RawExecution = z.output<typeof ExecutionSchema>;
export type RawError = z.output<typeof ErrorSchema>;
