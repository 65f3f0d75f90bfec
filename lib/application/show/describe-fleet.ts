import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { describeTenant, type TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader } from '../tenant/fleet-cache.ts';
import { judgeMonitor, type MonitorJudgement } from '../watch/judge-monitor.ts';

/** What somebody sees of the fleet, judged at one moment. */
interface FleetDescription {
  /** By tenant id, in order. */
  tenants: TenantDescription[];
  monitor: MonitorJudgement;
  /** The service's own row. */
  service: FleetRow | undefined;
}

/** Every watched tenant that somebody may see, and whether they are polled at all. */
export async function describeFleet(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader },
  { visible, pollIntervalInMs }: { visible: VisibleTenants; pollIntervalInMs: number },
): Promise<FleetDescription> {
  const facts = { pollIntervalInMs, now: deps.clock.now() };
  const { tenants, service } = await deps.fleetRows.read();
  const seen = tenants.filter(({ tenantId }) => isVisible(visible, tenantId));
  return {
    tenants: seen.map((row) => describeTenant(row, facts)),
    monitor: judgeMonitor({ tenants: seen, ...(service && { service }) }, facts),
    service,
  };
}
