import type { Tenant } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { minute } from '../../../api/clock.ts';
import type { Resource } from '../../../api/resource.ts';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { ConsentWords } from '../../../parts/facts/consent-words.tsx';
import { Fact } from '../../../parts/facts/fact.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { counted } from '../../../words/durations.ts';
import { jobsWords } from '../../../words/jobs-words.ts';
import { ConsentAddress } from '../consent-address.tsx';
import { LastRead } from '../last-read.tsx';

/** What one looks up of a tenant. */
export function TenantFacts({ tenant, freshAt }: { tenant: Tenant; freshAt: Resource<unknown>['freshAt'] }) {
  const { tenantId, displayName, consent, jobs, incidents, credential, source, addedAt, tags, poll } = tenant;
  const open = Object.values(incidents).reduce((sum, count) => sum + count, 0);
  return (
    <section class="card">
      <h2 class="unseen">Facts</h2>
      <dl class="facts">
        <Fact name="Jobs">
          <a href={linkTo('fleet', {}, { q: displayName ?? tenantId })}>{jobsWords(jobs)}</a>
          {tenant.partial && <small> Only of the part that you may see.</small>}
        </Fact>
        <Fact name="Open incidents">
          {open === 0 ? 'None' : <a href={linkTo('incidents', {}, { tenantId })}>{counted(open, 'incident')}</a>}
        </Fact>
        <Fact name="Last complete read">
          <LastRead tenant={tenant} freshAt={freshAt} />
        </Fact>
        <LeftAlone poll={poll} />
        <Fact name="Consent">
          <ConsentWords consent={consent} />
        </Fact>
        <Fact name="Signs in by">{credential}</Fact>
        <Fact name="Watched since">
          <Time at={addedAt} />, {source === 'settings' ? 'named by the settings' : 'put here by hand'}
        </Fact>
        {tags.length > 0 && <Fact name="Tags">{tags.join(', ')}</Fact>}
        <Fact name="Tenant id">
          <code>{tenantId}</code> <CopyButton text={tenantId} what="the id of the tenant" />
        </Fact>
      </dl>
      <ConsentAddress consent={consent} />
    </section>
  );
}

/** Only a wait that Microsoft Graph asked for is kept by "Check now", too. */
function LeftAlone({ poll: { notBefore, graphNotBefore, failedPasses } }: Pick<Tenant, 'poll'>) {
  if (notBefore === undefined || Date.parse(notBefore) <= minute.value) return null;
  return (
    <Fact name="Left alone until">
      <Time at={notBefore} />
      {notBefore === graphNotBefore
        ? ', as Microsoft Graph asked'
        : `, after ${counted(failedPasses, 'failed pass', 'failed passes')}; “Check now” asks at once`}
    </Fact>
  );
}
