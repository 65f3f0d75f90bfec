import type { UpstreamEvidence } from './errors.ts';
import { dayInMs, isoOf } from './time.ts';

export const unavailableReasons = ['consentMissing', 'permissionMissing', 'licenceMissing', 'notSupported', 'notKept', 'refused'] as const;

/** Why something that needs more than the jobs do may not be read in a tenant, and what would have to be granted or bought. */
export interface Unavailable {
  reason: (typeof unavailableReasons)[number];
  /** The permission of Microsoft Graph that is missing, or may be. */
  permission?: string;
  /** The licence that is missing, or may be. */
  licence?: string;
  /** Microsoft's own code, where it gives one. */
  code?: string;
}

export interface Needs {
  permission: string;
  licence?: string;
  /** Set where Graph has such a right for people alone, and the reader is an application. */
  isForPeopleOnly?: true;
}

// https://learn.microsoft.com/graph/resolve-auth-errors and the questions of https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/3581
const licenceCodes = ['Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'Authentication_RequestFromUnsupportedTenant'];

const keptInMs = 30 * dayInMs;

/**
 * Since when Graph keeps its audit and provisioning logs, UTC ISO; without the licence shorter, but then they are not answered at all.
 * https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention
 */
export function logsKeptSince(now: number): string {
  return isoOf(now - keptInMs);
}

/**
 * What a refusal says of the reader; undefined for a failure that says nothing of rights, such as an outage. A tenant with the licence can
 * be answered with the code of the licence while a permission is missing, so that both are named then.
 */
export function judgeUnavailable(
  { service, reason, status, code }: UpstreamEvidence,
  { isForPeopleOnly, ...needs }: Needs,
): Unavailable | undefined {
  const named = code === undefined ? {} : { code };
  if (service === 'identity') return reason === 'consentMissing' ? { reason: 'consentMissing', ...named } : undefined;
  if (service !== 'graph') return undefined;
  const isRefused = reason === 'consentMissing' || status === 401 || status === 403;
  if (isForPeopleOnly) return isRefused ? { reason: 'notSupported', ...named } : undefined;
  if (code !== undefined && licenceCodes.includes(code)) return { reason: 'licenceMissing', ...needs, ...named };
  if (reason === 'consentMissing') return { reason: 'permissionMissing', permission: needs.permission, ...named };
  return status === 403 ? { reason: 'refused', ...needs, ...named } : undefined;
}
