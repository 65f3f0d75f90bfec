import type { Problem } from '../../client/client.d.ts';
import { refreshOnDemand } from '../api/refresh.ts';
import { CopyButton } from './copy-button.tsx';

/** A part that could not be read: what the service says of it, and what to do. The other parts stand. `isPage` where there are none; `onTry` where it was asked and not read. */
interface ProblemNoteProps {
  problem: Problem;
  isPage?: boolean;
  onTry?: () => void;
}

export function ProblemNote({ problem, isPage = false, onTry = () => void refreshOnDemand() }: ProblemNoteProps) {
  const isForbidden = problem.status === 403;
  return (
    <section class="note" role="alert">
      {isPage ? <h1>{problem.title}</h1> : <h2>{problem.title}</h2>}
      <p>{problem.detail}</p>
      <div class="row">
        {!isForbidden && (
          <button type="button" onClick={onTry}>
            Try again
          </button>
        )}
        {problem.requestId && (
          <span class="quiet">
            Request <code>{problem.requestId}</code> <CopyButton text={problem.requestId} what="the id of the request" />
          </span>
        )}
      </div>
    </section>
  );
}
