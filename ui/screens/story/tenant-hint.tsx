import type { IncidentList } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';

/** Where the tenant of a job cannot be read: what is to be done about that stands in the tenant's incident. */
export function TenantHint({ tenantId }: { tenantId: string }) {
  const isUnreadable = fleetStatus.body.value?.tenants.unreadable.some((tenant) => tenant.tenantId === tenantId);
  return isUnreadable ? <Hint tenantId={tenantId} /> : null;
}

function Hint({ tenantId }: { tenantId: string }) {
  const list = useFollowing<IncidentList>(`/api/v1/incidents?tenantId=${encodeURIComponent(tenantId)}&pageSize=1000`);
  const incident = list.body.value?.value.find(({ condition }) => condition === 'consentMissing' || condition === 'unreachable');
  return (
    <p class="card hint">
      <span>
        <b>The tenant cannot be read.</b> This is the job as it was read last.
      </span>
      <a class="button" href={incident ? linkTo('incident', { incidentId: incident.incidentId }) : linkTo('tenant', { tenantId })}>
        {incident ? 'Incident of the tenant' : 'Open the tenant'}
      </a>
    </p>
  );
}
