import { seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import type { Ports } from '../../ports/ports.ts';
import type { FleetReader } from '../../tenant/fleet-cache.ts';
import { judgeMonitor, type MonitorJudgement } from '../../watch/judge-monitor.ts';
import { describeSeen } from './describe-seen.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';

/** What somebody sees of the fleet, judged at one moment. */
interface FleetDescription {
  /** By tenant id, in order. */
  tenants: TenantDescription[];
  monitor: MonitorJudgement;
  /** The service's own row: only for whoever sees the whole fleet. */
  service: FleetRow | undefined;
}

/** Every watched tenant that somebody may see, and whether they are polled at all. */
export async function describeFleet(
  deps: Pick<Ports, 'clock'> & { fleetRows: FleetReader; fleetView: FleetViewReader },
  { visible, pollIntervalInMs }: { visible: Visibility; pollIntervalInMs: number },
): Promise<FleetDescription> {
  const facts = { pollIntervalInMs, now: deps.clock.now() };
  const { tenants, service } = await deps.fleetRows.read();
  const seen = tenants.filter(({ tenantId }) => seesPartOf(visible, tenantId));
  return {
    tenants: await describeSeen(deps, seen, { visible, ...facts }),
    monitor: judgeMonitor({ tenants: seen, ...(service && { service }) }, facts),
    service: visible === 'all' ? service : undefined,
  };
}
