import { unknownCodesOf } from '../../domain/job/advice/unknown-codes.ts';
import type { ReadFailure, TargetRead } from '../../domain/job/job-read.ts';
import type { JobReading } from '../../domain/job/record/job-reading.ts';
import type { Target } from '../../domain/job/record/job-record.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports, StateWrite } from '../ports/ports.ts';
import { knownJobs, rememberIncident, rememberJob, rememberState, rowOf, type TenantMemory } from '../tenant/tenant-memory.ts';
import { isGone, type JobWrites, jobWrites, type RecordContext, readingsOf } from './job-writes.ts';
import { warnOfConflict } from './warn-of-conflict.ts';

// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
const entitiesPerTransaction = 100;
const attempts = 3;

type Deps = Pick<Ports, 'state' | 'sightings' | 'clock' | 'log'>;

/** Rows of one job (or target) that are written together or not at all. */
interface Group {
  writes: StateWrite[];
  /** Decides again on fresh state, after somebody else changed one of the rows. */
  again?: () => Group | undefined;
  committed(): unknown;
}

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

interface RecorderOptions extends Omit<RecordContext, 'now'> {
  /** Rejects when the lease is lost: from then on nothing may be written. */
  keepLease(): Promise<void>;
}

/** Records the readings of one pass into the tenant's partition; `memory` stays in step with what was written. */
export function createRecorder(deps: Deps, memory: TenantMemory, options: RecorderOptions): Recorder {
  let pending: Group[] = [];
  let writing: Promise<void> = Promise.resolve();
  let good = false;
  let failure: ReadFailure | undefined;
  let cards = false;

  async function write(groups: Group[]): Promise<void> {
    await options.keepLease();
    let open = groups;
    for (let attempt = 1; open.length > 0; attempt += 1) {
      const batch = open;
      const outcomes = await deps.state.commit(
        options.tenantId,
        batch.map(({ writes }) => writes),
      );
      for (const [index, group] of batch.entries()) if (outcomes[index] === 'committed') group.committed();
      const refused = batch.filter((_, index) => outcomes[index] === 'conflict');
      if (refused.length === 0) return;
      if (attempt === attempts) return warnOfConflict(deps, options.tenantId, { groups: refused.length });
      Object.assign(memory, rememberState(await deps.state.readNow(options.tenantId)));
      open = refused.flatMap((group) => group.again?.() ?? []);
    }
  }

  // One writer after the other: the rows of a job keep the order of its readings. Whoever brings rows waits only for those before them,
  // so that Graph is asked on while they are written; what fails is thrown at the next turn, at the latest by `flush`.
  function enqueue(groups: Group[]): Promise<void> {
    const before = writing;
    writing = before.then(() => write(groups));
    writing.catch(() => undefined);
    return before;
  }

  async function collect(groups: Group[]): Promise<void> {
    pending.push(...groups.filter(({ writes }) => writes.length > 0));
    for (let full = takeFull(pending); full !== undefined; full = takeFull(pending)) {
      pending = pending.slice(full.length);
      await enqueue(full);
    }
  }

  function groupOf(servicePrincipalId: string, jobId: string, reading: JobReading): Group {
    const context = { ...options, now: deps.clock.now() };
    const decided = jobWrites(memory, servicePrincipalId, jobId, reading, context);
    const { unchanged } = decided;
    if (unchanged !== undefined) rememberJob(memory, unchanged);
    return {
      writes: decided.writes,
      again: () => groupOf(servicePrincipalId, jobId, reading),
      committed: () => remember(decided),
    };
  }

  function remember({ record, incidents, writes }: JobWrites): void {
    if (record !== undefined) rememberJob(memory, { value: record });
    for (const incident of incidents) rememberIncident(memory, { value: incident });
    cards ||= writes.some(({ type }) => type === 'outbox');
  }

  return {
    add: async (reads) => {
      good ||= reads.some((read) => read.ok || isGone(read));
      failure = reads.flatMap((read) => (read.ok ? [] : [read.failure])).at(-1) ?? failure;
      await noteUnknownCodes(deps, memory, reads, options.tenantId);
      const groups: Group[] = [];
      for (const read of reads) {
        reportNameless(deps, options.tenantId, read);
        for (const [jobId, reading] of readingsOf(memory, read)) groups.push(groupOf(read.servicePrincipalId, jobId, reading));
      }
      await collect([...groups, ...goneTargets(memory, reads)]);
    },
    addTargets: (found) =>
      collect(found.map((servicePrincipal) => targetGroup(memory, options.tenantId, servicePrincipal, deps.clock.now()))),
    flush: async () => {
      const rest = pending;
      pending = [];
      if (rest.length > 0) await enqueue(rest);
      await writing;
    },
    hasGoodRead: () => good,
    lastFailure: () => failure,
    hasOutbox: () => cards,
  };
}

