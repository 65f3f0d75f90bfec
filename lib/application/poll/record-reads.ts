import { newCodesOf } from '../../domain/job/advice/unknown-codes.ts';
import { isGone, type ReadFailure, type TargetRead } from '../../domain/job/job-read.ts';
import type { JobReading } from '../../domain/job/record/job-reading.ts';
import { readingsOf } from '../../domain/job/record/readings-of.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { decideJob, type JobDecision, type JobSubject, type JobTerms } from '../../domain/tenant/decide/decide-job.ts';
import type { TargetTerms } from '../../domain/tenant/decide/decide-target.ts';
import { isoOf } from '../../domain/time.ts';
import { quarantineSeenEvent } from '../../domain/view/fleet-events.ts';
import type { Ports } from '../ports/ports.ts';
import { rememberIncident, rememberJob, rowOf, type TenantMemory } from '../tenant/held/tenant-memory.ts';
import { incidentHash } from '../tenant/identifiers.ts';
import { foundTarget, renewedGroups, renewedTargets, targetGroups } from './record-targets.ts';
import { createGroupWriter, type Group, type WriterOptions } from './write-groups.ts';

type Deps = Pick<Ports, 'state' | 'sightings' | 'clock' | 'log'>;

/** Turns readings into rows. Full transactions leave while the pass still reads. */
export interface Recorder {
  /** Records what was read well; failures wait for `settle`, because only the whole pass says whose they are. */
  add(reads: readonly TargetRead[]): Promise<void>;
  /** Service principals that were found; `reads` are those of them whose lists failed. */
  addTargets(found: readonly ServicePrincipal[], reads?: readonly TargetRead[]): Promise<void>;
  /** Keeps what service principals are called now, on the targets among them and on their jobs. */
  renew(found: readonly ServicePrincipal[]): Promise<void>;
  /** Writes the rest: the failures too where they are those of their service principals, not the tenant's. */
  settle(whose: 'servicePrincipals' | 'tenant'): Promise<void>;
  /** Whether any reading of this pass was good; that a service principal is gone is a good answer too. */
  hasGoodRead(): boolean;
  /** Failures by the id of the service principal. */
  failures(): ReadonlyMap<string, ReadFailure>;
  /** Whether readings were given up because somebody else always was first: nothing may vouch for their jobs. */
  hasLost(): boolean;
  /** Whether a card was asked for. */
  hasOutbox(): boolean;
}

type FailedRead = Extract<TargetRead, { ok: false }>;

type RecorderOptions = Omit<JobTerms, 'now' | 'incidentHash'> & WriterOptions;

/** Records the readings of one pass into the tenant's partition; `memory` stays in step with what was written. */
export function createRecorder(deps: Deps, memory: TenantMemory, options: RecorderOptions): Recorder {
  const { tenantId } = options;
  const writer = createGroupWriter(deps, memory, options);
  const failed = new Map<string, FailedRead>();
  const terms = (): TargetTerms => ({ ...options, incidentHash, now: deps.clock.now() });
  let good = false;
  return {
    add: async (reads) => {
      const answered = reads.filter((read) => read.ok || isGone(read));
      good ||= answered.length > 0;
      for (const read of reads) if (!read.ok && !isGone(read)) failed.set(read.servicePrincipalId, read);
      await noteUnknownCodes(deps, memory, answered, tenantId);
      for (const read of answered) reportNameless(deps, tenantId, read);
      await writer.collect([...jobGroups(deps, memory, options, answered), ...targetGroups(memory, answered, terms)]);
    },
    addTargets: (found, reads = []) => {
      const readOf = new Map(reads.map((read) => [read.servicePrincipalId, read]));
      return writer.collect(found.map((each) => foundTarget(memory, tenantId, each, readOf.get(each.id), terms())));
    },
    renew: async (found) => {
      const renewed = renewedTargets(memory, found);
      if (renewed.length === 0) return;
      // The rows of their jobs are read again, so nothing of them may still wait to be written.
      await writer.flush();
      await writer.collect(await renewedGroups(deps, memory, renewed));
    },
    settle: async (whose) => {
      const reads = whose === 'tenant' ? [] : [...failed.values()];
      await writer.collect(jobGroups(deps, memory, options, reads));
      await writer.flush();
      // A target is left alone only once each of its jobs says that it was not read.
      if (!writer.hasLost()) await writer.collect(targetGroups(memory, reads, terms));
      await writer.flush();
    },
    hasGoodRead: () => good,
    failures: () => new Map([...failed].map(([id, { failure }]) => [id, failure])),
    hasLost: writer.hasLost,
    hasOutbox: writer.hasOutbox,
  };
}

function jobGroups(deps: Deps, memory: TenantMemory, options: RecorderOptions, reads: readonly TargetRead[]): Group[] {
  const groups: Group[] = [];
  for (const read of reads) {
    const readings = readingsOf(memory.jobs.get(read.servicePrincipalId)?.keys() ?? [], read);
    for (const [jobId, reading] of readings) groups.push(jobGroup(deps, memory, options, read.servicePrincipalId, jobId, reading));
  }
  return groups;
}

function jobGroup(
  deps: Deps,
  memory: TenantMemory,
  options: RecorderOptions,
  servicePrincipalId: string,
  jobId: string,
  reading: JobReading,
): Group {
  const key = { tenantId: options.tenantId, servicePrincipalId, jobId };
  const stored: JobSubject['stored'] = rowOf(memory, servicePrincipalId, jobId) ?? {};
  const decided = decideJob(memory, { key, stored }, reading, { ...options, incidentHash, now: deps.clock.now() });
  const { value, etag } = stored;
  if (decided.writes.length === 0 && value !== undefined && etag !== undefined) rememberJob(memory, { value, etag });
  return {
    writes: decided.writes,
    again: () => jobGroup(deps, memory, options, servicePrincipalId, jobId, reading),
    committed: () => {
      const seen = decided.record && quarantineSeenEvent(value, decided.record);
      if (seen) deps.log.info('Quarantine seen', seen);
      rememberDecided(memory, decided);
    },
  };
}

function rememberDecided(memory: TenantMemory, { record, incidents }: JobDecision): void {
  if (record !== undefined) rememberJob(memory, { value: record });
  for (const incident of incidents) rememberIncident(memory, { value: incident });
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
