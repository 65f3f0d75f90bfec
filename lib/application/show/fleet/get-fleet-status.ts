import type { Visibility } from '../../../domain/access/visibility.ts';
import type { ChannelSummary } from '../../../domain/channel/channel.ts';
import type { IncidentSeverity } from '../../../domain/incident/incident.ts';
import { type IncidentsBeyondJobs, joinBeyondJobs } from '../../../domain/incident/incidents-beyond-jobs.ts';
import { type Freshness, freshnessStates } from '../../../domain/job/health/health.ts';
import { defined } from '../../../domain/optional.ts';
import { nextTickAfter } from '../../../domain/tenant/pass/tick.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import { isLeftOver } from '../../../domain/tenant/tenant.ts';
import { isoOf, oldestTime } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FleetReader } from '../../tenant/fleet-cache.ts';
import type { MonitorJudgement } from '../../watch/judge-monitor.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import { countJobs, fold, type JobNumbers } from './count-jobs.ts';
import { describeFleet } from './describe-fleet.ts';
import { createTroubleExplainer, type ExplainTrouble } from './explain-tenants.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';
import { tenantsReadAt } from './observed-at.ts';
import { tallyFleet } from './tally-fleet.ts';
import { createBeyondJobsTeller, type TellBeyondJobs, type ToldIncident } from './tell-beyond-jobs.ts';

/** What `/status` tells, as somebody sees it. */
export interface FleetStatus {
  tenants: {
    total: number;
    unreadable: TenantDescription[];
    byFreshness: Record<Freshness, number>;
    oldestStale?: string;
    unnamed: UnnamedTenant[];
  };
  jobs: JobNumbers;
  /** Says why a tenant of these cannot be read. */
  explain: ExplainTrouble;
  incidents: Record<IncidentSeverity, number>;
  beyondJobs: IncidentsBeyondJobs<ToldIncident>;
  monitor: MonitorJudgement;
  /** As the watch over the service last found them. */
  channels: readonly ChannelSummary[];
  /** When the readings that all this rests on were made. */
  readAt: readonly string[];
  /** When the next tick is due, UTC ISO. */
  nextTick: string;
}

/** A watched tenant that the settings do not name. */
interface UnnamedTenant extends Pick<TenantDescription, 'tenantId' | 'displayName'> {
  /** `leftOver`: the settings named it once, and nobody else ever asked for it. */
  registered: 'byHand' | 'leftOver';
}

/**
 * The fleet in numbers, folded from the rows of the tenants somebody may see: it costs the same for one job a tenant as for a thousand. Only
 * the jobs of a tenant of which they see a part are counted one by one.
 */
export async function getFleetStatus(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader; fleetView: FleetViewReader; catalogue: CatalogueReader },
  { visible, pollIntervalInMs, seedTenantIds }: { visible: Visibility; pollIntervalInMs: number; seedTenantIds?: readonly string[] },
): Promise<FleetStatus> {
  const { tenants, monitor, service } = await describeFleet(deps, { visible, pollIntervalInMs });
  const now = deps.clock.now();
  const explain = await createTroubleExplainer(deps.catalogue, tenants);
  const tallies = await tallyFleet(deps, tenants, { visible, pollIntervalInMs, now, explain });
  return {
    tenants: {
      total: tenants.length,
      unreadable: tenants.filter(({ unreadable }) => unreadable !== undefined),
      byFreshness: fold(
        freshnessStates,
        tenants.map(({ freshness }) => ({ [freshness]: 1 })),
      ),
      ...defined({ oldestStale: oldestTime(tenants.map(({ freshness, observedAt }) => (freshness === 'stale' ? observedAt : undefined))) }),
      unnamed: seedTenantIds === undefined ? [] : unnamedTenants(tenants, seedTenantIds),
    },
    jobs: countJobs(tenants, tallies),
    explain,
    incidents: fold(['critical', 'warning'] as const, [...tenants.map(({ counts }) => counts.incidents), service?.counts?.incidents ?? {}]),
    beyondJobs: beyondJobsOf(tenants, await createBeyondJobsTeller(deps.catalogue, tenants)),
    monitor,
    channels: service?.channels ?? [],
    readAt: tenantsReadAt(tenants),
    nextTick: isoOf(nextTickAfter(now, pollIntervalInMs)),
  };
}

// So many are told; the list of incidents has all of them.
const mostBeyondJobs = 100;

function beyondJobsOf(tenants: readonly TenantDescription[], tell: TellBeyondJobs): FleetStatus['beyondJobs'] {
  return joinBeyondJobs(
    tenants.flatMap((tenant) => tell(tenant) ?? []),
    mostBeyondJobs,
  );
}

// Where the settings name none at all, that a tenant was registered by hand is no news.
function unnamedTenants(tenants: readonly TenantDescription[], seedTenantIds: readonly string[]): UnnamedTenant[] {
  const named = new Set(seedTenantIds);
  return tenants.flatMap(({ tenantId, displayName, row }) => {
    const registered = isLeftOver(row.registration) ? 'leftOver' : 'byHand';
    const isTold = !named.has(tenantId) && (registered === 'leftOver' || named.size > 0);
    return isTold ? [{ tenantId, ...(displayName && { displayName }), registered } as const] : [];
  });
}
