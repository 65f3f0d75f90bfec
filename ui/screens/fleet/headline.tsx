import type { FleetStatus } from '../../../client/client.d.ts';
import { minute } from '../../api/clock.ts';
import { type JobRow, pageOf } from './job-row.ts';
import { sentenceOf } from './sentence.ts';

/** The answer, before anything else. */
export function Headline({ status, jobs }: { status: FleetStatus; jobs: readonly JobRow[] }) {
  const { told, urgent, first, rest } = sentenceOf(status, jobs, minute.value);
  return (
    <div class="headline">
      <h1>
        {told} {urgent && <span class="critical-text">{urgent}</span>}
      </h1>
      <p class="quiet">
        {first && (
          <>
            That is <a href={pageOf(first)}>{first.displayName}</a> of {first.tenantName}.{' '}
          </>
        )}
        {rest}
      </p>
    </div>
  );
}
