import { noActiveAgents } from '../../../../dev/graph/world/agents.ts';
import type { Incident } from '../../../../lib/domain/incident/incident.ts';
import type { Books, Outage } from '../../books/books.ts';
import { iso, type Violation } from '../violation.ts';

type AgentBooks = Pick<Books, 'outages' | 'incidents' | 'cards'>;

/**
 * I11: all agents of a domain down are one problem, told before Microsoft imposes quarantine if a reading could show it. It speaks for the
 * incidents of its jobs, is not called over before an agent is back, and ends once one is.
 */
export function checkAgents(books: AgentBooks): Violation[] {
  const { outages, incidents } = books;
  const ofDomains = new Set(outages.map(placeOf));
  const found = incidents.filter((incident) => isOfAgents(incident) && ofDomains.has(placeOf(incident)));
  const known = new Set<Incident>();
  const violations = outages.flatMap((outage) => {
    const next = outages.filter((other) => placeOf(other) === placeOf(outage) && other.downAt > outage.downAt);
    const until = Math.min(Number.POSITIVE_INFINITY, ...next.map(({ downAt }) => downAt));
    const own = found.filter((one) => placeOf(one) === placeOf(outage) && isWithin(Date.parse(one.openedAt), outage.downAt, until));
    for (const incident of own) known.add(incident);
    return [
      ...checkOpening(outage, own, found),
      ...own.flatMap((incident) => [...checkEnd(outage, incident), ...checkChildren(outage, incident, books)]),
    ];
  });
  const unfounded = found.filter((incident) => !known.has(incident));
  return [...violations, ...unfounded.map((incident) => wrong('toldWrongly', incident, 'was opened while an agent was at work'))];
}

function checkOpening(outage: Outage, [first, second]: readonly Incident[], ofAll: readonly Incident[]): Violation[] {
  const { domain, downAt, quarantinedAt, wasSeenBefore, wasSeenIn } = outage;
  // What comes and goes too often is a single one that goes on.
  const flaps = ofAll.some((one) => placeOf(one) === placeOf(outage) && one.flappingSince !== undefined);
  if (flaps) return [];
  if (second !== undefined) return [wrong('repeated', second, 'is the second one of the same agents')];
  const what = `the agents of ${domain} of ${outage.tenantId}, down since ${iso(downAt)}`;
  if (first === undefined)
    return wasSeenBefore || wasSeenIn ? [{ invariant: 'I11', harm: 'lost', what: `${what}, have no incident although a pass saw it` }] : [];
  const isLate = wasSeenBefore && Date.parse(first.openedAt) > quarantinedAt;
  return isLate ? [wrong('lost', first, `came only after the quarantine of ${iso(quarantinedAt)}, although a pass saw it before`)] : [];
}

function checkEnd({ upAt }: Outage, incident: Incident): Violation[] {
  if (incident.state === 'open') return [wrong('lost', incident, `is open although an agent is back since ${iso(upAt)}`)];
  if (Date.parse(incident.resolvedAt) < upAt)
    return [wrong('toldWrongly', incident, `was called over before an agent was back at ${iso(upAt)}`)];
  return incident.resolution === 'recovered' ? [] : [wrong('toldWrongly', incident, `ended as ${incident.resolution}`)];
}

/** Whatever of its jobs fails for want of agents stands under it, and what began under it has no card of its own while it is open. */
function checkChildren({ jobs }: Outage, parent: Incident, { incidents, cards }: AgentBooks): Violation[] {
  const { from: openedAt, to: resolvedAt } = lifeOf(parent);
  const children = incidents.filter((one) => {
    const { from, to } = lifeOf(one);
    return jobs.includes(jobOf(one)) && one.causeCode === noActiveAgents.code && from < resolvedAt && to > openedAt;
  });
  return children.flatMap((child) => {
    if (child.parentId !== parent.incidentId) return [wrong('toldWrongly', child, `is not under ${parent.incidentId}, which explains it`)];
    const isBornUnder = Date.parse(child.openedAt) >= openedAt;
    const beside = cards.find(({ incidentIds, at }) => incidentIds.includes(child.incidentId) && isWithin(at, openedAt, resolvedAt));
    return isBornUnder && beside !== undefined
      ? [wrong('repeated', child, `was told at ${iso(beside.at)} beside ${parent.incidentId}, which speaks for it`)]
      : [];
  });
}

function lifeOf({ openedAt, resolvedAt }: Incident): { from: number; to: number } {
  return { from: Date.parse(openedAt), to: resolvedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(resolvedAt) };
}

function isWithin(at: number, from: number, to: number): boolean {
  return at >= from && at < to;
}

function isOfAgents({ condition }: Incident): boolean {
  return condition === 'agentDown';
}

function jobOf({ tenantId, scope }: Incident): string {
  return scope.kind === 'job' ? `${tenantId}/${scope.servicePrincipalId}/${scope.jobId}` : '';
}

function placeOf(it: Outage | Incident): string {
  const domain = 'downAt' in it ? it.domain : it.scope.kind === 'domain' ? it.scope.domain : '';
  return `${it.tenantId} ${domain}`;
}

function wrong(harm: Violation['harm'], { incidentId, condition }: Incident, what: string): Violation {
  return { invariant: 'I11', harm, what: `${incidentId} (${condition}) ${what}` };
}
