import type * as z from 'zod';
import type { JobNumbers } from '../../application/show/fleet/count-jobs.ts';
import type { ExplainTrouble } from '../../application/show/fleet/explain-tenants.ts';
import type { FleetStatus } from '../../application/show/fleet/get-fleet-status.ts';
import { describeMonitor } from '../../application/watch/describe-monitor.ts';
import type { UnreadTenant } from '../../application/watch/judge-monitor.ts';
import { catalogueVersion } from '../../domain/catalogue/catalogue-version.generated.ts';
import type { Explanation } from '../../domain/catalogue/explanation.ts';
import { release } from '../../domain/release.ts';
import type { TenantDescription } from '../../domain/tenant/registry/describe-tenant.ts';
import type { FleetStatus as FleetStatusDocument } from '../schemas/status.ts';
import { jobId, jobUrl, tenantUrl } from './links.ts';
import { type ConsentSettings, consentAddresses } from './tenant/consent-addresses.ts';

interface Terms {
  baseUrl: string;
  pollIntervalInMs: number;
  consent: ConsentSettings | undefined;
}

/** The fleet in numbers, as the API shows it. */
export function statusDocument(
  { tenants, jobs, explain, incidents, beyondJobs, monitor, channels, nextTick }: FleetStatus,
  terms: Terms,
): z.input<typeof FleetStatusDocument> {
  const { baseUrl, pollIntervalInMs } = terms;
  const { firstDisable, ...numbers } = jobs;
  return {
    monitor: monitor.state,
    monitorReason: describeMonitor(monitor),
    ...(monitor.since && { monitorSince: monitor.since }),
    monitorTenants: monitor.unread.map(unreadTenant),
    ...(monitor.lastTick && { lastTick: monitor.lastTick }),
    nextTick,
    pollIntervalInSeconds: pollIntervalInMs / 1_000,
    release,
    catalogueVersion: catalogueVersion.version,
    tenants: {
      total: tenants.total,
      neverConsented: monitor.neverConsented.length,
      unreadable: tenants.unreadable.flatMap((tenant) => unreadableTenant(tenant, explain, terms.consent)),
      notInSettings: tenants.unnamed.map((tenant) => ({ ...tenant, remove: `DELETE ${tenantUrl(baseUrl, tenant.tenantId)}` })),
    },
    jobs: { ...numbers, ...(firstDisable && { firstDisable: disableFields(firstDisable, baseUrl) }) },
    incidents,
    incidentsBeyondJobs: { count: beyondJobs.count, value: [...beyondJobs.value] },
    freshness: { ...tenants.byFreshness, ...(tenants.oldestStale && { oldestStaleReading: tenants.oldestStale }) },
    channels: [...channels],
  };
}

function unreadTenant({ tenantId, name, reason, code, since }: UnreadTenant) {
  return { tenantId, ...(name !== tenantId && { displayName: name }), reason, ...(code && { code }), since };
}

// Short, because a whole fleet may be unreadable at once; the tenant itself has the rest.
function unreadableTenant(
  { tenantId, displayName, unreadable, observedAt, counts }: TenantDescription,
  explain: ExplainTrouble,
  consent: Terms['consent'],
) {
  if (unreadable === undefined) return [];
  const explanation = explain(unreadable);
  const consentUrl = unreadable.reason === 'consentMissing' ? consentAddresses(tenantId, consent).reader : undefined;
  return {
    tenantId,
    ...(displayName && { displayName }),
    ...unreadable,
    ...(observedAt && { observedAt }),
    jobs: counts.jobs,
    ...(explanation && { explanation: inShort(explanation) }),
    ...(consentUrl && { consentUrl }),
  };
}

function disableFields({ at, ...job }: NonNullable<JobNumbers['firstDisable']>, baseUrl: string) {
  return { at, job: { id: jobId(job), ...job, links: { self: jobUrl(baseUrl, job) } } };
}

function inShort({ title, meaning, remedies, whoMustAct }: Explanation) {
  return { title, meaning, remedies, whoMustAct };
}
