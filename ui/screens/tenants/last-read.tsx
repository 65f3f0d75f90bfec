import type { Tenant } from '../../../client/client.d.ts';
import { Age } from '../../parts/time.tsx';
import { counted } from '../../words/durations.ts';

/** When every job of it was read last, and how often that failed since. */
export function LastRead({ tenant: { observedAt, freshness, poll } }: { tenant: Tenant }) {
  return (
    <>
      {observedAt === undefined ? (
        'Never read completely'
      ) : (
        <span class={freshness === 'stale' ? 'stale' : undefined}>
          {freshness === 'stale' ? 'Stale, last read' : 'Read'} <Age since={observedAt} /> ago
        </span>
      )}
      {poll.failedPasses > 0 && <small>{counted(poll.failedPasses, 'failed pass', 'failed passes')} since</small>}
    </>
  );
}
