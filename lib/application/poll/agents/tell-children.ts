import type { OpenIncident } from '../../../domain/incident/incident.ts';
import { jobPlace } from '../../../domain/job/synchronization-job.ts';
import { defined } from '../../../domain/optional.ts';
import { parentOf } from '../../../domain/tenant/decide/decide-domain.ts';
import { type IncidentTerms, type IncidentWrites, incidentWrites } from '../../../domain/tenant/decide/incident-writes.ts';
import type { Known } from '../../../domain/tenant/decide/known-tenant.ts';
import type { Ports } from '../../ports/ports.ts';
import { knownJobs, openIncidents, rememberIncident, type TenantMemory } from '../../tenant/held/tenant-memory.ts';

interface Family {
  tenantId: string;
  /** Of incidents that are about to open, by domain; those that are open count anyhow. */
  parents?: ReadonlyMap<string, string>;
}

/**
 * Brings each open incident of a job in step with the incident of its domain's agents: under it while that is open and explains it, told by
 * itself else. Nothing is written where all is in step, so that whoever takes over from a killed holder may do it again. Answers whether a
 * card was asked for.
 */
export async function tellChildren(
  { state }: Pick<Ports, 'state'>,
  memory: TenantMemory,
  { tenantId, parents }: Family,
  terms: IncidentTerms,
): Promise<boolean> {
  const domains = domainsByJob(memory);
  const agentsIncidentOf = ({ scope }: OpenIncident): string | undefined => {
    const domain = scope.kind === 'job' ? domains.get(jobPlace(scope)) : undefined;
    return domain === undefined ? undefined : (parents?.get(domain) ?? parentOf(memory, domain, terms)?.incidentId);
  };
  const turns = openIncidents(memory).flatMap((known) => {
    const { parentId } = known.value;
    const ofAgents = agentsIncidentOf(known.value);
    const isConcerned = known.value.scope.kind === 'job' && (ofAgents !== undefined || parentId !== undefined);
    return isConcerned && tell(memory, known.value, ofAgents, terms).writes.length > 0 ? [{ known, ofAgents }] : [];
  });
  if (turns.length === 0) return false;
  const told: IncidentWrites[] = [];
  for (const { known, ofAgents } of turns) {
    const stored = await withEtag(state, tenantId, known);
    if (stored === undefined) continue;
    memory.incidents.set(stored.value.hash, stored);
    told.push(tell(memory, stored.value, ofAgents, terms));
  }
  const outcomes = await state.commit(
    tenantId,
    told.map(({ writes }) => writes),
  );
  for (const [index, { after }] of told.entries()) {
    if (after !== undefined && outcomes[index] === 'committed') rememberIncident(memory, { value: after });
  }
  return told.some(({ writes }, index) => outcomes[index] === 'committed' && writes.some(({ type }) => type === 'outbox'));
}

// Nothing new is known of the problem itself: only who speaks for it has changed.
function tell(memory: TenantMemory, incident: OpenIncident, agentsIncidentId: string | undefined, terms: IncidentTerms): IncidentWrites {
  const { tenantId, scope, condition, displayName, causeCode, quarantineReason } = incident;
  const slot = condition === 'disabled' ? 'quarantine' : condition;
  const cause = { causeCode, ...(quarantineReason !== undefined && { quarantineReason }) };
  const subject = { tenantId, scope, slot, condition, displayName, flips: [], ...defined({ agentsIncidentId }) } as const;
  return incidentWrites(memory, subject, { verdict: 'unknown', cause }, terms);
}

// What this very pass has written is read again for its ETag; the sender of cards may have changed it meanwhile.
async function withEtag(
  state: Pick<Ports['state'], 'getIncident'>,
  tenantId: string,
  known: Known<OpenIncident>,
): Promise<Known<OpenIncident> | undefined> {
  if (known.etag !== undefined) return known;
  const stored = await state.getIncident(tenantId, known.value.hash);
  return stored?.value.state === 'open' ? { value: stored.value, etag: stored.etag } : undefined;
}

function domainsByJob(memory: TenantMemory): Map<string, string> {
  return new Map(
    knownJobs(memory).flatMap(({ summary }) => (summary.domain === undefined ? [] : [[jobPlace(summary), summary.domain.name] as const])),
  );
}
