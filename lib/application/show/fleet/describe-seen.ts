import { isPartial, sees, seesPartOf, type Visibility } from '../../../domain/access/visibility.ts';
import { placeOf } from '../../../domain/incident/incident-scope.ts';
import { describeTenant, type TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { WatchedRow } from '../../../domain/tenant/tenant.ts';
import { countTenant } from '../../../domain/view/tenant-counts.ts';
import type { FleetView, FleetViewReader } from './fleet-view-cache.ts';

interface SeenFacts {
  visible: Visibility;
  pollIntervalInMs: number;
  now: number;
}

/**
 * The watched tenants among `rows` of which somebody sees at least a part, in the same order. Their rows say everything of those that they
 * see as a whole; the jobs of the others are counted one by one.
 */
export async function describeSeen(
  { fleetView }: { fleetView: FleetViewReader },
  rows: readonly WatchedRow[],
  { visible, ...facts }: SeenFacts,
): Promise<TenantDescription[]> {
  const seen = rows.filter(({ tenantId }) => seesPartOf(visible, tenantId));
  const view = seen.some(({ tenantId }) => isPartial(visible, tenantId)) ? await fleetView.read() : undefined;
  return seen.map((row) => {
    const whole = describeTenant(row, facts);
    return view !== undefined && isPartial(visible, row.tenantId) ? describePart(whole, view, visible) : whole;
  });
}

function describePart(tenant: TenantDescription, view: FleetView, visible: Visibility): TenantDescription {
  const { jobs = [], incidents = [] } = view.tenants.get(tenant.tenantId) ?? {};
  return {
    ...tenant,
    partial: true,
    counts: countTenant(
      jobs.filter((job) => sees(visible, job)),
      incidents.filter((incident) => sees(visible, placeOf(incident))),
    ),
  };
}
