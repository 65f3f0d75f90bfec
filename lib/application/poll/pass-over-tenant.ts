import type { TargetRead } from '../../domain/job/job-read.ts';
import type { Target } from '../../domain/job/record/job-record.ts';
import { isTargetDue } from '../../domain/tenant/decide/decide-target.ts';
import { judgePass } from '../../domain/tenant/pass/judge-pass.ts';
import { circuitDelayInMs, lanesFor, quietTimeInMs } from '../../domain/tenant/pass/pacing.ts';
import type { PassOutcome } from '../../domain/tenant/pass/tenant-conditions.ts';
import { isRefusal } from '../../domain/tenant/pass/trouble.ts';
import { type FleetRow, isDiscoveryAwaited, type UnreadableReason } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import { awaitedTargets, verifyOperations } from '../operate/verify-operations.ts';
import type { FleetPatch } from '../ports/ports.ts';
import { keepLease, type Lease, writeAsHolder } from '../tenant/held/tenant-lease.ts';
import type { TenantMemory } from '../tenant/held/tenant-memory.ts';
import { recordDomains } from './agents/record-domains.ts';
import { discoverTargets } from './discover-targets.ts';
import { readHourly } from './hourly/read-hourly.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';
import { pruneTenant } from './prune-tenant.ts';
import { type PassStop, type ReadEnd, type ReadOptions, readTargets } from './read-targets.ts';
import { createRecorder, type Recorder } from './record-reads.ts';
import { recordTenant } from './record-tenant.ts';

/**
 * Reads every known target that is due, then discovers, then prunes, then reads what is looked at hourly, and answers what the tenant's row
 * has to say of it. A pass that runs out of time continues at its cursor in the next tick; it vouches for the tenant only when it asked
 * every target, recorded what it read, and discovery has once succeeded.
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
  const discovery = { deps, lease, memory, recorder, options: readOptions };
  const { stop: discoveryStop, ...discovered } =
    // Discovery waits while known targets cannot be read.
    (end.stop ?? end.lateStop) === undefined ? await discoverTargets(discovery, options) : {};

  const passStartedAt = row.passStartedAt ?? isoOf(lease.takenAt);
  const stop = end.stop ?? end.lateStop ?? discoveryStop;
  await keepQuiet(deps, lease, stop);
  const outcome = judge(memory, recorder, stop);
  await recorder.settle(outcome.read ? 'servicePrincipals' : 'tenant');
  await stillHeld.keepLease();
  const isDiscovered = Boolean(discovered.discoveredAt ?? row.discoveredAt);
  const isRecorded = outcome.read && !recorder.hasLost();
  const isComplete = isRecorded && end.stop === undefined && isDiscovered;
  const tenant = await recordTenant(deps, memory, lease, { outcome, ...(isComplete && { completedAt: passStartedAt }) }, options);
  const prunedAt = isComplete ? await pruneTenant(deps, lease, memory, options) : row.prunedAt;
  const hasHourlyCard = isComplete && stop === undefined && (await readHourly({ deps, lease, memory, options, ...readOptions }));
  const hasDomainCard = outcome.read && (await recordDomains(deps, memory, tenantId, options));
  const hasOutbox = recorder.hasOutbox() || tenant.hasOutbox || hasHourlyCard || hasDomainCard;
  logEnd(deps, lease, memory, { complete: isComplete, stop, outcome, failed: recorder.failures().size });
  return {
    ...discovered,
    ...progressColumns(row, isRecorded ? end : withoutProgress(end), passStartedAt),
    ...(isComplete && completedColumns(deps, row, passStartedAt)),
    ...outcomeColumns(deps, lease, outcome, stop),
    ...skewColumn(deps, row),
    ...(hasOutbox ? { outboxPendingSince: row.outboxPendingSince ?? isoOf(deps.clock.now()) } : {}),
    conditionCounts: tenant.conditionCounts,
    prunedAt: prunedAt ?? null,
  };
}

// Written before anything else is: whoever takes over from a holder that is killed now has not heard what Graph asked for.
async function keepQuiet(deps: PollDeps, lease: Lease, stop: PassStop | undefined): Promise<void> {
  const asked = stop?.reason === 'failed' ? quietTimeInMs(stop.failure.retryAfterInMs) : 0;
  if (asked === 0) return;
  const until = isoOf(deps.clock.now() + asked);
  await writeAsHolder(deps, lease, { notBefore: until, graphNotBefore: until });
}

interface KnownEnd extends ReadEnd {
  /** What came up once every target that answered before was asked. Nothing vouches for the jobs of the others: the pass is no less complete. */
  lateStop?: PassStop;
}

