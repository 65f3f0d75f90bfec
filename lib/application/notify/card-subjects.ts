import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import { UpstreamError } from '../../domain/errors.ts';
import { compareIncidents } from '../../domain/incident/compare-incidents.ts';
import type { Incident, OutboxRow } from '../../domain/incident/incident.ts';
import { newestChanges, type PrecedingChange, windowBefore } from '../../domain/incident/preceding-change.ts';
import { figureOf } from '../../domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../domain/job/advice/speak.ts';
import { explainIncident, type Words } from '../../domain/notification/explain-incident.ts';
import type { Subject } from '../../domain/notification/message.ts';
import { defined } from '../../domain/optional.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { summariseJob } from '../../domain/view/summarise-job.ts';
import type { Ports } from '../ports/ports.ts';
import { mapLimited } from '../tenant/map-limited.ts';
import { readOwnChanges } from '../tenant/own-changes.ts';

type Deps = Pick<Ports, 'state' | 'audit' | 'log'> & { loadCatalogue(): Promise<Catalogue> };

/** What one row has to tell. */
export interface News {
  row: OutboxRow;
  incident: Incident;
}

/**
 * The incidents of one card, open before ended and worst first, each once with all that its rows tell of it; the first `lines` of them
 * come with their job and its explanation, and one that is told alone with what was changed before, as far as that is known here.
 */
export async function readSubjects(
  deps: Deps,
  news: readonly News[],
  { tenantNames, lines }: { tenantNames: ReadonlyMap<string, string>; lines: number },
): Promise<Subject[]> {
  const distinct = [...new Map(news.map(({ incident }) => [incident.incidentId, incident])).values()].sort(compareForCards);
  const rows = Map.groupBy(
    news.map(({ row }) => row),
    ({ incidentId }) => incidentId,
  );
  const subjects = distinct.map((incident) => ({
    incident,
    tenantName: tenantNameOf(incident.tenantId, tenantNames),
    kinds: kindsOf(rows.get(incident.incidentId) ?? []),
  }));
  const catalogue = await deps.loadCatalogue();
  const speakerOf = createSpeakers(catalogue);
  const named = await mapLimited(subjects.slice(0, lines), 8, async (subject) => withJob(deps, { catalogue, speakerOf }, subject));
  const [only, ...others] = named;
  if (only === undefined || others.length > 0 || subjects.length > 1) return [...named, ...subjects.slice(lines)];
  return [{ ...only, ...defined({ precededBy: await changeBefore(deps, only) }) }];
}

// Only what is stored: a card waits for nobody, and is not lost over what it could do without.
async function changeBefore(deps: Deps, { incident, job, kinds = [] }: Subject): Promise<PrecedingChange | undefined> {
  if (job === undefined || !kinds.includes('opened')) return undefined;
  try {
    const { shown } = newestChanges(await readOwnChanges(deps, job, windowBefore(incident, job)));
    return shown.find(({ what }) => what !== 'appeared');
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    deps.log.warn('What was changed before is not known; the card goes without it', { incidentId: incident.incidentId });
    return undefined;
  }
}

function compareForCards(one: Incident, other: Incident): number {
  if (one.state !== other.state) return one.state === 'open' ? -1 : 1;
  return compareIncidents(one, other);
}

function kindsOf(rows: readonly OutboxRow[]): OutboxRow['kind'][] {
  return rows.toSorted((one, other) => one.seq - other.seq).map(({ kind }) => kind);
}

// A tenant that never could be read has told nobody its name; its id is all there is to look it up by.
function tenantNameOf(tenantId: string, names: ReadonlyMap<string, string>): string {
  if (tenantId === serviceTenantId) return 'this service';
  const name = names.get(tenantId);
  return name === undefined || name === tenantId ? `unnamed tenant ${tenantId}` : name;
}

async function withJob(deps: Deps, words: Words, subject: Subject): Promise<Subject> {
  const { scope, tenantId } = subject.incident;
  const key = scope.kind === 'job' ? { tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId } : undefined;
  const job = key && (await deps.state.getJob(key))?.value;
  const domain = await domainOf(deps, subject.incident);
  const explanation = explainIncident(words, subject.incident, job && figureOf(summariseJob(job)));
  return { ...subject, ...defined({ job, domain, explanation }) };
}

async function domainOf({ state }: Deps, { scope, tenantId, incidentId }: Incident): Promise<Subject['domain']> {
  if (scope.kind !== 'domain') return undefined;
  const [record, open] = await Promise.all([state.getDomain(tenantId, scope.domain), state.listOpenIncidents(tenantId)]);
  const children = open.filter(({ parentId }) => parentId === incidentId).sort(compareIncidents);
  return { children, ...defined({ record }) };
}
