import type { Incident } from '../incident/incident.ts';
import { isOfServicePrincipal } from '../incident/incident-scope.ts';
import type { Link, MessageTerms } from './message.ts';

const longestUrl = 1_000;

/** Where the incident is shown; undefined without a portal. */
export function incidentUrl({ portalBaseUrl }: MessageTerms, incidentId: string): string | undefined {
  const url = `${portalBaseUrl}/incidents/${encodeURIComponent(incidentId.toWellFormed())}`;
  return portalBaseUrl === undefined || url.length > longestUrl ? undefined : url;
}

/** The open incidents of one condition and cause, or all of them. */
export function incidentsUrl({ portalBaseUrl }: MessageTerms, query: Record<string, string | undefined>): string | undefined {
  if (portalBaseUrl === undefined) return undefined;
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value.toWellFormed())}`],
  );
  return parts.length === 0 ? `${portalBaseUrl}/incidents` : `${portalBaseUrl}/incidents?${parts.join('&')}`;
}

/** The links of one incident: where it is shown, and where Microsoft shows what it is about. */
export function linksOf(incident: Incident, terms: MessageTerms): Link[] {
  return linkList([
    ['Open incident', incidentUrl(terms, incident.incidentId)],
    [incident.scope.kind === 'service' ? 'Open Azure portal' : 'Open Entra admin centre', microsoftUrl(terms, incident)],
  ]);
}

/** The links that exist and are short enough for any client. */
export function linkList(links: readonly (readonly [title: string, url: string | undefined])[]): Link[] {
  return links.flatMap(([title, url]) => (url === undefined || url.length > longestUrl ? [] : [{ title, url }]));
}

function microsoftUrl({ adminCentre }: MessageTerms, { scope, tenantId, condition }: Incident): string {
  if (scope.kind === 'service') return adminCentre.functionAppsUrl();
  if (isOfServicePrincipal(scope)) return adminCentre.provisioningUrl({ tenantId, servicePrincipalId: scope.servicePrincipalId });
  return condition === 'consentMissing' ? adminCentre.applicationsUrl(tenantId) : adminCentre.tenantUrl(tenantId);
}