// Where somebody acted is looked at first, whatever the cursor: its effect is waited for. Targets that failed before come last and are
// asked once, so that they hold nobody up.
async function readKnownTargets(
  deps: PollDeps,
  { tenantId, row }: Lease,
  memory: TenantMemory,
  recorder: Recorder,
  options: ReadOptions,
): Promise<KnownEnd> {
  // Whoever asks for a discovery has mended rights: those that refused us are asked at once.
  const isTrusted = ({ readFailure }: Target) => isDiscoveryAwaited(row) && isRefusal(readFailure?.reason);
  const due = [...memory.targets].filter(([, { value }]) => isTargetDue(value, deps.clock.now()) || isTrusted(value));
  const failing = due.flatMap(([id, { value }]) => (value.failedReads === undefined ? [] : [id]));
  const awaited = awaitedTargets(memory, deps.clock.now());
  const isLater = (id: string) => !awaited.includes(id) && (row.cursor === undefined || id > row.cursor);
  const well = due.flatMap(([id, { value }]) => (value.failedReads === undefined ? [id] : []));
  const onReads = async (reads: TargetRead[]) => {
    // Verified first: an incident that opens again then knows what it is the relapse of.
    await verifyOperations(deps, memory, reads);
    await recorder.add(reads);
  };
  const first = await readTargets(
    deps,
    tenantId,
    awaited.filter((id) => well.includes(id)),
    options,
    onReads,
  );
  if (first.stop !== undefined) return { stop: first.stop };
  const later = well.filter(isLater);
  const { stop, ...end } = await readTargets(deps, tenantId, later, options, onReads);
  if (stop !== undefined) return end.lastRead === later.at(-1) ? { ...end, lateStop: stop } : { ...end, stop };
  const probe = await readTargets(deps, tenantId, failing, { ...options, isProbe: true }, onReads);
  return { ...end, ...(probe.stop && { lateStop: probe.stop }) };
}

function judge(memory: TenantMemory, recorder: Recorder, stop: PassStop | undefined): PassOutcome {
  return judgePass({
    hasGoodRead: recorder.hasGoodRead(),
    ...(stop?.reason === 'failed' && { stop: stop.failure }),
    targets: [...memory.targets.values()].map(({ value }) => value),
    failures: recorder.failures(),
  });
}

interface PassEnd {
  complete: boolean;
  stop: PassStop | undefined;
  outcome: PassOutcome;
  /** Targets that could not be read. */
  failed: number;
}

function logEnd({ log }: PollDeps, { tenantId, tickId }: Lease, { targets }: TenantMemory, { stop, outcome, ...end }: PassEnd): void {
  const { read: _, ...refusal } = outcome;
  const failure = stop?.reason === 'failed' ? stop.failure : refusal;
  log.info('Pass ended', { tenantId, tickId, targets: targets.size, ...end, stop: stop?.reason, ...failure });
}

// What was asked and is recorded nowhere has to be asked again.
function withoutProgress({ stop }: ReadEnd): ReadEnd {
  return { ...(stop && { stop }) };
}

function progressColumns(row: FleetRow, end: ReadEnd, passStartedAt: string): FleetPatch {
  if (end.stop === undefined) return { cursor: null, passStartedAt: null };
  if (end.lastRead !== undefined) return { passStartedAt, cursor: end.lastRead };
  // What has covered nothing yet begins anew, so that it can vouch for the time in which it really reads.
  return row.cursor === undefined ? { passStartedAt: null } : {};
}

// Readings of a pass that one message made are as old as its start; where ticks lie between, each keeps its own time.
function completedColumns({ clock }: PollDeps, row: FleetRow, passStartedAt: string): FleetPatch {
  return { lastCompletedAt: passStartedAt, completedUntil: row.passStartedAt === undefined ? isoOf(clock.now()) : null };
}

function outcomeColumns(deps: PollDeps, lease: Lease, outcome: PassOutcome, stop: PassStop | undefined): FleetPatch {
  const now = deps.clock.now();
  const asked = stop?.reason === 'failed' ? quietTimeInMs(stop.failure.retryAfterInMs) : 0;
  const lastAttemptAt = isoOf(lease.takenAt);
  const lastError = stop?.reason === 'failed' ? stop.failure.detail : null;
  const notBefore = (delayInMs: number) => (delayInMs > 0 ? isoOf(now + delayInMs) : null);
  if (outcome.read) {
    const readable = { failedPasses: null, unreadableReason: null, unreadableCode: null, unreadableSince: null };
    return { lastAttemptAt, lastError, notBefore: notBefore(asked), graphNotBefore: notBefore(asked), ...readable };
  }
  const failedPasses = (lease.row.failedPasses ?? 0) + 1;
  const isAwaited = isConsentAwaited(lease.row, outcome.reason);
  const ownDelayInMs = isAwaited ? 0 : circuitDelayInMs(outcome.reason, failedPasses, deps.clock.random());
  return {
    lastAttemptAt,
    lastError: outcome.detail,
    failedPasses,
    graphNotBefore: notBefore(asked),
    notBefore: notBefore(Math.max(asked, ownDelayInMs)),
    unreadableReason: outcome.reason,
    unreadableCode: outcome.code ?? null,
    unreadableSince: lease.row.unreadableSince ?? lastAttemptAt,
  };
}

// Asked in every tick, so that jobs show within one of them after an administrator has consented: until then the token authority, or the
// first request, refuses what one refusal costs.
function isConsentAwaited({ lastCompletedAt }: FleetRow, reason: UnreadableReason): boolean {
  return reason === 'consentMissing' && lastCompletedAt === undefined;
}

/** Below this Graph's clock and ours count as equal: the Date header has whole seconds and the answer takes its time. */
const tolerableSkewInSeconds = 120;

function skewColumn({ graph }: PollDeps, { tenantId, clockSkewSeconds }: FleetRow): FleetPatch {
  const skew = graph.clockSkewInSeconds(tenantId);
  if (skew === undefined) return {};
  const shown = Math.abs(skew) > tolerableSkewInSeconds ? skew : undefined;
  return shown === clockSkewSeconds ? {} : { clockSkewSeconds: shown ?? null };
}
