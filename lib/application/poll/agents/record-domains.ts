import type { AgentsReading } from '../../../domain/job/agents/agents-reading.ts';
import { type DomainSight, decideDomain } from '../../../domain/tenant/decide/decide-domain.ts';
import type { IncidentTerms } from '../../../domain/tenant/decide/incident-writes.ts';
import { agentsReadingOf } from '../../../domain/tenant/pass/hourly-reading.ts';
import { isRunningWell } from '../../../domain/view/running-well.ts';
import { knownJobs, rememberIncident, type TenantMemory } from '../../tenant/held/tenant-memory.ts';
import { incidentHash } from '../../tenant/identifiers.ts';
import type { PollDeps, PollOptions } from '../poll-options.ts';
import { tellChildren } from './tell-children.ts';

type Deps = Pick<PollDeps, 'state' | 'clock' | 'log'>;

/**
 * Judges the agents of each on-premises domain by what all of its jobs said last, and by Graph where that was asked. Those whom a new
 * incident explains go under it first, so that none of them is told beside it; those whom an ended one leaves are told after it. A conflict
 * is decided again at the end of the next pass. Answers whether a card was asked for.
 */
export async function recordDomains(
  deps: Deps,
  memory: TenantMemory,
  tenantId: string,
  options: Pick<PollOptions, 'channelConfigured' | 'reminderInMs'>,
): Promise<boolean> {
  const terms: IncidentTerms = { ...options, incidentHash, now: deps.clock.now() };
  const sights = sightsOf(memory, tenantId, agentsReadingOf(memory.hourly.get('agents')?.value, terms.now));
  if (sights.length === 0) return false;
  const decisions = sights.map((sight) => decideDomain(memory, memory.domains.get(sight.domain.name), sight, terms));
  const opening = new Map(
    decisions.flatMap(({ incident: { after } }) =>
      after?.state === 'open' && after.scope.kind === 'domain' ? [[after.scope.domain, after.incidentId] as const] : [],
    ),
  );
  if (opening.size > 0) await tellChildren(deps, memory, { tenantId, parents: opening }, terms);
  const groups = decisions.map(({ writes }) => writes);
  const outcomes = groups.some((writes) => writes.length > 0) ? await deps.state.commit(tenantId, groups) : [];
  for (const [index, { record, incident }] of decisions.entries()) {
    if (outcomes[index] !== 'committed') continue;
    const { domain } = sights[index] ?? {};
    if (record !== undefined && groups[index]?.some(({ type }) => type === 'domain')) memory.domains.set(record.domain, { value: record });
    if (record === undefined && domain !== undefined) memory.domains.delete(domain.name);
    if (incident.after !== undefined) rememberIncident(memory, { value: incident.after });
  }
  const hasCards = await tellChildren(deps, memory, { tenantId }, terms);
  return hasCards || groups.flat().some(({ type }) => type === 'outbox');
}

// Domains that no job is of any more are sights too: their rows and incidents end.
function sightsOf(memory: TenantMemory, tenantId: string, reading: AgentsReading | undefined): DomainSight[] {
  const present = knownJobs(memory).filter(({ removedAt }) => removedAt === undefined);
  const byDomain = Map.groupBy(present, ({ summary }) => summary.domain?.name);
  const running = present.filter(({ summary }) => isRunningWell(summary));
  const sights: DomainSight[] = [];
  for (const [name, jobs] of byDomain) {
    const named = jobs.flatMap(({ summary }) => summary.domain ?? []);
    const domain = named.find(({ source }) => source === 'settings') ?? named[0];
    if (name === undefined || domain === undefined) continue;
    const othersRun = running.some(({ summary }) => summary.domain?.name !== name);
    sights.push({ tenantId, domain, words: jobs.flatMap(({ word }) => word ?? []), othersRun, reading });
  }
  for (const [name, { value }] of memory.domains) {
    if (byDomain.has(name)) continue;
    sights.push({ tenantId, domain: { name, source: value.source }, words: [], othersRun: false, reading });
  }
  return sights;
}
