import type { Place } from '../access/visibility.ts';
import type { Incident, IncidentScope } from './incident.ts';

/** Whether an incident is about one service principal: itself, or one of its jobs. */
export function isOfServicePrincipal(scope: IncidentScope): scope is Extract<IncidentScope, { servicePrincipalId: string }> {
  return scope.kind === 'servicePrincipal' || scope.kind === 'job';
}

/** Whether an incident is about a part of a tenant, which has to be named beside it. */
export function isWithinTenant({ kind }: IncidentScope): boolean {
  return kind !== 'tenant' && kind !== 'service';
}

/** What of the fleet an incident is about: whoever does not see all of that does not see the incident. */
export function placeOf({ tenantId, scope }: Pick<Incident, 'tenantId' | 'scope'>) {
  if (!isOfServicePrincipal(scope)) return { tenantId } satisfies Place;
  const { kind: _, ...place } = scope;
  return { tenantId, ...place } satisfies Place;
}
