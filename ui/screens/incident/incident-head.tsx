import type { Incident } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { HealthPill } from '../../parts/facts/health-pill.tsx';

const scopeNames = {
  job: 'Job',
  servicePrincipal: 'Application',
  domain: 'On-premises domain',
  tenant: 'Tenant',
  service: 'This service',
} as const satisfies Record<Incident['scope']['kind'], string>;

/** What the incident is about: a tenant by its name as soon as that is known. */
export function nameOfIncident({ scope, displayName, tenantName = displayName }: Incident): string {
  return scope.kind === 'tenant' ? tenantName : displayName;
}

/** What the incident is about, where it is no job or the job is gone. */
export function IncidentHead({ incident }: { incident: Incident }) {
  const { scope, severity, tenantName, tenantId, state } = incident;
  return (
    <div class="head">
      <p class="crumbs">
        <a href={linkTo('fleet')}>Fleet</a>
        {tenantName && (
          <>
            {' '}
            / <a href={linkTo('tenant', { tenantId })}>{tenantName}</a>
          </>
        )}
      </p>
      <p class="quiet">{scopeNames[scope.kind]}</p>
      <div class="row">
        <h1>{nameOfIncident(incident)}</h1>
        {state === 'open' && <HealthPill health={severity} />}
      </div>
    </div>
  );
}
