import type { ComponentChildren } from 'preact';
import type { Incident, Tenant } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { apiPath } from '../../api/api-path.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';
import { ConsentWords } from '../../parts/facts/consent-words.tsx';
import { actorNames } from '../../words/who-acts.ts';

/** Who must act on an incident of more than one job, and where that is done. */
export function ActCard({ incident }: { incident: Incident }) {
  const { advice, explanation, scope, tenantId } = incident;
  return (
    <section class="card act">
      <h2>Act</h2>
      <div class="advised">
        <Way incident={incident} />
      </div>
      <p>
        Who must act: {actorNames[advice?.whoMustAct ?? explanation.whoMustAct]}.{' '}
        {scope.kind === 'tenant' && (
          <>
            <a href={linkTo('tenant', { tenantId })}>The tenant’s own page</a> asks again at once, by “Check now”.
          </>
        )}
        {scope.kind === 'domain' && 'What each of its jobs says, and the agents as far as Graph shows them, stand with the tenant.'}
      </p>
      {scope.kind === 'tenant' && <Trouble tenantId={tenantId} />}
    </section>
  );
}

function Way({ incident: { scope, tenantId, links } }: { incident: Incident }) {
  const { consentUrl } = fleetStatus.body.value?.tenants.unreadable.find((tenant) => tenant.tenantId === tenantId) ?? {};
  const outside = scope.kind === 'tenant' ? consentUrl : links.adminCentre;
  if (outside) {
    return (
      <a class="button primary" href={outside} target="_blank" rel="noreferrer">
        {scope.kind === 'tenant' ? 'Give admin consent' : 'Open the admin center'} <span aria-hidden="true">↗</span>
        <span class="unseen">(opens a new tab)</span>
      </a>
    );
  }
  return (
    <a class="button" href={scope.kind === 'service' ? linkTo('monitor') : linkTo('tenant', { tenantId })}>
      {scope.kind === 'service' ? 'Open Monitor' : scope.kind === 'domain' ? 'Agents of the tenant' : 'Open the tenant'}
    </a>
  );
}

/** What stands below what is told of the tenant: not before that is there, or it would jump. */
export function BelowTrouble({ tenantId, children }: { tenantId: string; children: ComponentChildren }) {
  const { body, problem } = useFollowing<Tenant>(apiPath('tenants', tenantId));
  return <>{(body.value ?? problem.value) && children}</>;
}

function Trouble({ tenantId }: { tenantId: string }) {
  const { consent, unreadable } = useFollowing<Tenant>(apiPath('tenants', tenantId)).body.value ?? {};
  return (
    <>
      {consent?.state === 'missing' && (
        <p>
          <ConsentWords consent={consent} />
        </p>
      )}
      {unreadable?.detail && (
        <div class="own-words">
          <p class="quiet small">In the service’s words</p>
          <blockquote>“{unreadable.detail}”</blockquote>
        </div>
      )}
    </>
  );
}
