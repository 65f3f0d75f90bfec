import type { Problem } from '../../../client/client.d.ts';
import { fetched } from '../../parts/lazy/fetched.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import type { WaysOnProps } from '../../parts/problem/ways-on.tsx';

const WaysOn = fetched<WaysOnProps>(async () => (await import('../later.ts')).onDemand.ways);

/** A screen that has nothing to show, and where to go on from there. */
export function NotThere({ problem, ...ways }: WaysOnProps & { problem: Problem }) {
  return (
    <>
      <ProblemNote problem={problem} isPage />
      {problem.status === 404 && <WaysOn {...ways} />}
    </>
  );
}
