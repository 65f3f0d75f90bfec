import { newCodesOf } from '../../domain/job/advice/unknown-codes.ts';
import { isGone, type ReadFailure, type TargetRead } from '../../domain/job/job-read.ts';
import type { JobReading } from '../../domain/job/record/job-reading.ts';
import { readingsOf } from '../../domain/job/record/readings-of.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { decideJob, type JobDecision, type JobSubject, type JobTerms } from '../../domain/tenant/decide-job.ts';
import { newTarget, removeGoneTarget } from '../../domain/tenant/decide-target.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import { incidentHash } from '../tenant/identifiers.ts';
import { knownJobs, rememberIncident, rememberJob, rowOf, type TenantMemory } from '../tenant/tenant-memory.ts';
import { createGroupWriter, type Group, type WriterOptions } from './write-groups.ts';

type Deps = Pick<Ports, 'state' | 'sightings' | 'clock' | 'log'>;

/** Turns readings into rows. Full transactions leave while the pass still reads; `flush` writes the rest. */
export interface Recorder {
  add(reads: readonly TargetRead[]): Promise<void>;
  addTargets(found: readonly ServicePrincipal[]): Promise<void>;
  flush(): Promise<void>;
  /** Whether any reading of this pass was good; that a service principal is gone is a good answer too. */
  hasGoodRead(): boolean;
  /** The failure of the last item that could not be read. */
  lastFailure(): ReadFailure | undefined;
  /** Whether a card was asked for. */
  hasOutbox(): boolean;
}

type RecorderOptions = Omit<JobTerms, 'now' | 'incidentHash'> & WriterOptions;

/** Records the readings of one pass into the tenant's partition; `memory` stays in step with what was written. */
export function createRecorder(deps: Deps, memory: TenantMemory, options: RecorderOptions): Recorder {
  const { tenantId } = options;
  const writer = createGroupWriter(deps, memory, options);
  let good = false;
  let failure: ReadFailure | undefined;
  let cards = false;

  function groupOf(servicePrincipalId: string, jobId: string, reading: JobReading): Group {
    const key = { tenantId, servicePrincipalId, jobId };
    const stored: JobSubject['stored'] = rowOf(memory, servicePrincipalId, jobId) ?? {};
    const decided = decideJob(memory, { key, stored }, reading, { ...options, incidentHash, now: deps.clock.now() });
    const { value, etag } = stored;
    if (decided.writes.length === 0 && value !== undefined && etag !== undefined) rememberJob(memory, { value, etag });
    return {
      writes: decided.writes,
      again: () => groupOf(servicePrincipalId, jobId, reading),
      committed: () => {
        rememberDecided(memory, decided);
        cards ||= decided.writes.some(({ type }) => type === 'outbox');
      },
    };
  }

  return {
    add: async (reads) => {
      good ||= reads.some((read) => read.ok || isGone(read));
      failure = reads.flatMap((read) => (read.ok ? [] : [read.failure])).at(-1) ?? failure;
      await noteUnknownCodes(deps, memory, reads, tenantId);
      const groups: Group[] = [];
      for (const read of reads) {
        reportNameless(deps, tenantId, read);
        const readings = readingsOf(memory.jobs.get(read.servicePrincipalId)?.keys() ?? [], read);
        for (const [jobId, reading] of readings) groups.push(groupOf(read.servicePrincipalId, jobId, reading));
      }
      await writer.collect([...groups, ...goneTargets(memory, reads)]);
    },
    addTargets: (found) =>
      writer.collect(found.map((servicePrincipal) => targetGroup(memory, tenantId, servicePrincipal, deps.clock.now()))),
    flush: writer.flush,
    hasGoodRead: () => good,
    lastFailure: () => failure,
    hasOutbox: () => cards,
  };
}

function rememberDecided(memory: TenantMemory, { record, incidents }: JobDecision): void {
  if (record !== undefined) rememberJob(memory, { value: record });
  for (const incident of incidents) rememberIncident(memory, { value: incident });
}

function targetGroup(memory: TenantMemory, tenantId: string, servicePrincipal: ServicePrincipal, now: number): Group {
  const value = newTarget(tenantId, servicePrincipal, now);
  memory.targets.set(value.servicePrincipalId, { value });
  return { writes: [{ type: 'target', value }], committed: () => undefined };
}

function goneTargets(memory: TenantMemory, reads: readonly TargetRead[]): Group[] {
  return reads.filter(isGone).map((read) => {
    const { servicePrincipalId } = read;
    const hasJobs = knownJobs(memory, servicePrincipalId).some(({ removedAt }) => removedAt === undefined);
    const writes = removeGoneTarget(memory.targets.get(servicePrincipalId), read, hasJobs);
    return { writes, committed: () => memory.targets.delete(servicePrincipalId) };
  });
}

// A new job without a readable id has no place where it could be shown.
function reportNameless({ log }: Deps, tenantId: string, read: TargetRead): void {
  const nameless = read.ok ? read.malformed.find(({ jobId }) => jobId === undefined) : undefined;
  if (nameless === undefined) return;
  const { servicePrincipalId } = read;
  log.warn('A job whose id cannot be read is not shown', { tenantId, servicePrincipalId, detail: nameless.detail });
}

async function noteUnknownCodes(deps: Deps, memory: TenantMemory, reads: readonly TargetRead[], tenantId: string): Promise<void> {
  const at = isoOf(deps.clock.now());
  for (const read of reads) {
    for (const snapshot of read.ok ? read.jobs : []) {
      const before = rowOf(memory, read.servicePrincipalId, snapshot.jobId)?.value?.snapshot;
      for (const { family, code } of newCodesOf(before, snapshot)) await deps.sightings.record({ family, code, tenantId, at });
    }
  }
}
