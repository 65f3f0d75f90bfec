import type { Tenant } from '../../../client/client.d.ts';
import type { Resource } from '../../api/resource.ts';
import { ReadAge } from '../../parts/facts/read-age.tsx';
import { Age } from '../../parts/facts/time.tsx';
import { counted } from '../../words/durations.ts';

/** When every job of it was read last, and how often that failed since. */
export function LastRead({ tenant, freshAt }: { tenant: Tenant; freshAt: Resource<unknown>['freshAt'] }) {
  const { observedAt, freshness, poll } = tenant;
  return (
    <>
      {observedAt === undefined ? (
        'Never read completely'
      ) : freshness === 'stale' ? (
        <span class="stale">
          Stale, last read <Age since={observedAt} /> ago
        </span>
      ) : (
        <span>
          Read <ReadAge at={observedAt} freshAt={freshAt} /> ago
        </span>
      )}
      {poll.failedPasses > 0 && (
        <small>
          {counted(poll.failedPasses, 'failed pass', 'failed passes')}
          {observedAt && ' since'}
        </small>
      )}
    </>
  );
}
