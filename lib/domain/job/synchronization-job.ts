/**
 * A synchronization job as Microsoft Graph describes it, after normalisation: enum members in Graph's casing,
 * times as UTC ISO-8601 with milliseconds, sentinels (years 1 and 9999, empty text, the .NET maximum interval) as absent.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjob
 */
export const statusCodes = ['NotConfigured', 'NotRun', 'Active', 'Paused', 'Quarantine'] as const;
type StatusCode = (typeof statusCodes)[number];
/** `Unknown` is ours: Graph sent a code that is not published, or none; `rawCode` keeps it. Never treated as healthy. */
export type JobState = StatusCode | 'Unknown';

export const scheduleStates = ['Active', 'Disabled', 'Paused'] as const;
type ScheduleState = (typeof scheduleStates)[number] | 'Unknown';

export const executionStates = ['Succeeded', 'Failed', 'EntryLevelErrors'] as const;
type ExecutionState = (typeof executionStates)[number] | 'Unknown';

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine */
export const quarantineReasons = [
  'EncounteredBaseEscrowThreshold',
  'EncounteredTotalEscrowThreshold',
  'EncounteredEscrowProportionThreshold',
  'EncounteredQuarantineException',
  'Unknown',
  'QuarantinedOnDemand',
  'TooManyDeletes',
  'IngestionInterrupted',
] as const;

/** `jobId` is unique only within its service principal. */
export interface JobKey {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
}

/** Names a job within its tenant: no job id holds a blank. */
export function jobPlace({ servicePrincipalId, jobId }: Omit<JobKey, 'tenantId'>): string {
  return `${servicePrincipalId} ${jobId}`;
}

export interface SynchronizationError {
  code: string;
  message?: string;
  /** True when the customer can mend it; a flag, although the reference page describes a text. */
  tenantActionable?: boolean;
}

interface SynchronizationSchedule {
  state: ScheduleState;
  rawState?: string;
  /** Absent when the job never runs by itself (.NET maximum interval) or Graph sent none. */
  intervalInSeconds?: number;
  expiration?: string;
}

export interface TaskExecution {
  activityIdentifier?: string;
  state: ExecutionState;
  rawState?: string;
  timeBegan?: string;
  timeEnded?: string;
  countEntitled: number;
  countEntitledForProvisioning: number;
  countEscrowed: number;
  /** Includes the escrows the service keeps for itself. */
  countEscrowedRaw: number;
  countExported: number;
  countExports: number;
  countImported: number;
  countImportedDeltas: number;
  countImportedReferenceDeltas: number;
  error?: SynchronizationError;
}

export interface Quarantine {
  /** Published members in Graph's casing, combined ones joined by ", ", unpublished ones raw. */
  reason: string;
  /** First time in this series: start of the 28-day clock. */
  seriesBegan?: string;
  currentBegan?: string;
  seriesCount: number;
  nextAttempt?: string;
  error?: SynchronizationError;
}

interface SynchronizationProgress {
  completedUnits: number;
  totalUnits: number;
  units: string;
  progressObservationDateTime?: string;
}

interface KeyValue<Value> {
  key: string;
  value: Value;
}

/** One observed state of one job. */
export interface JobSnapshot {
  jobId: string;
  templateId?: string;
  state: JobState;
  rawCode?: string;
  schedule: SynchronizationSchedule;
  countSuccessiveCompleteFailures: number;
  escrowsPruned: boolean;
  lastExecution?: TaskExecution;
  lastSuccessfulExecution?: TaskExecution;
  lastSuccessfulExecutionWithExports?: TaskExecution;
  progress: SynchronizationProgress[];
  /** Only when `state` is Quarantine: Graph leaves old values behind in other states. */
  quarantine?: Quarantine;
  steadyStateFirstAchievedTime?: string;
  steadyStateLastAchievedTime?: string;
  synchronizedEntryCountByType: KeyValue<number>[];
  settings: KeyValue<string>[];
  /** Where Microsoft describes the trouble; only an https address. */
  troubleshootingUrl?: string;
}

/** A service principal that has, or may have, synchronization jobs. */
export interface ServicePrincipal {
  id: string;
  appId?: string;
  displayName: string;
  applicationTemplateId?: string;
}
