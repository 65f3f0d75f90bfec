import type { TargetRead } from '../../domain/job/job-read.ts';
import { readFailureOf } from '../../domain/job/job-read.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import { dayInMs, isoOf, millisOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { Lease } from '../tenant/tenant-lease.ts';
import type { TenantMemory } from '../tenant/tenant-memory.ts';
import { type PassStop, type ReadOptions, readTargets } from './read-targets.ts';
import type { Recorder } from './record-reads.ts';

type Deps = Pick<Ports, 'graph' | 'clock'>;

/** Where discovery stands after this pass: what is written to the tenant's row. */
export interface DiscoveryEnd {
  discoveredAt: string | null;
  discoveryStartedAt: string | null;
  discoveryCursor: string | null;
  displayName?: string;
  stop?: PassStop;
}

/** Whether discovery has work in this pass: it never succeeded, it is unfinished, or its last success is a day old. */
export function isDiscoveryDue(lease: Lease, now: number): boolean {
  const { discoveryStartedAt, discoveredAt } = lease.row;
  return discoveryStartedAt !== undefined || !(now - millisOf(discoveredAt) < dayInMs);
}

/**
 * Finds the service principals that have synchronization jobs: those of the provisioning templates first, then, page by page, all others,
 * whose empty lists are not remembered. Graph has no list of all jobs, so every service principal has to be asked once a day.
 * https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs
 */
export async function discoverTargets(
  deps: Deps,
  lease: Lease,
  memory: TenantMemory,
  recorder: Recorder,
  options: ReadOptions,
): Promise<DiscoveryEnd> {
  const { discoveredAt, discoveryStartedAt = isoOf(deps.clock.now()) } = lease.row;
  let cursor = lease.row.discoveryCursor;
  const stopped = (stop: PassStop): DiscoveryEnd => ({
    discoveredAt: discoveredAt ?? null,
    discoveryStartedAt,
    discoveryCursor: cursor ?? null,
    stop,
  });
  try {
    const stop = cursor === undefined ? await readTemplates(deps, lease, memory, recorder, options) : undefined;
    if (stop !== undefined) return stopped(stop);
    do {
      if (deps.clock.now() >= options.deadlineAt) return stopped({ reason: 'deadline' });
      await options.keepLease();
      const page = await deps.graph.listServicePrincipals(lease.tenantId, cursor);
      const stop = await readNew(deps, lease, page.value.filter(isUnknownTo(memory)), recorder, options, 'withJobs');
      if (stop !== undefined) return stopped(stop);
      cursor = page.cursor;
    } while (cursor !== undefined);
  } catch (error) {
    const stop = stopOf(error);
    // Graph no longer knows this place in its list: the next pass begins anew.
    if (stop.failure.reason === 'rejected') cursor = undefined;
    return stopped(stop);
  }
  const done = { discoveredAt: discoveryStartedAt, discoveryStartedAt: null, discoveryCursor: null };
  try {
    return { ...done, ...defined({ displayName: await deps.graph.readTenantName(lease.tenantId) }) };
  } catch (error) {
    return { ...done, stop: stopOf(error) };
  }
}

/** Asks a tenant in which no job is known for those of the templates: that it can be read has to be proved in every pass. */
export async function probeTenant(
  deps: Deps,
  lease: Lease,
  memory: TenantMemory,
  recorder: Recorder,
  options: ReadOptions,
): Promise<PassStop | undefined> {
  try {
    return await readTemplates(deps, lease, memory, recorder, options);
  } catch (error) {
    return stopOf(error);
  }
}

async function readTemplates(
  deps: Deps,
  lease: Lease,
  memory: TenantMemory,
  recorder: Recorder,
  options: ReadOptions,
): Promise<PassStop | undefined> {
  const found = await deps.graph.findServicePrincipals(lease.tenantId);
  return readNew(deps, lease, found.filter(isUnknownTo(memory)), recorder, options, 'always');
}

function stopOf(error: unknown): Extract<PassStop, { reason: 'failed' }> {
  return { reason: 'failed', failure: readFailureOf(error) };
}

function isUnknownTo(memory: TenantMemory): (servicePrincipal: ServicePrincipal) => boolean {
  return ({ id }) => !memory.targets.has(id);
}

// `withJobs`: a service principal becomes a target only when it turns out to have a job, readable or not.
async function readNew(
  deps: Deps,
  lease: Lease,
  found: ServicePrincipal[],
  recorder: Recorder,
  options: ReadOptions,
  become: 'always' | 'withJobs',
): Promise<PassStop | undefined> {
  const byId = new Map(found.map((servicePrincipal) => [servicePrincipal.id, servicePrincipal]));
  const onReads = async (reads: TargetRead[]) => {
    const wanted = reads.filter((read) => become === 'always' || mayHaveJobs(read));
    await recorder.addTargets(wanted.flatMap(({ servicePrincipalId }) => byId.get(servicePrincipalId) ?? []));
    await recorder.add(wanted);
  };
  const { stop } = await readTargets(deps, lease.tenantId, [...byId.keys()], options, onReads);
  return stop;
}

// A list that could not be read may hold jobs: it is looked at again in the next pass, not the next day.
function mayHaveJobs(read: TargetRead): boolean {
  if (read.ok) return read.jobs.length + read.malformed.length > 0;
  return !['notFound', 'unauthorized', 'rejected'].includes(read.failure.reason);
}
