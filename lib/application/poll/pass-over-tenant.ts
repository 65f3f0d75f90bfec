import type { ReadFailure, TargetRead } from '../../domain/job/job-read.ts';
import { defined } from '../../domain/optional.ts';
import { circuitDelayInMs, lanesFor, quietTimeInMs } from '../../domain/tenant/pacing.ts';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import type { PassOutcome } from '../../domain/tenant/tenant-conditions.ts';
import { isoOf } from '../../domain/time.ts';
import { awaitedTargets, verifyOperations } from '../operate/verify-operations.ts';
import type { FleetPatch } from '../ports/ports.ts';
import { keepLease, type Lease } from '../tenant/tenant-lease.ts';
import type { TenantMemory } from '../tenant/tenant-memory.ts';
import { type DiscoveryEnd, discoverTargets, isDiscoveryDue, probeTenant } from './discover-targets.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';
import { pruneTenant } from './prune-tenant.ts';
import { type PassStop, type ReadEnd, type ReadOptions, readTargets } from './read-targets.ts';
import { createRecorder, type Recorder } from './record-reads.ts';
import { recordTenant } from './record-tenant.ts';

/**
 * Reads every known target, then discovers, then prunes, and answers what the tenant's row has to say of it. A pass that runs out of time
 * continues at its cursor in the next tick; it vouches for the tenant only when it covered every target and discovery has once succeeded.
 */
export async function passOver(deps: PollDeps, lease: Lease, memory: TenantMemory, options: PollOptions): Promise<FleetPatch> {
  const { tenantId, tickId, row } = lease;
  const stillHeld = { keepLease: () => keepLease(deps, lease, options) };
  const recorder = createRecorder(deps, memory, { ...options, ...stillHeld, tenantId, tickId });
  const readOptions: ReadOptions = {
    ...stillHeld,
    concurrency: lanesFor(row.failedPasses, options.concurrency),
    deadlineAt: lease.takenAt + options.budgetInMs,
  };
  const end = await readKnownTargets(deps, lease, memory, recorder, readOptions);
  const { stop: discoveryStop, ...discovered } = await discover(deps, lease, memory, recorder, readOptions, end);
  await recorder.flush();
  await stillHeld.keepLease();

  const passStartedAt = row.passStartedAt ?? isoOf(lease.takenAt);
  const stop = end.stop ?? discoveryStop;
  const failure = stop?.reason === 'failed' ? stop.failure : recorder.lastFailure();
  const outcome = outcomeOf(recorder, failure);
  const isComplete = outcome.read && end.stop === undefined && Boolean(discovered.discoveredAt ?? row.discoveredAt);
  const tenant = await recordTenant(deps, memory, lease, { outcome, ...(isComplete && { completedAt: passStartedAt }) }, options);
  const prunedAt = isComplete ? await pruneTenant(deps, lease, memory, options) : row.prunedAt;
  const hasOutbox = recorder.hasOutbox() || tenant.hasOutbox;
  deps.log.info('Pass ended', { tenantId, tickId, targets: memory.targets.size, complete: isComplete, stop: stop?.reason, ...failure });
  return {
    ...discovered,
    ...progressColumns(row, end, passStartedAt, isComplete),
    ...outcomeColumns(deps, lease, outcome, stop),
    ...skewColumn(deps, row),
    ...(hasOutbox ? { outboxPendingSince: row.outboxPendingSince ?? isoOf(deps.clock.now()) } : {}),
    conditionCounts: tenant.conditionCounts,
    prunedAt: prunedAt ?? null,
  };
}

// Where somebody acted is looked at first, whatever the cursor: its effect is waited for.
async function readKnownTargets(
  deps: PollDeps,
  { tenantId, row: { cursor } }: Lease,
  memory: TenantMemory,
  recorder: Recorder,
  options: ReadOptions,
): Promise<ReadEnd> {
  const awaited = awaitedTargets(memory, deps.clock.now());
  const later = [...memory.targets.keys()].filter((id) => !awaited.includes(id) && (cursor === undefined || id > cursor));
  const onReads = async (reads: TargetRead[]) => {
    // Verified first: an incident that opens again then knows what it is the relapse of.
    await verifyOperations(deps, memory, reads);
    await recorder.add(reads);
  };
  const first = await readTargets(deps, tenantId, awaited, options, onReads);
  return first.stop ? { stop: first.stop } : readTargets(deps, tenantId, later, options, onReads);
}

// Known targets come first: discovery waits while they cannot be read.
async function discover(
  deps: PollDeps,
  lease: Lease,
  memory: TenantMemory,
  recorder: Recorder,
  options: ReadOptions,
  end: ReadEnd,
): Promise<Partial<DiscoveryEnd>> {
  if (end.stop !== undefined) return {};
  if (isDiscoveryDue(lease, deps.clock.now())) return discoverTargets(deps, lease, memory, recorder, options);
  if (memory.targets.size > 0) return {};
  return defined({ stop: await probeTenant(deps, lease, memory, recorder, options) });
}

// Nothing failed and nothing was to be read: an empty tenant that answered is a readable one.
function outcomeOf(recorder: Recorder, failure: ReadFailure | undefined): PassOutcome {
  if (recorder.hasGoodRead() || failure === undefined) return { read: true };
  const { reason, code, detail } = failure;
  return { read: false, reason, ...defined({ code }), detail };
}

function progressColumns(row: FleetRow, end: ReadEnd, passStartedAt: string, isComplete: boolean): FleetPatch {
  if (end.stop === undefined) return { cursor: null, passStartedAt: null, ...(isComplete ? { lastCompletedAt: passStartedAt } : {}) };
  if (end.lastRead !== undefined) return { passStartedAt, cursor: end.lastRead };
  // What has covered nothing yet begins anew, so that it can vouch for the time in which it really reads.
  return row.cursor === undefined ? { passStartedAt: null } : {};
}

function outcomeColumns(deps: PollDeps, lease: Lease, outcome: PassOutcome, stop: PassStop | undefined): FleetPatch {
  const now = deps.clock.now();
  const asked = stop?.reason === 'failed' ? quietTimeInMs(stop.failure.retryAfterInMs) : 0;
  const lastAttemptAt = isoOf(lease.takenAt);
  const lastError = stop?.reason === 'failed' ? stop.failure.detail : null;
  const notBefore = (delayInMs: number) => (delayInMs > 0 ? isoOf(now + delayInMs) : null);
  if (outcome.read) {
    const readable = { failedPasses: null, unreadableReason: null, unreadableCode: null, unreadableSince: null };
    return { lastAttemptAt, lastError, notBefore: notBefore(asked), ...readable };
  }
  const failedPasses = (lease.row.failedPasses ?? 0) + 1;
  return {
    lastAttemptAt,
    lastError: outcome.detail,
    failedPasses,
    notBefore: notBefore(Math.max(asked, circuitDelayInMs(outcome.reason, failedPasses, deps.clock.random()))),
    unreadableReason: outcome.reason,
    unreadableCode: outcome.code ?? null,
    unreadableSince: lease.row.unreadableSince ?? lastAttemptAt,
  };
}

/** Below this Graph's clock and ours count as equal: the Date header has whole seconds and the answer takes its time. */
const tolerableSkewInSeconds = 120;

function skewColumn({ graph }: PollDeps, { tenantId, clockSkewSeconds }: FleetRow): FleetPatch {
  const skew = graph.clockSkewInSeconds(tenantId);
  if (skew === undefined) return {};
  const shown = Math.abs(skew) > tolerableSkewInSeconds ? skew : undefined;
  return shown === clockSkewSeconds ? {} : { clockSkewSeconds: shown ?? null };
}
