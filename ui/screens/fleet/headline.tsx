import type { FleetStatus } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { minute } from '../../api/clock.ts';
import { sentenceOf } from './fleet-sentence.ts';

/** The answer, before anything else. */
export function Headline({ status }: { status: FleetStatus }) {
  const { told, urgent, first, rest } = sentenceOf(status, minute.value);
  return (
    <div class="headline">
      <h1>
        {told} {urgent && <span class="critical-text">{urgent}</span>}
      </h1>
      <p class="quiet">
        {first && (
          <>
            That is <a href={linkTo('job', { ...first })}>{first.displayName}</a> of {first.tenantName}.{' '}
          </>
        )}
        {rest}
      </p>
    </div>
  );
}
