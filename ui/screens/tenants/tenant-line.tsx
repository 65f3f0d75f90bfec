import type { Tenant } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import type { Resource } from '../../api/resource.ts';
import { nameOf } from '../../api/use-tenants.ts';
import { ConsentWords } from '../../parts/facts/consent-words.tsx';
import { RowMark } from '../../pictures/row-mark.tsx';
import { conditionTitle } from '../../words/conditions.ts';
import { numberText } from '../../words/durations.ts';
import { jobsWords } from '../../words/jobs-words.ts';
import { actorLabels } from '../../words/who-acts.ts';
import { LastRead } from './last-read.tsx';
import { healthOf } from './tenant-health.ts';

export function TenantLine({ tenant, freshAt }: { tenant: Tenant; freshAt: Resource<unknown>['freshAt'] }) {
  const { tenantId, tags, unreadable, consent, jobs } = tenant;
  return (
    <li class={unreadable ? 'line unread-line' : 'line'}>
      <RowMark health={healthOf(tenant)} />
      <span>
        <a class="row-link" href={linkTo('tenant', { tenantId })}>
          {nameOf(tenant)}
        </a>
        {tags.length > 0 && <small>{tags.join(', ')}</small>}
      </span>
      <span>
        {unreadable ? (
          <>
            {unreadable.explanation?.title ?? 'The tenant cannot be read'}
            <code>{unreadable.code ?? unreadable.reason}</code>
            {unreadable.explanation && <small>{actorLabels[unreadable.explanation.whoMustAct]} has to act</small>}
          </>
        ) : (
          <>
            {jobsWords(jobs)}
            <OwnIncidents tenant={tenant} />
            <small>
              <ConsentWords consent={consent} />
            </small>
          </>
        )}
      </span>
      <span>
        <LastRead tenant={tenant} freshAt={freshAt} />
      </span>
    </li>
  );
}

const mostNamed = 4;

/** What is open of more than one of its jobs; each leads to its incident. */
function OwnIncidents({ tenant: { incidentsBeyondJobs } }: { tenant: Tenant }) {
  if (incidentsBeyondJobs === undefined) return null;
  const { count, value } = incidentsBeyondJobs;
  const named = value.slice(0, mostNamed);
  return (
    <>
      {named.map(({ incidentId, condition, displayName }) => (
        <small key={incidentId}>
          <a href={linkTo('incident', { incidentId })}>{conditionTitle(condition)}</a>
          {displayName && ` · ${displayName}`}
        </small>
      ))}
      {count > named.length && <small>and {numberText(count - named.length)} more</small>}
    </>
  );
}
