import type { CurrentIncident, OpenIncident } from '../../../domain/incident/incident.ts';
import { type JobWord, wordOf } from '../../../domain/job/agents/job-word.ts';
import type { JobRecord, Target } from '../../../domain/job/record/job-record.ts';
import { type JobKey, jobPlace } from '../../../domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../../domain/operation/operation.ts';
import type { DomainRecord } from '../../../domain/tenant/decide/domain-record.ts';
import type { Known, KnownTenant } from '../../../domain/tenant/decide/known-tenant.ts';
import type { HourlyName, HourlyReading } from '../../../domain/tenant/pass/hourly-reading.ts';
import type { JobSummary } from '../../../domain/view/job-view.ts';
import { summariseJob } from '../../../domain/view/summarise-job.ts';
import type { JobRow, TenantState } from '../../ports/ports.ts';

/** A job's row until the pass has looked at it; afterwards only what lists show of it, so that no pass holds thousands of records. */
type KnownJob = { kind: 'row'; row: JobRow } | JobFacts;

interface JobFacts {
  kind: 'facts';
  /** The number of its last event. */
  seq: number;
  etag?: string;
  summary: JobSummary;
  /** What it says of the agents of its domain, where it has one. */
  word?: JobWord;
  removedAt?: string;
}

/** What holds in one tenant, as this pass knows it: read once, then kept in step with every write of the pass. */
export interface TenantMemory extends KnownTenant {
  targets: Map<string, Known<Target>>;
  /** By service principal, then by job id. */
  jobs: Map<string, Map<string, KnownJob>>;
  /** The on-premises domains of its jobs, by name. */
  domains: Map<string, Known<DomainRecord>>;
  incidents: Map<string, Known<CurrentIncident>>;
  troubled: Set<string>;
  operations: Map<string, OperationRecord>;
  hourly: Map<HourlyName, Known<HourlyReading>>;
}

export function rememberState(state: TenantState): TenantMemory {
  const memory: TenantMemory = {
    targets: new Map(state.targets.map((stored) => [stored.value.servicePrincipalId, stored])),
    jobs: new Map(),
    domains: new Map(state.domains.map((stored) => [stored.value.domain, stored])),
    incidents: new Map(),
    troubled: new Set(),
    operations: new Map(state.operations.map((operation) => [jobPlace(operation), operation])),
    hourly: new Map(state.hourly.map((stored) => [stored.value.name, stored])),
  };
  for (const stored of state.incidents) rememberIncident(memory, stored);
  for (const row of state.jobs) setJob(memory, row, { kind: 'row', row });
  return memory;
}

/** Keeps of a job that was looked at what lists show; the record itself goes. */
export function rememberJob(memory: TenantMemory, known: Known<JobRecord>): void {
  setJob(memory, known.value, factsOf(known));
}

function setJob(memory: TenantMemory, { servicePrincipalId, jobId }: Omit<JobKey, 'tenantId'>, job: KnownJob): void {
  const jobs = memory.jobs.get(servicePrincipalId);
  if (jobs === undefined) memory.jobs.set(servicePrincipalId, new Map([[jobId, job]]));
  else jobs.set(jobId, job);
}

function factsOf({ value, etag }: Known<JobRecord>): JobFacts {
  const { removedAt } = value;
  const summary = summariseJob(value);
  return {
    kind: 'facts',
    seq: value.seq,
    summary,
    ...(summary.domain !== undefined && { word: wordOf(value) }),
    ...(etag !== undefined && { etag }),
    ...(removedAt !== undefined && { removedAt }),
  };
}

/** The row of a job that this pass has not looked at yet. */
export function rowOf(memory: TenantMemory, servicePrincipalId: string, jobId: string): JobRow | undefined {
  const known = memory.jobs.get(servicePrincipalId)?.get(jobId);
  return known?.kind === 'row' ? known.row : undefined;
}

/** What lists show of each job of the service principal, or of the tenant; rows that cannot be understood are left out. */
export function knownJobs(memory: TenantMemory, servicePrincipalId?: string): JobFacts[] {
  const lists =
    servicePrincipalId === undefined ? [...memory.jobs.values()] : [memory.jobs.get(servicePrincipalId) ?? new Map<string, KnownJob>()];
  return lists.flatMap((jobs) =>
    [...jobs.values()].flatMap((known) => {
      if (known.kind === 'facts') return known;
      const { value, etag } = known.row;
      return value === undefined || etag === undefined ? [] : factsOf({ value, etag });
    }),
  );
}

export function rememberIncident(memory: TenantMemory, known: Known<CurrentIncident>): void {
  const { value } = known;
  memory.incidents.set(value.hash, known);
  if (value.state === 'open' && value.scope.kind === 'job') memory.troubled.add(jobPlace(value.scope));
}

export function forgetJob(memory: TenantMemory, { servicePrincipalId, jobId }: Omit<JobKey, 'tenantId'>): void {
  memory.jobs.get(servicePrincipalId)?.delete(jobId);
}

/** Jobs that exist, as far as we know. */
export function presentJobs(memory: TenantMemory): JobSummary[] {
  return knownJobs(memory).flatMap(({ summary, removedAt }) => (removedAt === undefined ? summary : []));
}

export function openIncidents(memory: TenantMemory): Known<OpenIncident>[] {
  return [...memory.incidents.values()].filter((known): known is Known<OpenIncident> => known.value.state === 'open');
}
