import { type TenantCondition, tenantConditions } from '../../domain/condition.ts';
import { type ConditionCounts, countSighting, verdictOf } from '../../domain/condition-count.ts';
import { type PassOutcome, sightTenantCondition } from '../../domain/tenant/tenant-conditions.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import type { StateWrite } from '../ports/ports.ts';
import { type IncidentWrites, incidentWrites } from '../tenant/incident-writes.ts';
import type { Lease } from '../tenant/tenant-lease.ts';
import { rememberIncident, type TenantMemory } from '../tenant/tenant-memory.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';

interface PassFacts {
  outcome: PassOutcome;
  /** Start of the pass, when it covered every target. */
  completedAt?: string;
  options: PollOptions;
}

interface TenantRecorded {
  conditionCounts: ConditionCounts;
  hasOutbox: boolean;
}

/** What the pass says of the tenant itself: its incidents, and the gap that a complete pass ends. */
export async function recordTenant(deps: PollDeps, memory: TenantMemory, lease: Lease, facts: PassFacts): Promise<TenantRecorded> {
  const counts: ConditionCounts = {};
  const changes: IncidentWrites[] = [];
  for (const condition of tenantConditions) {
    const sighting = sightTenantCondition(condition, facts.outcome);
    const count = countSighting(condition, lease.row.conditionCounts?.[condition], sighting);
    if (count !== undefined) counts[condition] = count;
    const verdict = verdictOf(condition, count, sighting);
    changes.push(conditionWrites(deps, memory, lease, condition, verdict, facts));
  }
  const groups = [...changes.map(({ writes }) => writes), gapWrites(lease, facts)];
  const outcomes = await deps.state.commit(lease.tenantId, groups);
  for (const [index, { after }] of changes.entries()) {
    if (after !== undefined && outcomes[index] === 'committed') rememberIncident(memory, { value: after });
  }
  return { conditionCounts: counts, hasOutbox: groups.flat().some(({ type }) => type === 'outbox') };
}

function conditionWrites(
  deps: PollDeps,
  memory: TenantMemory,
  { tenantId, row }: Lease,
  condition: TenantCondition,
  verdict: ReturnType<typeof verdictOf>,
  { outcome, options }: PassFacts,
): IncidentWrites {
  const subject = { tenantId, scope: { kind: 'tenant' } as const, condition, displayName: row.displayName ?? tenantId, flips: [] };
  const causeCode = outcome.read ? condition : (outcome.code ?? outcome.reason);
  return incidentWrites(memory, subject, { verdict, cause: { causeCode } }, { ...options, now: deps.clock.now() });
}

// Time for which nothing is known is written down, so that no reader takes it for a time without change.
function gapWrites({ tenantId, row }: Lease, { completedAt, options }: PassFacts): StateWrite[] {
  if (completedAt === undefined || row.lastCompletedAt === undefined) return [];
  const silentInMs = millisOf(completedAt) - millisOf(row.lastCompletedAt);
  if (silentInMs <= 2 * options.pollIntervalInMs) return [];
  return [{ type: 'gap', value: { v: 1, tenantId, from: row.lastCompletedAt, to: isoOf(millisOf(completedAt)) } }];
}
