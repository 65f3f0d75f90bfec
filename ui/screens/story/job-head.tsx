import type { Job } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { HealthPill } from '../../parts/facts/health-pill.tsx';
import { Age } from '../../parts/facts/time.tsx';

/** Which job this is, and how it is. */
export function JobHead({ job }: { job: Job }) {
  return (
    <div class="head">
      <p class="crumbs">
        <a href={linkTo('fleet')}>Fleet</a> / <a href={linkTo('tenant', { tenantId: job.tenantId })}>{job.tenantName}</a>
      </p>
      <p class="quiet">{job.kindName}</p>
      <div class="row">
        <h1>{job.displayName}</h1>
        <HealthPill health={job.health} />
        {job.freshness !== 'fresh' && (
          <span class="stale head-age">
            Stale, last read <Age since={job.observedAt} every="second" /> ago
          </span>
        )}
      </div>
    </div>
  );
}
