import { type PassCondition, passConditions } from '../../condition.ts';
import { type ConditionCounts, countSighting, type Verdict, verdictOf } from '../../condition-count.ts';
import { freshForInMs } from '../../job/health/freshness.ts';
import { ageInMs, isoOf, millisOf, minuteInMs } from '../../time.ts';
import { reasonOfSilence } from '../pass/reason-of-silence.ts';
import { type PassOutcome, sightTenantCondition } from '../pass/tenant-conditions.ts';
import { troubleCode } from '../pass/trouble.ts';
import { type FleetRow, tenantNameOf } from '../tenant.ts';
import { type IncidentTerms, type IncidentWrites, incidentWrites } from './incident-writes.ts';
import type { KnownTenant } from './known-tenant.ts';
import type { StateWrite } from './state-write.ts';

export interface PassFacts {
  outcome: PassOutcome;
  /** Start of the pass, when it covered every target. */
  completedAt?: string;
}

interface TenantTerms extends IncidentTerms {
  pollIntervalInMs: number;
  /** Whether no tenant can be read: the card about that speaks for them all. */
  monitorIsBlind: boolean;
}

interface TenantDecision {
  conditionCounts: ConditionCounts;
  incidents: IncidentWrites[];
  gap: StateWrite[];
}

/** What a pass says of the tenant itself: its incidents, and the gap that a complete pass ends. */
export function decideTenant(known: KnownTenant, row: FleetRow, facts: PassFacts, terms: TenantTerms): TenantDecision {
  const conditionCounts: ConditionCounts = {};
  const incidents: IncidentWrites[] = [];
  for (const condition of passConditions) {
    const sighting = sightTenantCondition(condition, facts.outcome);
    const count = countSighting(condition, row.conditionCounts?.[condition], sighting);
    if (count !== undefined) conditionCounts[condition] = count;
    incidents.push(conditionWrites(known, row, condition, verdictOf(condition, count, sighting), facts.outcome, terms));
  }
  return { conditionCounts, incidents, gap: gapWrites(row, facts, terms) };
}

function conditionWrites(
  known: KnownTenant,
  row: FleetRow,
  condition: PassCondition,
  verdict: Verdict,
  outcome: PassOutcome,
  terms: TenantTerms,
): IncidentWrites {
  const { tenantId } = row;
  const subject = { tenantId, scope: { kind: 'tenant' } as const, condition, displayName: tenantNameOf(row), flips: [] };
  const causeCode = outcome.read ? condition : troubleCode(outcome);
  return incidentWrites(known, subject, { verdict, cause: { causeCode } }, { ...terms, isMuted: isMuted(row, condition, outcome, terms) });
}

/** The watch over the service runs every minute; two of its turns are enough to find that no tenant can be read. */
const watchTurnsInMs = 2 * minuteInMs;

// What has just been read is about to end and is not announced any more. That a tenant cannot be reached is told when what is shown of it
// is old, and the watch over the service has had its turn to say so of all of them.
function isMuted(row: FleetRow, condition: PassCondition, outcome: PassOutcome, terms: TenantTerms): boolean {
  if (outcome.read || terms.monitorIsBlind) return true;
  const since = row.lastCompletedAt ?? row.registration?.addedAt;
  return condition === 'unreachable' && ageInMs(since, terms.now) <= freshForInMs(terms.pollIntervalInMs) + watchTurnsInMs;
}

// Time for which nothing is known is written down, so that no reader takes it for a time without change.
function gapWrites(row: FleetRow, { completedAt }: PassFacts, { pollIntervalInMs }: TenantTerms): StateWrite[] {
  const { tenantId, lastCompletedAt } = row;
  if (completedAt === undefined || lastCompletedAt === undefined) return [];
  const silentInMs = millisOf(completedAt) - millisOf(lastCompletedAt);
  if (silentInMs <= 2 * pollIntervalInMs) return [];
  const span = { from: lastCompletedAt, to: isoOf(millisOf(completedAt)) };
  return [{ type: 'gap', value: { v: 1, tenantId, ...span, ...reasonOfSilence(row, lastCompletedAt) } }];
}
