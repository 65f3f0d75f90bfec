import { hash } from 'node:crypto';
import type { Condition } from '../../domain/condition.ts';
import type { IncidentScope } from '../../domain/incident/incident.ts';

/** 22 characters (132 bits) of a SHA-256: short enough for a key and a link, long enough never to meet another. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

/** Names (scope, condition) within a tenant; the same problem always has the same one. */
export function incidentHash(scope: IncidentScope, condition: Condition): string {
  return shortHash(`${JSON.stringify(scopeParts(scope))}|${condition}`);
}

function scopeParts(scope: IncidentScope): string[] {
  if (scope.kind === 'job') return ['job', scope.servicePrincipalId, scope.jobId];
  if (scope.kind === 'servicePrincipal') return ['servicePrincipal', scope.servicePrincipalId];
  if (scope.kind === 'domain') return ['domain', scope.domain];
  return scope.kind === 'tenant' ? ['tenant'] : ['service', scope.name];
}
