import type { ConditionCounts } from '../../domain/condition-count.ts';
import { decideTenant, type PassFacts } from '../../domain/tenant/decide/decide-tenant.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { ageInMs, minuteInMs } from '../../domain/time.ts';
import type { Lease } from '../tenant/held/tenant-lease.ts';
import { rememberIncident, type TenantMemory } from '../tenant/held/tenant-memory.ts';
import { incidentHash } from '../tenant/identifiers.ts';
import type { PollDeps, PollOptions } from './poll-options.ts';

interface TenantRecorded {
  conditionCounts: ConditionCounts;
  hasOutbox: boolean;
}

/** Writes what the pass says of the tenant itself. A conflict is decided again at the end of the next pass. */
export async function recordTenant(
  deps: PollDeps,
  memory: TenantMemory,
  { tenantId, row }: Lease,
  facts: PassFacts,
  { channelConfigured, reminderInMs, pollIntervalInMs }: PollOptions,
): Promise<TenantRecorded> {
  const now = deps.clock.now();
  const monitorIsBlind = !facts.outcome.read && (await isMonitorBlind(deps, now));
  const terms = { channelConfigured, reminderInMs, pollIntervalInMs, incidentHash, now, monitorIsBlind };
  const { conditionCounts, incidents, gap } = decideTenant(memory, row, facts, terms);
  const groups = [...incidents.map(({ writes }) => writes), gap];
  const outcomes = await deps.state.commit(tenantId, groups);
  for (const [index, { after }] of incidents.entries()) {
    if (after !== undefined && outcomes[index] === 'committed') rememberIncident(memory, { value: after });
  }
  return { conditionCounts, hasOutbox: groups.flat().some(({ type }) => type === 'outbox') };
}

/** An older judgement says nothing: the watch over the service itself may have stopped. */
const judgementHoldsForInMs = 5 * minuteInMs;

async function isMonitorBlind({ fleet }: PollDeps, now: number): Promise<boolean> {
  const service = (await fleet.get(serviceTenantId))?.value;
  return service?.monitor === 'blind' && ageInMs(service.monitorJudgedAt, now) <= judgementHoldsForInMs;
}
