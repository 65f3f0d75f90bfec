import type { WhoMustAct } from '../../domain/catalogue/catalogue-entry.ts';
import { compareIncidents, type IncidentSortKey } from '../../domain/incident/compare-incidents.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { figureOf } from '../../domain/job/advice/job-figure.ts';
import { createSpeakers } from '../../domain/job/advice/speak.ts';
import { actorOnIncident } from '../../domain/notification/explain-incident.ts';
import { defined } from '../../domain/optional.ts';
import type { ListedJob } from '../../domain/view/judge-tenant.ts';
import type { CatalogueReader } from './knowledge/catalogue-reader.ts';

/** What a list tells of an open incident beside itself: who has to do something about it, and until when. */
export interface IncidentOutlook {
  whoMustAct?: WhoMustAct;
  /** When its job is switched off by Microsoft, UTC ISO. */
  disableAt?: string;
}

/** An open incident with the job it is of, where that is listed. */
export interface ListedIncident extends Pick<IncidentOutlook, 'disableAt'> {
  incident: Incident;
  job?: ListedJob;
}

/** The incident as lists sort it. Only a quarantine has an end. */
export function listIncident(incident: Incident, job: ListedJob | undefined): ListedIncident {
  const disableAt = incident.state === 'open' && incident.condition === 'quarantine' ? job?.countdown?.disableAt : undefined;
  return { incident, ...defined({ job, disableAt }) };
}

/** Worst first. */
export function compareListed(one: ListedIncident, other: ListedIncident): number {
  return compareIncidents(incidentKeyOf(one), incidentKeyOf(other));
}

/** The place of an incident alone, as a continuation carries it. */
export function incidentKeyOf({ incident, disableAt = '' }: ListedIncident): Required<IncidentSortKey> {
  const { severity, openedAt, incidentId } = incident;
  return { severity, disableAt, openedAt, incidentId };
}

/** Says of a listed incident all that lists tell, in the same words as its document. */
type TellOutlook = (listed: ListedIncident) => IncidentOutlook;

/** Prepares to tell the outlook of incidents by the catalogue. */
export async function loadOutlooks({ loadCatalogue, loadTextExplainer }: CatalogueReader): Promise<TellOutlook> {
  const [catalogue, readText] = await Promise.all([loadCatalogue(), loadTextExplainer()]);
  const words = { catalogue, speakerOf: createSpeakers(catalogue, readText) };
  return ({ incident, job, disableAt }) => {
    const whoMustAct = incident.state === 'open' ? actorOnIncident(words, incident, job && figureOf(job)) : undefined;
    return defined({ whoMustAct, disableAt });
  };
}
