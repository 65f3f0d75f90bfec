import type { FleetStatus } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { minute } from '../../api/clock.ts';
import { Time } from '../../parts/facts/time.tsx';
import { UpstreamHint } from '../../parts/facts/upstream-hint.tsx';
import { zone } from '../../parts/preferences.ts';
import { RowMark } from '../../pictures/row-mark.tsx';
import { counted } from '../../words/durations.ts';
import { jobsKnown } from '../../words/jobs-known.ts';
import { actorLabels } from '../../words/who-acts.ts';
import { incidentOfReading } from './beyond-jobs.ts';
import { faultOf, type Unreadable, unreadableShown } from './unreadable-shown.ts';

/** The tenants that cannot be read stand above all jobs, because their jobs are those last read, if any. */
export function UnreadableTenants({ status, text }: { status: FleetStatus; text: string }) {
  const tenants = status.tenants.unreadable;
  if (tenants.length === 0) return null;
  const { lines, others } = unreadableShown(tenants, text);
  return (
    <ul class="rows unread" aria-label="Tenants that cannot be read">
      {lines.map((alike) => (
        <UnreadableLine key={alike[0]?.tenantId} alike={alike} status={status} />
      ))}
      {others > 0 && (
        <li class="job rest">
          <a href={linkTo('tenants')}>{counted(others, 'other tenant')} cannot be read</a>
        </li>
      )}
    </ul>
  );
}

// One tenant, or several that cannot be read for the same.
function UnreadableLine({ alike, status }: { alike: readonly Unreadable[]; status: FleetStatus }) {
  const [tenant] = alike;
  if (tenant === undefined) return null;
  const { tenantId, displayName = tenantId, explanation, consentUrl } = tenant;
  const isOne = alike.length === 1;
  const incident = incidentOfReading(status, tenantId);
  const own = incident ? linkTo('incident', incident) : linkTo('tenant', tenant);
  return (
    <li class="job">
      <RowMark health="unknown" />
      <span class="name">
        <a class="row-link" href={isOne ? own : linkTo('tenants')}>
          {isOne ? displayName : counted(alike.length, 'tenant')}
        </a>
        <small>
          {isOne ? `whole tenant · ${jobsKnown(tenant, minute.value, zone.value)}` : 'whole tenants · jobs as last read, if ever'}
        </small>
      </span>
      <span class="why">
        {explanation?.title ?? 'The tenant cannot be read'}
        <code>{faultOf(tenant)}</code>
        <UpstreamHint tenants={alike.length} />
      </span>
      <span class="who">{explanation && actorLabels[explanation.whoMustAct]}</span>
      <span class="until quiet">
        <Since alike={alike} />
      </span>
      <span class="on-it row">
        {isOne && consentUrl && (
          <a href={consentUrl} target="_blank" rel="noreferrer">
            Consent <span aria-hidden="true">↗</span>
            <span class="unseen">for {displayName} (opens a new tab)</span>
          </a>
        )}
      </span>
    </li>
  );
}

function Since({ alike }: { alike: readonly Unreadable[] }) {
  const [first] = alike.flatMap(({ since }) => since ?? []).sort();
  if (first === undefined) return <>never read</>;
  return (
    <>
      {alike.length > 1 ? 'the first' : 'cannot be read'} since <Time at={first} />
    </>
  );
}
