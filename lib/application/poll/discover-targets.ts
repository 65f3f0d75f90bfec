import { type ReadFailure, readFailureOf, type TargetRead } from '../../domain/job/job-read.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { defined } from '../../domain/optional.ts';
import { isPeriodOver } from '../../domain/tenant/pass/tick.ts';
import { isRefusal } from '../../domain/tenant/pass/trouble.ts';
import { isDiscoveryAwaited } from '../../domain/tenant/tenant.ts';
import { dayInMs, isoOf, millisOf } from '../../domain/time.ts';
import type { FleetPatch, Ports } from '../ports/ports.ts';
import type { Lease } from '../tenant/held/tenant-lease.ts';
import type { TenantMemory } from '../tenant/held/tenant-memory.ts';
import type { PollOptions } from './poll-options.ts';
import { type PassStop, type ReadOptions, readTargets } from './read-targets.ts';
import type { Recorder } from './record-reads.ts';

/** What discovery works with in one pass. */
export interface Discovery {
  deps: Pick<Ports, 'graph' | 'clock'>;
  lease: Lease;
  memory: TenantMemory;
  recorder: Recorder;
  options: ReadOptions;
}

/** What the enumeration of this pass met. */
interface Asked {
  count: number;
  refusals: ReadFailure[];
}

type DiscoveryColumns = Pick<FleetPatch, 'templatesReadAt' | 'discoveredAt' | 'discoveryStartedAt' | 'discoveryCursor' | 'displayName'>;

/** Where discovery stands after this pass: what is written to the tenant's row, and what ended it too early. */
export interface DiscoveryEnd extends DiscoveryColumns {
  stop?: PassStop;
}

/**
 * Finds the service principals that have synchronization jobs: every few minutes those of the provisioning templates, once a day, page by
 * page, all others. Graph has no list of all jobs, so every service principal has to be asked.
 * https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs
 */
export async function discoverTargets(discovery: Discovery, options: PollOptions): Promise<DiscoveryEnd> {
  const { deps, lease } = discovery;
  const { row } = lease;
  const now = deps.clock.now();
  const isAwaited = isDiscoveryAwaited(row);
  const isWholeDue = isAwaited || row.discoveryStartedAt !== undefined || !(now - millisOf(row.discoveredAt) < dayInMs);
  const startsWhole = isWholeDue && row.discoveryCursor === undefined;
  const isTemplatesDue = isPeriodOver(row.templatesReadAt, options.discoveryIntervalInMs, { ...options, now });
  const found: DiscoveryEnd = {};
  if (isTemplatesDue || startsWhole || isProofNeeded(discovery)) {
    const stop = await readTemplates(discovery);
    if (stop !== undefined) return { stop };
    found.templatesReadAt = isoOf(now);
  }
  return isWholeDue ? { ...found, ...(await readWhole(discovery)) } : found;
}

// That a tenant can be read has to be proved in every pass: where no target was asked, or all that were refused, another request tells.
function isProofNeeded({ recorder }: Discovery): boolean {
  return !recorder.hasGoodRead() && [...recorder.failures().values()].every(({ reason }) => isRefusal(reason));
}

async function readTemplates(discovery: Discovery): Promise<PassStop | undefined> {
  try {
    const found = await discovery.deps.graph.findServicePrincipals(discovery.lease.tenantId);
    return await readFound(discovery, found, async (found, reads) => {
      await discovery.recorder.addTargets(found);
      await discovery.recorder.add(reads);
    });
  } catch (error) {
    return stopOf(error);
  }
}

async function readWhole(discovery: Discovery): Promise<DiscoveryEnd> {
  const { deps, lease, options } = discovery;
  const { discoveredAt = null, discoveryStartedAt = isoOf(deps.clock.now()) } = lease.row;
  let cursor = lease.row.discoveryCursor;
  const stopped = (stop: PassStop): DiscoveryEnd => ({ discoveredAt, discoveryStartedAt, discoveryCursor: cursor ?? null, stop });
  const asked: Asked = { count: 0, refusals: [] };
  try {
    do {
      if (deps.clock.now() >= options.deadlineAt) return stopped({ reason: 'deadline' });
      await options.keepLease();
      const page = await deps.graph.listServicePrincipals(lease.tenantId, cursor);
      const stop = await readFound(discovery, page.value, (found, reads) => keepThoseWithJobs(discovery, found, reads, asked));
      if (stop !== undefined) return stopped(stop);
      cursor = page.cursor;
    } while (cursor !== undefined);
  } catch (error) {
    const stop = stopOf(error);
    // Graph no longer knows this place in its list: the next pass begins anew.
    if (stop.failure.reason === 'rejected') cursor = undefined;
    return stopped(stop);
  }
  const refusal = discovery.memory.targets.size === 0 ? refusalOfAll(asked) : undefined;
  if (refusal !== undefined) return stopped({ reason: 'failed', failure: refusal });
  const done = { discoveredAt: discoveryStartedAt, discoveryStartedAt: null, discoveryCursor: null };
  try {
    return { ...done, ...defined({ displayName: await deps.graph.readTenantName(lease.tenantId) }) };
  } catch (error) {
    return { ...done, stop: stopOf(error) };
  }
}

// What became of those asked is told batch by batch; the new names of those known already are kept.
async function readFound(
  { deps, lease, memory, recorder, options }: Discovery,
  found: readonly ServicePrincipal[],
  keep: (found: ServicePrincipal[], reads: TargetRead[]) => Promise<void>,
): Promise<PassStop | undefined> {
  await recorder.renew(found);
  const byId = new Map(found.flatMap((each) => (memory.targets.has(each.id) ? [] : [[each.id, each] as const])));
  const onReads = (reads: TargetRead[]) =>
    keep(
      reads.flatMap(({ servicePrincipalId }) => byId.get(servicePrincipalId) ?? []),
      reads,
    );
  return (await readTargets(deps, lease.tenantId, [...byId.keys()], options, onReads)).stop;
}

/**
 * A service principal becomes a target only when it turns out to have a job, or may have one because its list could not be read: then it
 * is looked at again in minutes, not the next day. Refusals are ordinary here and say nothing of the tenant.
 */
async function keepThoseWithJobs({ recorder }: Discovery, found: ServicePrincipal[], reads: TargetRead[], asked: Asked) {
  asked.count += reads.length;
  asked.refusals.push(...reads.flatMap((read) => (read.ok || !isRefusal(read.failure.reason) ? [] : [read.failure])));
  const kept = new Set(reads.filter(mayHaveJobs).map(({ servicePrincipalId }) => servicePrincipalId));
  const targets = found.filter(({ id }) => kept.has(id));
  await recorder.addTargets(targets, reads);
  await recorder.add(reads.filter((read) => read.ok && kept.has(read.servicePrincipalId)));
}

function mayHaveJobs(read: TargetRead): boolean {
  if (read.ok) return read.jobs.length + read.malformed.length > 0;
  return !isRefusal(read.failure.reason) && !['notFound', 'rejected'].includes(read.failure.reason);
}

// Only where there is nobody else to ask: several lists, and every one of them refused, is the missing permission.
function refusalOfAll({ count, refusals }: Asked): ReadFailure | undefined {
  return refusals.length >= 2 && refusals.length === count ? refusals[0] : undefined;
}

function stopOf(error: unknown): Extract<PassStop, { reason: 'failed' }> {
  return { reason: 'failed', failure: readFailureOf(error) };
}
