import type * as z from 'zod';
import { adminCentre } from '../../admin-centre.ts';
import type { Incident, IncidentSummary } from '../../domain/incident/incident.ts';
import { isOfServicePrincipal } from '../../domain/incident/incident-scope.ts';
import { defined } from '../../domain/optional.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import type { IncidentDetail, IncidentListItem } from '../schemas/incident.ts';
import { incidentUrl, jobUrl, tenantUrl } from './links.ts';

interface Surroundings {
  baseUrl: string;
  portalBaseUrl: string | undefined;
}

/** An incident as the lists show it; what the sender of cards notes for itself stays inside. */
export function incidentListItem(incident: IncidentSummary, surroundings: Surroundings): z.input<typeof IncidentListItem> {
  const { incidentId, tenantId, state, condition, causeCode, severity, displayName, scope, openedAt, updatedAt } = incident;
  const { resolvedAt, resolution, acknowledgedAt, acknowledgedBy, acknowledgedByName } = incident;
  const { snoozedUntil, snoozedBy, snoozeReason, operation } = incident;
  return {
    incidentId,
    tenantId,
    state,
    condition,
    causeCode,
    severity,
    displayName,
    scope,
    openedAt,
    updatedAt,
    ...defined({ resolvedAt, resolution, acknowledgedAt, acknowledgedBy, acknowledgedByName }),
    ...defined({ snoozedUntil, snoozedBy, snoozeReason, operation }),
    links: linksOf(incident, surroundings),
  };
}

/** One incident with its timeline. */
export function incidentDocument(incident: Incident, surroundings: Surroundings): z.input<typeof IncidentDetail> {
  return { ...incidentListItem(incident, surroundings), timeline: incident.timeline };
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
