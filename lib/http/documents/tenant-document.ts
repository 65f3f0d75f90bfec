import type * as z from 'zod';
import type { ExplainTrouble } from '../../application/show/explain-tenants.ts';
import { defined } from '../../domain/optional.ts';
import type { TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import { lastTickOf } from '../../domain/tenant/tenant.ts';
import type { Tenant } from '../schemas/tenant.ts';
import { tenantUrl } from './links.ts';

// https://learn.microsoft.com/graph/api/synchronization-synchronization-list-jobs and serviceprincipal-list
const neededPermissions = ['Synchronization.Read.All', 'Application.Read.All'];

/** A watched tenant as the API shows it. */
export function tenantDocument(
  tenant: TenantDescription,
  { baseUrl, credential, explain }: { baseUrl: string; credential: string; explain: ExplainTrouble },
): z.input<typeof Tenant> {
  const { tenantId, displayName, row, observedAt, freshness, unreadable, counts, partial } = tenant;
  const { source, addedAt } = row.registration;
  return {
    tenantId,
    ...(displayName && { displayName }),
    source,
    addedAt,
    credential,
    consent: consentOf(tenant),
    ...(observedAt && { observedAt }),
    freshness,
    ...(unreadable && { unreadable: { ...unreadable, ...defined({ explanation: explain(unreadable) }) } }),
    poll: pollFields(row),
    jobs: { total: counts.jobs, byState: counts.byState, byHealth: counts.byHealth },
    incidents: counts.incidents,
    ...(partial && { partial }),
    links: {
      self: tenantUrl(baseUrl, tenantId),
      jobs: `${baseUrl}/jobs?tenantId=${encodeURIComponent(tenantId)}`,
      incidents: `${baseUrl}/incidents?tenantId=${encodeURIComponent(tenantId)}`,
    },
  };
}

// Graph does not say which permission it missed; that all are there is proven only by a recent complete reading.
function consentOf({ unreadable, freshness }: TenantDescription): z.input<typeof Tenant>['consent'] {
  if (unreadable?.reason === 'consentMissing') return { state: 'missing', missing: neededPermissions };
  return { state: unreadable === undefined && freshness === 'fresh' ? 'granted' : 'unknown', missing: [] };
}

function pollFields(row: FleetRow): z.input<typeof Tenant>['poll'] {
  const tick = lastTickOf(row);
  return {
    ...(!Number.isNaN(tick) && { lastTick: new Date(tick).toISOString() }),
    ...(row.lastAttemptAt && { lastAttemptAt: row.lastAttemptAt }),
    ...(row.lastCompletedAt && { lastCompletedAt: row.lastCompletedAt }),
    ...(row.notBefore && { notBefore: row.notBefore }),
    failedPasses: row.failedPasses ?? 0,
    ...(row.clockSkewSeconds !== undefined && { clockSkewSeconds: row.clockSkewSeconds }),
  };
}
