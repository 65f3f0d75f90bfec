import type { ClosedIncidentStub, Incident } from '../domain/incident.ts';
import type { JobRecord, Target } from '../domain/job-record.ts';
import type { OperationRecord } from '../domain/operation.ts';
import type { JobKey } from '../domain/synchronization-job.ts';
import type { TenantState } from './ports.ts';
import type { Stored } from './stored.ts';

/** What holds in one tenant, as this pass knows it: read once, then kept in step with every write of the pass. */
export interface TenantMemory {
  targets: Map<string, Stored<Target>>;
  /** By service principal, then by job id. */
  jobs: Map<string, Map<string, Stored<JobRecord>>>;
  /** By the incident's hash. */
  incidents: Map<string, Stored<Incident | ClosedIncidentStub>>;
  /** The `operationPlace` of each job that has, or in this pass had, an open incident. */
  troubled: Set<string>;
  /** Each job's current or last operation, by `operationPlace`. */
  operations: Map<string, OperationRecord>;
}

export function rememberState(state: TenantState): TenantMemory {
  const memory: TenantMemory = {
    targets: new Map(state.targets.map((stored) => [stored.value.servicePrincipalId, stored])),
    jobs: new Map(),
    incidents: new Map(),
    troubled: new Set(),
    operations: new Map(state.operations.map((operation) => [operationPlace(operation), operation])),
  };
  for (const stored of state.incidents) rememberIncident(memory, stored);
  for (const stored of state.jobs) rememberJob(memory, stored);
  return memory;
}

export function rememberJob(memory: TenantMemory, stored: Stored<JobRecord>): void {
  const { servicePrincipalId, jobId } = stored.value;
  const jobs = memory.jobs.get(servicePrincipalId) ?? new Map<string, Stored<JobRecord>>();
  jobs.set(jobId, stored);
  memory.jobs.set(servicePrincipalId, jobs);
}

export function rememberIncident(memory: TenantMemory, stored: Stored<Incident | ClosedIncidentStub>): void {
  const { value } = stored;
  memory.incidents.set(value.hash, stored);
  if (value.state === 'open' && 'scope' in value && value.scope.kind === 'job') memory.troubled.add(operationPlace(value.scope));
}

export function forgetJob(memory: TenantMemory, { servicePrincipalId, jobId }: JobRecord): void {
  memory.jobs.get(servicePrincipalId)?.delete(jobId);
}

export function storedJobs(memory: TenantMemory): Stored<JobRecord>[] {
  return [...memory.jobs.values()].flatMap((jobs) => [...jobs.values()]);
}

/** Jobs that exist, as far as we know. */
export function presentJobs(memory: TenantMemory): JobRecord[] {
  return storedJobs(memory)
    .map(({ value }) => value)
    .filter((job) => job.removedAt === undefined);
}

export function openIncidents(memory: TenantMemory): Stored<Incident>[] {
  return [...memory.incidents.values()].filter((stored): stored is Stored<Incident> => stored.value.state === 'open');
}

/** Names a job within its tenant: no job id holds a blank. */
export function operationPlace({ servicePrincipalId, jobId }: Omit<JobKey, 'tenantId'>): string {
  return `${servicePrincipalId} ${jobId}`;
}
