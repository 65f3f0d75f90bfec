import { sees, type Visibility } from '../../domain/access/visibility.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { jobConditions } from '../../domain/condition.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { parseOperationId } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { placeOf } from '../../domain/incident/incident-scope.ts';
import { noteOperation } from '../../domain/incident/note-operation.ts';
import { isRelapse } from '../../domain/incident/recent-incidents.ts';
import { figureOfIncident } from '../../domain/job/advice/explain-incident.ts';
import { figureOf } from '../../domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../domain/job/advice/speak.ts';
import { explainCondition, explainIncident } from '../../domain/notification/explain-incident.ts';
import type { InformedAdvice } from '../../domain/operation/advise-after.ts';
import { asOf } from '../../domain/operation/operation.ts';
import { defined } from '../../domain/optional.ts';
import { serviceTenantId, tenantNameOf } from '../../domain/tenant/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader } from '../tenant/fleet-cache.ts';
import { createJobFinder } from './fleet/find-listed-job.ts';
import type { FleetViewReader } from './fleet/fleet-view-cache.ts';
import { compareListed, type IncidentOutlook, type ListedIncident, listIncident, loadOutlooks } from './incident-outlook.ts';
import { adviseShown, getJob, type ShownJob } from './jobs/get-job.ts';
import type { CatalogueReader } from './knowledge/catalogue-reader.ts';

/** One incident with everything that is known of it. */
export interface ShownIncident {
  incident: Incident;
  /** Absent for the service's own. */
  tenantName?: string;
  explanation: Explanation;
  /** What to do; absent once it is over. */
  advice?: InformedAdvice;
  /** The one before of the same problem, where that had not held. */
  relapseOf?: string;
  /** The next one of the same problem, where this one had not held. */
  relapsedAs?: string;
  /** The open ones that this one explains, worst first. */
  children: (IncidentOutlook & { incident: Incident })[];
  /** Its own; empty once it is over. */
  outlook: IncidentOutlook;
  /** How many others are open for the same cause. */
  othersOfSameCause: number;
  /** Its job as it is now; absent where it is of no job, or the job is gone. */
  job?: ShownJob;
}

type Deps = Pick<Ports, 'clock' | 'state' | 'fleet' | 'operations'> & {
  catalogue: CatalogueReader;
  fleetRows: FleetReader;
  fleetView: FleetViewReader;
};

interface Viewer {
  visible: Visibility;
  pollIntervalInMs: number;
}

/** All that is known of an incident that somebody may see. */
export async function describeIncident(deps: Deps, incident: Incident, viewer: Viewer): Promise<ShownIncident> {
  const [job, tenantName, current, life, others, catalogue, readText, tellOutlook] = await Promise.all([
    jobOf(deps, incident, viewer),
    nameOfTenant(deps, incident),
    withOperationNow(deps, incident),
    otherOpenings(deps, incident),
    otherIncidents(deps, incident, viewer.visible),
    deps.catalogue.loadCatalogue(),
    deps.catalogue.loadTextExplainer(),
    loadOutlooks(deps.catalogue),
  ]);
  const words = { catalogue, speakerOf: createSpeakers(catalogue, readText) };
  const explanation = explainIncident(words, incident, job && figureOf(job.job)) ?? explainCondition(incident);
  const advice = incident.state === 'open' ? adviseIncident(words, incident, explanation, job) : undefined;
  const { children, othersOfSameCause } = others;
  return {
    incident: current,
    outlook: tellOutlook(listIncident(incident, job?.job)),
    explanation,
    ...life,
    children: children.map((child) => ({ incident: child.incident, ...tellOutlook(child) })),
    othersOfSameCause,
    ...defined({ job, tenantName, advice }),
  };
}

async function jobOf(deps: Deps, { tenantId, scope }: Incident, viewer: Viewer): Promise<ShownJob | undefined> {
  if (scope.kind !== 'job') return undefined;
  const { servicePrincipalId, jobId } = scope;
  return getJob(deps, { tenantId, servicePrincipalId, jobId }, viewer).catch((error: unknown) => {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  });
}

async function nameOfTenant({ fleetRows }: Deps, { tenantId }: Incident): Promise<string | undefined> {
  const row = (await fleetRows.read()).tenants.find((tenant) => tenant.tenantId === tenantId);
  return row && tenantNameOf(row);
}

// The runs that prove what was done come after the reading that closed the incident: nobody notes them on it.
async function withOperationNow({ operations, clock }: Deps, incident: Incident): Promise<Incident> {
  const { tenantId, operation: known } = incident;
  const { hash } = (known && parseOperationId(known.operationId)) ?? {};
  if (known === undefined || hash === undefined) return incident;
  const operation = await operations.read(tenantId, hash);
  if (operation !== undefined) return noteOperation(incident, asOf(operation, clock.now())) ?? incident;
  // It is not kept any more: nothing will prove it now.
  return known.verification === 'pending' ? { ...incident, operation: { ...known, verification: 'unknown' } } : incident;
}

async function otherOpenings({ state }: Deps, incident: Incident): Promise<Pick<ShownIncident, 'relapseOf' | 'relapsedAs'>> {
  const { tenantId, hash, openedSeq } = incident;
  const [before, current, next] = await Promise.all([
    openedSeq > 1 ? state.getPastIncident(tenantId, hash, openedSeq - 1) : undefined,
    incident.state === 'closed' ? state.getIncident(tenantId, hash) : undefined,
    incident.state === 'closed' ? state.getPastIncident(tenantId, hash, openedSeq + 1) : undefined,
  ]);
  const isNext = current?.value.state === 'open' && current.value.openedSeq === openedSeq + 1;
  const after = isNext && current.value.state === 'open' ? current.value : next;
  const relapseOf = before !== undefined && isRelapse(before, incident) ? before.incidentId : undefined;
  const relapsedAs = incident.state === 'closed' && after !== undefined && isRelapse(incident, after) ? after.incidentId : undefined;
  return defined({ relapseOf, relapsedAs });
}

async function otherIncidents(
  { fleetView }: Deps,
  { incidentId, condition, causeCode }: Incident,
  visible: Visibility,
): Promise<{ children: ListedIncident[]; othersOfSameCause: number }> {
  const view = await fleetView.read();
  const open = [...view.tenants.values()]
    .flatMap(({ incidents }) => incidents)
    .filter((other) => other.state === 'open' && other.incidentId !== incidentId && sees(visible, placeOf(other)));
  const ofSameCause = open.filter((other) => other.condition === condition && other.causeCode === causeCode);
  const jobOf = createJobFinder(view);
  const children = open.filter(({ parentId }) => parentId === incidentId).map((child) => listIncident(child, jobOf(child)));
  return { children: children.sort(compareListed), othersOfSameCause: ofSameCause.length };
}

type Words = Parameters<typeof explainIncident>[0];

// A job's incident is advised about as the job is, by what the incident is about; of everything else only people can look after.
function adviseIncident({ speakerOf }: Words, incident: Incident, explanation: Explanation, job: ShownJob | undefined): InformedAdvice {
  const condition = jobConditions.find((name) => name === incident.condition);
  if (condition !== undefined && job !== undefined) return adviseShown(speakerOf(figureOfIncident(condition, figureOf(job.job))), job);
  const [why = explanation.meaning] = explanation.remedies;
  const action = incident.tenantId === serviceTenantId ? 'fixCause' : incident.scope.kind === 'domain' ? 'checkAgents' : 'checkReading';
  return { action, why, safety: 'noAction', whoMustAct: explanation.whoMustAct };
}
