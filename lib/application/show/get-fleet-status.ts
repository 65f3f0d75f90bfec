import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import type { ChannelSummary } from '../../domain/channel/channel.ts';
import type { IncidentSeverity } from '../../domain/incident/incident.ts';
import { type Freshness, freshnessStates, type Health, healthStates } from '../../domain/job/health/health.ts';
import { type JobState, statusCodes } from '../../domain/job/synchronization-job.ts';
import { describeTenant, type TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader } from '../tenant/fleet-cache.ts';
import { judgeMonitor, type MonitorJudgement } from '../watch/judge-monitor.ts';

interface FleetStatus {
  tenants: { total: number; unreadable: TenantDescription[]; byFreshness: Record<Freshness, number> };
  jobs: { total: number; byState: Record<JobState, number>; byHealth: Record<Health, number> };
  incidents: Record<IncidentSeverity, number>;
  monitor: MonitorJudgement;
  /** As the watch over the service last found them. */
  channels: readonly ChannelSummary[];
}

/** The fleet in numbers, folded from the rows of the tenants somebody may see: it costs the same for one job a tenant as for a thousand. */
export async function getFleetStatus(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader },
  { visible, pollIntervalInMs }: { visible: VisibleTenants; pollIntervalInMs: number },
): Promise<FleetStatus> {
  const facts = { pollIntervalInMs, now: deps.clock.now() };
  const { tenants, service } = await deps.fleetRows.read();
  const seen = tenants.filter(({ tenantId }) => isVisible(visible, tenantId));
  const described = seen.map((row) => describeTenant(row, facts));
  const serviceIncidents = visible === 'all' ? [service?.counts?.incidents ?? {}] : [];
  return {
    tenants: {
      total: described.length,
      unreadable: described.filter(({ unreadable }) => unreadable !== undefined),
      byFreshness: fold(
        freshnessStates,
        described.map(({ freshness }) => ({ [freshness]: 1 })),
      ),
    },
    jobs: {
      total: described.reduce((sum, { counts }) => sum + counts.jobs, 0),
      byState: fold(
        [...statusCodes, 'Unknown'] as const,
        described.map(({ counts }) => counts.byState),
      ),
      byHealth: fold(
        healthStates,
        described.map(({ counts }) => counts.byHealth),
      ),
    },
    incidents: fold(['critical', 'warning'] as const, [...described.map(({ counts }) => counts.incidents), ...serviceIncidents]),
    monitor: judgeMonitor({ tenants: seen, ...(service && { service }) }, facts),
    channels: service?.channels ?? [],
  };
}

function fold<Name extends string>(names: readonly Name[], parts: readonly Partial<Record<Name, number>>[]): Record<Name, number> {
  const sums = names.map((name) => [name, parts.reduce((sum, part) => sum + (part[name] ?? 0), 0)] as const);
  return Object.fromEntries(sums) as Record<Name, number>;
}
