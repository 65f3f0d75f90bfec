import type { Problem } from '../../../client/client.d.ts';
import { now } from '../../api/clock.ts';
import { refreshOnDemand } from '../../api/refresh.ts';
import { durationText } from '../../words/durations.ts';
import { CopyButton } from '../copy-button.tsx';
import { useTitle } from '../use-title.ts';

/** A part that could not be read: what the service says of it, and what to do. The other parts stand. `isPage` where there are none; `onTry` where it was asked and not read; `notBefore` where the service said how long to wait: whoever shows it tries again by itself then. */
interface ProblemNoteProps {
  problem: Problem;
  isPage?: boolean;
  onTry?: () => void;
  notBefore?: number | undefined;
}

export function ProblemNote({ problem, isPage = false, onTry = () => void refreshOnDemand(), notBefore }: ProblemNoteProps) {
  // What may not be seen, or is not there, is so again.
  const isFinal = problem.status === 403 || problem.status === 404;
  useTitle(isPage ? problem.title : undefined);
  return (
    <section class="note" role="alert">
      {isPage ? <h1>{problem.title}</h1> : <h2>{problem.title}</h2>}
      {problem.detail && <p>{problem.detail}</p>}
      <WhatIsWrong errors={problem.errors} />
      <div class="row">
        {!isFinal && <TryButton onTry={onTry} notBefore={notBefore} />}
        {problem.requestId && (
          <span class="quiet">
            Request <code>{problem.requestId}</code> <CopyButton text={problem.requestId} what="the id of the request" />
          </span>
        )}
      </div>
    </section>
  );
}

// Which part of an address is not as it has to be.
function WhatIsWrong({ errors = [] }: { errors: Problem['errors'] | undefined }) {
  if (errors.length === 0) return null;
  return (
    <ul>
      {errors.map(({ parameter, pointer, header, detail }) => (
        <li key={parameter ?? pointer ?? header}>
          <code>{parameter ?? pointer ?? header}</code>: {detail}
        </li>
      ))}
    </ul>
  );
}

function TryButton({ onTry, notBefore = 0 }: Required<Pick<ProblemNoteProps, 'onTry'>> & Pick<ProblemNoteProps, 'notBefore'>) {
  const waitInMs = notBefore - now.value;
  if (waitInMs <= 0) {
    return (
      <button type="button" onClick={onTry}>
        Try again
      </button>
    );
  }
  return (
    <button type="button" aria-disabled="true">
      Tries again in {durationText(waitInMs + 999)}
    </button>
  );
}
