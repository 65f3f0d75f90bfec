import type { FleetStatus } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { minute } from '../../api/clock.ts';
import { Time } from '../../parts/facts/time.tsx';
import { zone } from '../../parts/preferences.ts';
import { RowMark } from '../../pictures/row-mark.tsx';
import { jobsKnown } from '../../words/jobs-known.ts';
import { actorLabels } from '../../words/who-acts.ts';
import { type BeyondJobs, incidentOfReading } from './beyond-jobs.ts';

type Unreadable = FleetStatus['tenants']['unreadable'][number];

/** The tenants that cannot be read stand above all jobs, because their jobs are those last read, if any. */
export function UnreadableTenants({ status }: { status: FleetStatus }) {
  const tenants = status.tenants.unreadable;
  if (tenants.length === 0) return null;
  return (
    <ul class="rows unread" aria-label="Tenants that cannot be read">
      {tenants.map((tenant) => (
        <UnreadableTenant key={tenant.tenantId} tenant={tenant} incident={incidentOfReading(status, tenant.tenantId)} />
      ))}
    </ul>
  );
}

function UnreadableTenant({ tenant, incident }: { tenant: Unreadable; incident: BeyondJobs | undefined }) {
  const { tenantId, displayName, reason, code, since, explanation, consentUrl } = tenant;
  return (
    <li class="job">
      <RowMark health="unknown" />
      <span class="name">
        <a class="row-link" href={incident ? linkTo('incident', incident) : linkTo('tenant', { tenantId })}>
          {displayName ?? tenantId}
        </a>
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
