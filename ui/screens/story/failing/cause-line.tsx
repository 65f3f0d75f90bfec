import type { FailingCause } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';
import { Sources } from '../../../parts/explanation/sources.tsx';
import { Causes, Steps } from '../../../parts/explanation/steps.tsx';
import { Time } from '../../../parts/facts/time.tsx';
import { HealthShape } from '../../../pictures/shape.tsx';
import { ShareBar } from '../../../pictures/share-bar.tsx';
import { actorLabels } from '../../../words/who-acts.ts';
import { howMany, notKnownWords, stateWords } from './failing-words.ts';

interface CauseLineProps {
  cause: FailingCause;
  /** Rows of the most frequent cause. */
  largest: number;
  /** Whether older rows were left unread. */
  isCut: boolean;
}

/** One cause: what it is called, how many it holds up and since when; opened, what to do and some of the objects. */
export function CauseLine({ cause, largest, isCut }: CauseLineProps) {
  return (
    <li>
      <details>
        <summary class="cause">
          <CauseSummary cause={cause} largest={largest} isCut={isCut} />
        </summary>
        <CauseDetails cause={cause} />
      </details>
    </li>
  );
}

function CauseSummary({ cause, largest, isCut }: CauseLineProps) {
  const { code, step, attribute, explanation, whoMustAct, status, count, state, firstSeen, lastSeen } = cause;
  return (
    <>
      <span class="name">
        <b>{explanation.title}</b>
        <span class="where">
          <code>{code}</code>
          {step && (
            <small>
              step <code>{step}</code>
            </small>
          )}
          {attribute && (
            <small>
              attribute <code>{attribute}</code>
            </small>
          )}
        </span>
      </span>
      <span class="how-many">
        <b class="numbers">{howMany(cause)}</b>
        <ShareBar part={count} largest={largest} isOver={state === 'fixed'} />
        <small>{actorLabels[whoMustAct]}</small>
      </span>
      <span class="when">
        <StateOf cause={cause} />
        {state === 'unknown' && <small>{notKnownWords[status]}</small>}
        <small>
          {isCut ? 'since at least' : 'first'} <Time at={firstSeen} />
        </small>
        <small>
          last <Time at={lastSeen} />
        </small>
      </span>
      <span class="chevron" />
    </>
  );
}

// Skipping is what the rules ask for: neither good nor bad.
function StateOf({ cause: { status, state } }: { cause: FailingCause }) {
  const health = state === 'fixed' ? 'healthy' : state === 'unknown' ? 'unknown' : 'warning';
  return (
    <span class={status === 'skipped' ? 'pill' : `pill ${health}`}>
      {status !== 'skipped' && <HealthShape health={health} size={14} />}
      {stateWords[status][state]}
    </span>
  );
}

function CauseDetails({ cause: { code, explanation, examples } }: { cause: FailingCause }) {
  return (
    <div class="cause-details">
      <p>{explanation.meaning}</p>
      <Steps steps={explanation.remedies} />
      <Causes causes={explanation.causes} />
      <div>
        <p class="quiet small">Some of the objects, the latest first</p>
        <ul class="examples small">
          {examples.map(({ id, type, name }) => (
            <li key={id}>
              {name && <b>{name}</b>} <code>{id}</code> <span class="quiet">{type}</span>
            </li>
          ))}
        </ul>
      </div>
      <Sources sources={explanation.sources} />
      <a href={linkTo('catalogue', {}, { q: code })}>Look {code} up in the catalogue</a>
    </div>
  );
}
