import type { Problem } from '../../../client/client.d.ts';
import { ProblemNote } from './problem-note.tsx';

/** Why a question was not answered. */
export function Refusal({ refused, onTry }: { refused: Problem | 'none' | undefined; onTry: () => void }) {
  if (refused === undefined) return null;
  if (refused !== 'none') return <ProblemNote problem={refused} onTry={onTry} />;
  return (
    <p class="note" role="alert">
      No answer came, so nothing can be said of it. What you gave is still here: ask again.
    </p>
  );
}
