import type { Visibility } from '../../domain/access/visibility.ts';
import type { ChannelSummary } from '../../domain/channel/channel.ts';
import type { IncidentSeverity } from '../../domain/incident/incident.ts';
import { type Freshness, freshnessStates, type Health, healthStates } from '../../domain/job/health/health.ts';
import { type JobState, statusCodes } from '../../domain/job/synchronization-job.ts';
import type { TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader } from '../tenant/fleet-cache.ts';
import type { MonitorJudgement } from '../watch/judge-monitor.ts';
import { describeFleet } from './describe-fleet.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';

interface FleetStatus {
  tenants: { total: number; unreadable: TenantDescription[]; byFreshness: Record<Freshness, number> };
  jobs: { total: number; byState: Record<JobState, number>; byHealth: Record<Health, number> };
  incidents: Record<IncidentSeverity, number>;
  monitor: MonitorJudgement;
  /** As the watch over the service last found them. */
  channels: readonly ChannelSummary[];
}

/**
 * The fleet in numbers, folded from the rows of the tenants somebody may see: it costs the same for one job a tenant as for a thousand. Only
 * the jobs of a tenant of which they see a part are counted one by one.
 */
export async function getFleetStatus(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader; fleetView: FleetViewReader },
  { visible, pollIntervalInMs }: { visible: Visibility; pollIntervalInMs: number },
): Promise<FleetStatus> {
  const { tenants, monitor, service } = await describeFleet(deps, { visible, pollIntervalInMs });
  return {
    tenants: {
      total: tenants.length,
      unreadable: tenants.filter(({ unreadable }) => unreadable !== undefined),
      byFreshness: fold(
        freshnessStates,
        tenants.map(({ freshness }) => ({ [freshness]: 1 })),
      ),
    },
    jobs: {
      total: tenants.reduce((sum, { counts }) => sum + counts.jobs, 0),
      byState: fold(
        [...statusCodes, 'Unknown'] as const,
        tenants.map(({ counts }) => counts.byState),
      ),
      byHealth: fold(
        healthStates,
        tenants.map(({ counts }) => counts.byHealth),
      ),
    },
    incidents: fold(['critical', 'warning'] as const, [...tenants.map(({ counts }) => counts.incidents), service?.counts?.incidents ?? {}]),
    monitor,
    channels: service?.channels ?? [],
  };
}

function fold<Name extends string>(names: readonly Name[], parts: readonly Partial<Record<Name, number>>[]): Record<Name, number> {
  const sums = names.map((name) => [name, parts.reduce((sum, part) => sum + (part[name] ?? 0), 0)] as const);
  return Object.fromEntries(sums) as Record<Name, number>;
}
