import { isConditionOpen } from '../../domain/condition-count.ts';
import { freshForInMs } from '../../domain/job/health/freshness.ts';
import { isRefusal, troubleCode } from '../../domain/tenant/pass/trouble.ts';
import { type FleetRow, lastTickOf, tenantNameOf, type UnreadableReason, type WatchedRow } from '../../domain/tenant/tenant.ts';
import { ageInMs, isoOf, laterOf, millisOf } from '../../domain/time.ts';
import type { FleetSnapshot } from '../tenant/fleet-cache.ts';

export type MonitorState = 'ok' | 'degraded' | 'blind';

/** Why the monitor is in its state. */
type MonitorCause = 'noTenant' | 'allRead' | 'firstReading' | 'neverConsented' | 'someUnread' | 'allRefused' | 'noneRead' | 'noTick';

/** A tenant without a complete reading that is still fresh. */
export interface UnreadTenant {
  tenantId: string;
  name: string;
  /** `notPolled`: nobody tried lately. `incomplete`: passes answer, but none has covered everything. */
  reason: UnreadableReason | 'notPolled' | 'incomplete';
  /** What the trouble is told apart by; absent where nothing refused. */
  code?: string;
  /** Start of its last complete reading, else when it was registered. */
  since: string;
}

export interface MonitorJudgement {
  state: MonitorState;
  cause: MonitorCause;
  /** Since when it is so; absent while all is well. */
  since?: string;
  /** UTC ISO. */
  lastTick?: string;
  watched: number;
  /** Oldest reading first. */
  unread: UnreadTenant[];
  /** Tenants whose first reading is still awaited: they have the fresh limit, as any other reading has. */
  awaited: UnreadTenant[];
  /** Counted apart: they were never ours to read. */
  neverConsented: UnreadTenant[];
}

interface MonitorFacts {
  pollIntervalInMs: number;
  now: number;
}

/**
 * Whether we can vouch for what is shown: `blind` when no tick happens or no consented tenant has a complete reading within the fresh
 * limit, `degraded` when some have none, or all refuse us by their own consent or our credential.
 */
export function judgeMonitor({ tenants, service }: FleetSnapshot, facts: MonitorFacts): MonitorJudgement {
  const groups = Map.groupBy(tenants, (row) => standingOf(row, facts));
  const listed = (standing: Standing) => (groups.get(standing) ?? []).map((row) => describeUnread(row, facts)).sort(byAge);
  const parts = {
    watched: tenants.length,
    unread: listed('unread'),
    awaited: listed('awaited'),
    neverConsented: listed('neverConsented'),
  };
  const tick = lastTickAmong([service, ...tenants]);
  const lastTick = tick === undefined ? {} : { lastTick: tick };
  const since = tick ?? service?.createdAt;
  if (since !== undefined && ageInMs(since, facts.now) > freshForInMs(facts.pollIntervalInMs)) {
    return { state: 'blind', cause: 'noTick', since, ...lastTick, ...parts };
  }
  return { ...judgeReadings(groups.get('read')?.length ?? 0, parts), ...lastTick, ...parts };
}

type Readings = Pick<MonitorJudgement, 'watched' | 'unread' | 'awaited' | 'neverConsented'>;

function judgeReadings(
  read: number,
  { watched, unread, awaited, neverConsented }: Readings,
): Pick<MonitorJudgement, 'state' | 'cause' | 'since'> {
  const oldest = unread[0]?.since;
  if (unread.length > 0 && oldest !== undefined) {
    if (read > 0) return { state: 'degraded', cause: 'someUnread', since: oldest };
    if (unread.every(({ reason }) => isRefusal(reason))) return { state: 'degraded', cause: 'allRefused', since: oldest };
    return { state: 'blind', cause: 'noneRead', since: unread.map(({ since }) => since).reduce(laterOf) };
  }
  if (watched === 0) return { state: 'ok', cause: 'noTenant' };
  if (read > 0) return { state: 'ok', cause: 'allRead' };
  const since = neverConsented.map((tenant) => tenant.since).sort()[0];
  if (awaited.length === 0 && since !== undefined) return { state: 'degraded', cause: 'neverConsented', since };
  return { state: 'ok', cause: 'firstReading' };
}

/** The cause of a blindness for everybody: that no tick happens, or the one trouble of all tenants. */
export function codeOfBlindness({ cause, unread }: MonitorJudgement): string {
  if (cause === 'noTick') return cause;
  const codes = new Set(unread.map(({ code, reason }) => code ?? reason));
  return [...codes].length === 1 ? ([...codes][0] ?? 'noReading') : 'noReading';
}

type Standing = 'read' | 'awaited' | 'neverConsented' | 'unread';

// That Graph wants to be left alone excuses nobody: what is not read is not known, whoever is to blame.
function standingOf(row: WatchedRow, { pollIntervalInMs, now }: MonitorFacts): Standing {
  const { lastCompletedAt, unreadableReason, conditionCounts, registration } = row;
  const limitInMs = freshForInMs(pollIntervalInMs);
  if (ageInMs(lastCompletedAt, now) <= limitInMs) return 'read';
  if (lastCompletedAt !== undefined) return 'unread';
  // An outage says nothing about a consent that nobody gave.
  const isRefused = unreadableReason === 'consentMissing' || isConditionOpen('consentMissing', conditionCounts?.consentMissing);
  if (isRefused) return 'neverConsented';
  return ageInMs(registration.addedAt, now) <= limitInMs ? 'awaited' : 'unread';
}

function describeUnread(row: WatchedRow, { pollIntervalInMs, now }: MonitorFacts): UnreadTenant {
  const { tenantId, unreadableReason, unreadableCode, lastAttemptAt, lastCompletedAt } = row;
  const idle = ageInMs(lastAttemptAt, now) <= freshForInMs(pollIntervalInMs) ? 'incomplete' : 'notPolled';
  const code = unreadableReason === undefined ? undefined : codeOf(unreadableReason, unreadableCode);
  return {
    tenantId,
    name: tenantNameOf(row),
    reason: unreadableReason ?? (lastCompletedAt === undefined && lastAttemptAt === undefined ? 'notYetRead' : idle),
    ...(code !== undefined && { code }),
    since: laterOf(row.registration.addedAt, lastCompletedAt),
  };
}

function codeOf(reason: UnreadableReason, code: string | undefined): string {
  return reason === 'notYetRead' ? reason : troubleCode({ reason, ...(code !== undefined && { code }) });
}

function lastTickAmong(rows: readonly (FleetRow | undefined)[]): string | undefined {
  const ticks = rows.map(lastTickOf).filter((tick) => !Number.isNaN(tick));
  return ticks.length === 0 ? undefined : isoOf(ticks.reduce((one, other) => Math.max(one, other)));
}

function byAge(one: UnreadTenant, other: UnreadTenant): number {
  return millisOf(one.since) - millisOf(other.since);
}
