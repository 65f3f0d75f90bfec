import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import { explainTrouble } from '../../domain/catalogue/explain-trouble.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { jobConditions } from '../../domain/condition.ts';
import { compareIncidents } from '../../domain/incident/compare-incidents.ts';
import type { Incident, OutboxRow } from '../../domain/incident/incident.ts';
import { explainCause, explainIncident } from '../../domain/job/advice/explain-incident.ts';
import { figureOf } from '../../domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../domain/job/advice/speak.ts';
import { kindOf } from '../../domain/job/kind/job-kind.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import type { Subject } from '../../domain/notification/message.ts';
import { defined } from '../../domain/optional.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { summariseJob } from '../../domain/view/summarise-job.ts';
import type { Ports } from '../ports/ports.ts';
import { mapLimited } from '../tenant/map-limited.ts';

type Deps = Pick<Ports, 'state'> & { loadCatalogue(): Promise<Catalogue> };

/** What one row has to tell. */
export interface News {
  row: OutboxRow;
  incident: Incident;
}

/**
 * The incidents of one card, open before ended and worst first, each once with all that its rows tell of it; the first `lines` of them
 * come with their job and its explanation.
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
  return [...named, ...subjects.slice(lines)];
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

interface Words {
  catalogue: Catalogue;
  speakerOf: ReturnType<typeof createSpeakers>;
}

async function withJob(deps: Deps, words: Words, subject: Subject): Promise<Subject> {
  const { scope, tenantId } = subject.incident;
  if (scope.kind !== 'job') return { ...subject, ...defined({ explanation: explainReading(words.catalogue, subject.incident) }) };
  const stored = await deps.state.getJob({ tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId });
  const explanation = explain(words, subject.incident, stored?.value);
  return { ...subject, ...(stored && { job: stored.value }), ...(explanation && { explanation }) };
}

// A job that is well again no longer shows what was wrong, so the cause kept by the incident speaks.
function explain({ catalogue, speakerOf }: Words, incident: Incident, job: JobRecord | undefined): Explanation | undefined {
  const { state, scope, causeCode } = incident;
  const condition = jobConditions.find((name) => name === incident.condition);
  if (condition === undefined || scope.kind !== 'job') return undefined;
  if (state === 'open' && job !== undefined) return explainIncident(speakerOf, condition, figureOf(summariseJob(job)));
  return causeCode === condition ? undefined : explainCause(catalogue, causeCode, kindOf(scope));
}

// Why one tenant, or all of them, cannot be read; the service's other troubles have words of their own.
function explainReading(catalogue: Catalogue, { condition, causeCode }: Incident): Explanation | undefined {
  if (condition === 'monitorBlind') return explainTrouble(catalogue, causeCode);
  if (condition === 'consentMissing') return explainTrouble(catalogue, causeCode, condition);
  return condition === 'unreachable' ? explainTrouble(catalogue, causeCode, 'unauthorized') : undefined;
}
