import type * as z from 'zod';
import type { ExplainTrouble } from '../../../application/show/fleet/explain-tenants.ts';
import type { TellBeyondJobs } from '../../../application/show/fleet/tell-beyond-jobs.ts';
import type { Refusal } from '../../../application/tenant/visible/judge-right.ts';
import { defined } from '../../../domain/optional.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import { neededPermissions } from '../../../domain/tenant/registry/permissions.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import { lastTickOf } from '../../../domain/tenant/tenant.ts';
import type { Tenant } from '../../schemas/tenant/tenant.ts';
import { actionRight } from '../action-right.ts';
import { tenantUrl } from '../links.ts';
import { type ConsentSettings, consentAddresses } from './consent-addresses.ts';

/** What of the settings shows on a tenant. */
interface TenantSettings {
  graphCredential: string;
  consent?: ConsentSettings;
}

interface TenantSurroundings {
  baseUrl: string;
  settings: TenantSettings;
  explain: ExplainTrouble;
  tellBeyondJobs: TellBeyondJobs;
  /** Absent in lists. */
  actions?: z.input<typeof Tenant>['actions'];
}

/** A watched tenant as the API shows it. */
export function tenantDocument(
  tenant: TenantDescription,
  { baseUrl, settings, explain, tellBeyondJobs, actions }: TenantSurroundings,
): z.input<typeof Tenant> {
  const { tenantId, displayName, row, observedAt, freshness, unreadable, counts, partial } = tenant;
  const beyondJobs = tellBeyondJobs(tenant);
  const { source, addedAt, tags = [], displayName: givenName } = row.registration;
  return {
    tenantId,
    ...(displayName && { displayName }),
    ...(givenName && { givenName }),
    tags: [...tags],
    source,
    addedAt,
    credential: settings.graphCredential,
    consent: { ...consentOf(tenant), ...consentAddresses(tenantId, settings.consent) },
    ...(observedAt && { observedAt }),
    freshness,
    ...(unreadable && { unreadable: { ...unreadable, ...defined({ explanation: explain(unreadable) }) } }),
    poll: pollFields(row),
    jobs: jobsOf(tenant),
    incidents: counts.incidents,
    ...(beyondJobs && { incidentsBeyondJobs: { ...beyondJobs, value: [...beyondJobs.value] } }),
    ...(partial && { partial }),
    ...(actions && { actions }),
    links: {
      self: tenantUrl(baseUrl, tenantId),
      jobs: `${baseUrl}/jobs?tenantId=${encodeURIComponent(tenantId)}`,
      incidents: `${baseUrl}/incidents?tenantId=${encodeURIComponent(tenantId)}`,
    },
  };
}

/** What can be asked for about a tenant: one right holds for all of it. */
export function tenantRights(refusal: Refusal | undefined): z.input<typeof Tenant>['actions'] {
  return (['checkTenant', 'putTenant', 'deleteTenant'] as const).map((action) => actionRight(action, refusal));
}

/** The jobs of a tenant in numbers. */
export function jobsOf({ counts }: Pick<TenantDescription, 'counts'>): z.input<typeof Tenant>['jobs'] {
  return { total: counts.jobs, byState: counts.byState, byHealth: counts.byHealth };
}

const missingWhereRefused = neededPermissions
  .filter(({ identity, isOptional }) => identity === 'reader' && !isOptional)
  .map(({ name }) => name);

// Graph does not say which permission it missed; that all are there is proven only by a recent complete reading.
function consentOf({ unreadable, freshness }: TenantDescription): z.input<typeof Tenant>['consent'] {
  if (unreadable?.reason === 'consentMissing') return { state: 'missing', missing: missingWhereRefused };
  return { state: unreadable === undefined && freshness === 'fresh' ? 'granted' : 'unknown', missing: [] };
}

function pollFields(row: FleetRow): z.input<typeof Tenant>['poll'] {
  const tick = lastTickOf(row);
  return {
    ...(!Number.isNaN(tick) && { lastTick: new Date(tick).toISOString() }),
    ...(row.lastAttemptAt && { lastAttemptAt: row.lastAttemptAt }),
    ...(row.lastCompletedAt && { lastCompletedAt: row.lastCompletedAt }),
    ...(row.notBefore && { notBefore: row.notBefore }),
    ...(row.graphNotBefore && { graphNotBefore: row.graphNotBefore }),
    failedPasses: row.failedPasses ?? 0,
    ...(row.clockSkewSeconds !== undefined && { clockSkewSeconds: row.clockSkewSeconds }),
  };
}