// Undefined while the groups do not fill a transaction.
function takeFull(groups: readonly Group[]): Group[] | undefined {
  let entities = 0;
  for (const [index, { writes }] of groups.entries()) {
    entities += writes.length;
    if (entities === entitiesPerTransaction) return groups.slice(0, index + 1);
    if (entities > entitiesPerTransaction) return groups.slice(0, Math.max(1, index));
  }
  return undefined;
}

function targetGroup(memory: TenantMemory, tenantId: string, servicePrincipal: ServicePrincipal, now: number): Group {
  const { id, appId, displayName, applicationTemplateId } = servicePrincipal;
  const known = defined({ appId, applicationTemplateId });
  const value: Target = { v: 1, tenantId, servicePrincipalId: id, displayName, ...known, discoveredAt: isoOf(now) };
  memory.targets.set(id, { value });
  return { writes: [{ type: 'target', value }], committed: () => undefined };
}

// A service principal that is gone, and whose jobs were removed before, is not asked again.
function goneTargets(memory: TenantMemory, reads: readonly TargetRead[]): Group[] {
  const isEmpty = (id: string) => knownJobs(memory, id).every(({ removedAt }) => removedAt !== undefined);
  return reads.flatMap((read): Group[] => {
    const { servicePrincipalId } = read;
    const etag = memory.targets.get(servicePrincipalId)?.etag;
    // One that this very pass has found is not stored yet.
    if (etag === undefined || !isGone(read) || !isEmpty(servicePrincipalId)) return [];
    const writes: StateWrite[] = [{ type: 'targetRemoved', servicePrincipalId, etag }];
    return [{ writes, committed: () => memory.targets.delete(servicePrincipalId) }];
  });
}

// A new job without a readable id has no place where it could be shown.
function reportNameless({ log }: Deps, tenantId: string, read: TargetRead): void {
  const nameless = read.ok ? read.malformed.find(({ jobId }) => jobId === undefined) : undefined;
  if (nameless === undefined) return;
  const { servicePrincipalId } = read;
  log.warn('A job whose id cannot be read is not shown', { tenantId, servicePrincipalId, detail: nameless.detail });
}

// Once per transition: a code that stays is not counted again.
async function noteUnknownCodes(deps: Deps, memory: TenantMemory, reads: readonly TargetRead[], tenantId: string): Promise<void> {
  const at = isoOf(deps.clock.now());
  for (const read of reads) {
    for (const snapshot of read.ok ? read.jobs : []) {
      const codes = unknownCodesOf(snapshot);
      if (codes.length === 0) continue;
      const before = rowOf(memory, read.servicePrincipalId, snapshot.jobId)?.value?.snapshot;
      const known = before === undefined ? [] : unknownCodesOf(before);
      for (const { family, code } of codes) {
        if (known.some((other) => other.family === family && other.code === code)) continue;
        await deps.sightings.record({ family, code, tenantId, at });
      }
    }
  }
}
