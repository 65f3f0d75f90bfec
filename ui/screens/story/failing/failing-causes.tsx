import { useEffect } from 'preact/hooks';
import type { FailingCause, ProvisioningErrors } from '../../../../client/client.d.ts';
import { announce } from '../../../parts/announcer.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { counted } from '../../../words/durations.ts';
import { CauseLine } from './cause-line.tsx';
import { type Asked, spans } from './failing-path.ts';
import { failingSentence } from './failing-words.ts';

interface FailingCausesProps {
  found: ProvisioningErrors;
  causes: readonly FailingCause[];
  span: Asked['span'];
}

/** The answer in a sentence, what it does not hold, and then the causes, the most frequent first. */
export function FailingCauses({ found, causes, span }: FailingCausesProps) {
  const sentence = failingSentence(found, spans[span].name);
  useEffect(() => announce(sentence), [found]);
  const largest = Math.max(0, ...causes.map(({ count }) => count));
  return (
    <>
      <p class="failing-answer">
        <b>{sentence}</b>
      </p>
      <Limits found={found} />
      {causes.length > 0 && (
        <ol class="rows causes-found" aria-label="Causes">
          {causes.map((cause) => (
            <CauseLine
              key={[cause.status, cause.code, cause.step, cause.attribute].join('\n')}
              cause={cause}
              largest={largest}
              isCut={found.truncated === true}
            />
          ))}
        </ol>
      )}
      {causes.length > 0 && <Compared found={found} />}
    </>
  );
}

/** What of the log is in no count. */
function Limits({ found: { read, truncated } }: { found: ProvisioningErrors }) {
  if (read === undefined) return null;
  return (
    <>
      {truncated && (
        <p class="note">
          <span>
            Read back to <Time at={read.from} /> only, {counted(read.rows, 'row')}: Microsoft gives no more at once. What is older is in no
            count, so these are the least. A shorter time can be read whole.
          </span>
        </p>
      )}
      {read.notUnderstood !== undefined && (
        <p class="note">{counted(read.notUnderstood, 'row')} stand in a form that cannot be read, and in no count.</p>
      )}
    </>
  );
}

function Compared({ found: { comparedAt: at, loggedUntil } }: { found: ProvisioningErrors }) {
  return (
    <p class="quiet small">
      {at === undefined ? (
        'What is new and what is over cannot be said: no run is known in the time that was read.'
      ) : (
        <>
          What is new and what is over compares the time before <Time at={at} /> with the time since. Where a state says neither, too little
          was read to tell.
        </>
      )}{' '}
      {loggedUntil && (
        <>
          Of what happened after <Time at={loggedUntil} /> rows may be missing: they reach the log late.
        </>
      )}
    </p>
  );
}
