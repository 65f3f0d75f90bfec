import type { FleetStatus, TenantList } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { nameOf, tenantsPath } from '../../api/use-tenants.ts';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { counted } from '../../words/durations.ts';
import { missingPermissions } from './missing-permissions.ts';

/** Which permissions are missing where, as the last readings found them. */
export function Permissions({ status }: { status: FleetStatus }) {
  const { body, problem } = useFollowing<TenantList>(tenantsPath, status);
  const tenants = body.value?.value;
  const missing = missingPermissions(tenants ?? []);
  const unknown = tenants?.filter(({ consent }) => consent.state === 'unknown').length ?? 0;
  return (
    <section class="card">
      <h2>Permissions</h2>
      {problem.value ? <ProblemNote problem={problem.value} /> : !tenants && <div class="bone line" />}
      {tenants && missing.length === 0 && <p>No permission is known to be missing.</p>}
      <ul class="plain">
        {missing.map(([name, lacking]) => (
          <li key={name}>
            <code>{name}</code> is missing in {counted(lacking.length, 'tenant')}:{' '}
            {lacking.map((tenant, index) => (
              <span key={tenant.tenantId}>
                {index > 0 && ', '}
                <a href={linkTo('tenant', { tenantId: tenant.tenantId })}>{nameOf(tenant)}</a>
              </span>
            ))}
          </li>
        ))}
      </ul>
      {unknown > 0 && <p class="quiet small">Of {counted(unknown, 'tenant')} it is not known.</p>}
    </section>
  );
}
