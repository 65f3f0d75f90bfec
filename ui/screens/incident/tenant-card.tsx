import type { Incident, Tenant } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { apiPath } from '../../api/api-path.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';
import { ConsentWords } from '../../parts/facts/consent-words.tsx';
import { actorNames } from '../../words/who-acts.ts';

/** Who can let a tenant be read again, and where: the consent where that is missing, and the tenant's own page. */
export function TenantCard({ incident: { tenantId, advice, explanation } }: { incident: Incident }) {
  const { consentUrl } = fleetStatus.body.value?.tenants.unreadable.find((tenant) => tenant.tenantId === tenantId) ?? {};
  const { consent, unreadable } = useFollowing<Tenant>(apiPath('tenants', tenantId)).body.value ?? {};
  return (
    <section class="card act">
      <h2>Act</h2>
      {consentUrl ? (
        <div class="advised">
          <a class="button primary" href={consentUrl} target="_blank" rel="noreferrer">
            Give admin consent <span aria-hidden="true">↗</span>
            <span class="unseen">(opens a new tab)</span>
          </a>
        </div>
      ) : (
        <div class="advised">
          <a class="button" href={linkTo('tenant', { tenantId })}>
            Open the tenant
          </a>
        </div>
      )}
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
      <p>
        Who must act: {actorNames[advice?.whoMustAct ?? explanation.whoMustAct]}.{' '}
        <a href={linkTo('tenant', { tenantId })}>The tenant’s own page</a> asks again at once, by “Check now”.
      </p>
    </section>
  );
}
