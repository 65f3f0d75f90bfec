import type { IncidentScope } from './incident.ts';

/** Whether an incident is about one service principal: itself, or one of its jobs. */
export function isOfServicePrincipal(scope: IncidentScope): scope is Extract<IncidentScope, { servicePrincipalId: string }> {
  return scope.kind === 'servicePrincipal' || scope.kind === 'job';
}
