import type { Incident } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { HealthPill } from '../../parts/health-pill.tsx';

const scopeNames = {
  job: 'Job',
  servicePrincipal: 'Application',
  domain: 'On-premises domain',
  tenant: 'Tenant',
  service: 'This service',
} as const satisfies Record<Incident['scope']['kind'], string>;

/** What the incident is about, where it is no job or the job is gone. */
export function IncidentHead({ incident: { displayName, scope, severity, tenantName, state } }: { incident: Incident }) {
  return (
    <div class="head">
      <p class="crumbs">
        <a href={linkTo('fleet')}>Fleet</a>
        {tenantName && (
          <>
            {' '}
            / <a href={linkTo('fleet', {}, { q: tenantName })}>{tenantName}</a>
          </>
        )}
      </p>
      <p class="quiet">{scopeNames[scope.kind]}</p>
      <div class="row">
        <h1>{displayName}</h1>
        {state === 'open' && <HealthPill health={severity} />}
      </div>
    </div>
  );
}
