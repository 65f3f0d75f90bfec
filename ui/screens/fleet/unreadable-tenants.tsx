import type { FleetStatus } from '../../../client/client.d.ts';
import { minute } from '../../api/clock.ts';
import { Time } from '../../parts/facts/time.tsx';
import { zone } from '../../parts/preferences.ts';
import { RowMark } from '../../pictures/row-mark.tsx';
import { jobsKnown } from '../../words/jobs-known.ts';
import { actorLabels } from '../../words/who-acts.ts';

type Unreadable = FleetStatus['tenants']['unreadable'][number];

/** The tenants that cannot be read stand above all jobs, because their jobs are those last read, if any. */
export function UnreadableTenants({ tenants }: { tenants: readonly Unreadable[] }) {
  if (tenants.length === 0) return null;
  return (
    <ul class="rows unread" aria-label="Tenants that cannot be read">
      {tenants.map((tenant) => (
        <UnreadableTenant key={tenant.tenantId} tenant={tenant} />
      ))}
    </ul>
  );
}

function UnreadableTenant({ tenant }: { tenant: Unreadable }) {
  const { tenantId, displayName, reason, code, since, explanation, consentUrl } = tenant;
  return (
    <li class="job">
      <RowMark health="unknown" />
      <span class="name">
        <b>{displayName ?? tenantId}</b>
        <small>whole tenant · {jobsKnown(tenant, minute.value, zone.value)}</small>
      </span>
      <span class="why">
        {explanation?.title ?? 'The tenant cannot be read'}
        <code>{code ?? reason}</code>
      </span>
      <span class="who">{explanation && actorLabels[explanation.whoMustAct]}</span>
      <span class="until quiet">
        {since === undefined ? (
          'never read'
        ) : (
          <>
            cannot be read since <Time at={since} />
          </>
        )}
      </span>
      <span class="on-it row">
        {consentUrl && (
          <a href={consentUrl} target="_blank" rel="noreferrer">
            Consent <span aria-hidden="true">↗</span>
            <span class="unseen">for {displayName ?? tenantId} (opens a new tab)</span>
          </a>
        )}
      </span>
    </li>
  );
}
