import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import { type Explanation, explanationOf } from '../../domain/catalogue/explanation.ts';
import { findJobEntry } from '../../domain/catalogue/job-entry.ts';
import { compareIncidents } from '../../domain/incident/compare-incidents.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { explainJob } from '../../domain/job/advice/explain-job.ts';
import type { JobRecord } from '../../domain/job/record/job-record.ts';
import { namedPerCard } from '../../domain/notification/describe-group.ts';
import type { Subject } from '../../domain/notification/message.ts';
import { defined } from '../../domain/optional.ts';
import { explainTrouble } from '../../domain/tenant/explain-trouble.ts';
import type { Ports } from '../ports/ports.ts';
import { mapLimited } from '../tenant/map-limited.ts';

type Deps = Pick<Ports, 'state'> & { loadCatalogue(): Promise<Catalogue> };

/** The incidents of one card, worst first, each once; those that the card names come with their job and its explanation. */
export async function readSubjects(
  deps: Deps,
  incidents: readonly Incident[],
  tenantNames: ReadonlyMap<string, string>,
): Promise<Subject[]> {
  const distinct = [...new Map(incidents.map((incident) => [incident.incidentId, incident])).values()].sort(compareIncidents);
  const subjects = distinct.map((incident) => ({ incident, tenantName: tenantNames.get(incident.tenantId) ?? incident.tenantId }));
  const catalogue = await deps.loadCatalogue();
  const named = await mapLimited(subjects.slice(0, namedPerCard), 4, async (subject) => withJob(deps, catalogue, subject));
  return [...named, ...subjects.slice(namedPerCard)];
}

async function withJob(deps: Deps, catalogue: Catalogue, subject: Subject): Promise<Subject> {
  const { scope, tenantId } = subject.incident;
  if (scope.kind !== 'job') return { ...subject, ...defined({ explanation: explainReading(catalogue, subject.incident) }) };
  const stored = await deps.state.getJob({ tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId });
  const explanation = explain(catalogue, subject.incident, stored?.value);
  return { ...subject, ...(stored && { job: stored.value }), ...(explanation && { explanation }) };
}

// A job that is well again no longer shows what was wrong, so the cause kept by the incident speaks.
function explain(catalogue: Catalogue, { state, condition, causeCode }: Incident, job: JobRecord | undefined): Explanation | undefined {
  if (state === 'open' && condition === 'quarantine' && job?.snapshot.quarantine !== undefined)
    return explainJob(catalogue, job.snapshot).explanation;
  const entry = causeCode === condition ? undefined : findJobEntry(catalogue, causeCode);
  return entry && explanationOf(entry);
}

// Why one tenant, or all of them, cannot be read; the service's other troubles have words of their own.
function explainReading(catalogue: Catalogue, { condition, causeCode }: Incident): Explanation | undefined {
  if (condition === 'monitorBlind') return explainTrouble(catalogue, causeCode);
  if (condition === 'consentMissing') return explainTrouble(catalogue, causeCode, condition);
  return condition === 'unreachable' ? explainTrouble(catalogue, causeCode, 'unauthorized') : undefined;
}
