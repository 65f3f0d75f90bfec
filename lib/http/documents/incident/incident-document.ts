import type * as z from 'zod';
import { adminCentre } from '../../../admin-centre.ts';
import type { ToldAction } from '../../../application/operate/request/tell-actions.ts';
import type { ShownIncident } from '../../../application/show/get-incident.ts';
import type { IncidentOutlook } from '../../../application/show/incident-outlook.ts';
import type { Refusal } from '../../../application/tenant/visible/judge-right.ts';
import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import type { Incident, IncidentSummary } from '../../../domain/incident/incident.ts';
import { isOfServicePrincipal } from '../../../domain/incident/incident-scope.ts';
import { notificationsOf } from '../../../domain/incident/notifications.ts';
import { summariseIncident } from '../../../domain/incident/recent-incidents.ts';
import { kindNames, kindOf } from '../../../domain/job/kind/job-kind.ts';
import type { InformedAdvice } from '../../../domain/operation/advise-after.ts';
import { defined } from '../../../domain/optional.ts';
import { serviceTenantId } from '../../../domain/tenant/tenant.ts';
import type { IncidentDetail, IncidentListItem } from '../../schemas/incident/incident.ts';
import type { Advice } from '../../schemas/job/advice.ts';
import { actionRight } from '../action-right.ts';
import { adviceFields, jobDocument } from '../job/job-document.ts';
import { causeUrl, incidentUrl, jobUrl, tenantUrl } from '../links.ts';

/** Where links lead, and what whoever asked may see. */
export interface Surroundings {
  baseUrl: string;
  portalBaseUrl: string | undefined;
  visible: Visibility;
}

/** An incident as the lists show it; what the sender of cards notes for itself stays inside. */
export function incidentListItem(
  incident: IncidentSummary,
  surroundings: Surroundings,
  { whoMustAct, disableAt }: IncidentOutlook = {},
): z.input<typeof IncidentListItem> {
  const { parentId, ...told } = summariseIncident(incident);
  // Whatever explains it is of more than its job.
  const isParentSeen = sees(surroundings.visible, { tenantId: incident.tenantId });
  return {
    ...told,
    ...kindFields(incident),
    ...(isParentSeen && defined({ parentId })),
    ...defined({ whoMustAct, disableAt }),
    links: linksOf(incident, surroundings),
  };
}

// The job itself may be gone; its id remains.
function kindFields({ scope }: IncidentSummary): Pick<z.input<typeof IncidentListItem>, 'kind' | 'kindName'> {
  const kind = scope.kind === 'job' ? kindOf(scope) : 'other';
  return kind === 'other' ? {} : { kind, kindName: kindNames[kind] };
}

/** One incident with everything that is known of it; `actions` are those on its job, `refusal` is why the caller may do nothing about it itself. */
export function incidentDocument(
  { incident, outlook, tenantName, explanation, advice, relapseOf, relapsedAs, children, othersOfSameCause, job }: ShownIncident,
  actions: readonly ToldAction[],
  surroundings: Surroundings & { refusal: Refusal | undefined },
): z.input<typeof IncidentDetail> {
  const { condition, causeCode, lastWellAt } = incident;
  const { baseUrl } = surroundings;
  return {
    ...incidentListItem(incident, surroundings, outlook),
    ...defined({ tenantName, lastWellAt }),
    explanation,
    ...(advice && { advice: adviceOf(advice, incident, baseUrl) }),
    notifications: notificationsOf(incident),
    ...defined({ relapseOf, relapsedAs }),
    ...(children.length > 0 && {
      children: {
        count: children.length,
        value: children.slice(0, childrenShown).map(({ incident: child, ...its }) => incidentListItem(child, surroundings, its)),
      },
    }),
    othersOfSameCause: { count: othersOfSameCause, link: causeUrl(baseUrl, condition, causeCode) },
    actions: [actionRight('acknowledge', surroundings.refusal), actionRight('snooze', surroundings.refusal)],
    timeline: incident.timeline,
    ...(job && { job: jobDocument(job, actions, baseUrl) }),
  };
}

const childrenShown = 100;

// What concerns more than one job is looked after at its tenant; the service's own troubles are nobody else's.
function adviceOf(advice: InformedAdvice, { tenantId, scope }: Incident, baseUrl: string): z.input<typeof Advice> {
  if (scope.kind === 'job') return adviceFields(advice, { tenantId, ...scope }, baseUrl);
  const { operation: _, ...told } = advice;
  return { ...told, ...(tenantId !== serviceTenantId && { link: tenantUrl(baseUrl, tenantId) }) };
}

function linksOf({ incidentId, tenantId, scope }: IncidentSummary, { baseUrl, portalBaseUrl }: Surroundings) {
  const key = scope.kind === 'job' ? { tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId } : undefined;
  return {
    self: incidentUrl(baseUrl, incidentId),
    ...(tenantId !== serviceTenantId && { tenant: tenantUrl(baseUrl, tenantId) }),
    ...(key && { job: jobUrl(baseUrl, key) }),
    ...(isOfServicePrincipal(scope) && { adminCentre: adminCentre.provisioningUrl({ tenantId, ...scope }) }),
    ...(portalBaseUrl && { portal: incidentUrl(portalBaseUrl, incidentId) }),
  };
}
