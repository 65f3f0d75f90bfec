import { useSignal } from '@preact/signals';
import type { Job, ProvisioningErrors } from '../../../../client/client.d.ts';
import { now } from '../../../api/clock.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { UnavailableNote } from '../../../parts/problem/unavailable-note.tsx';
import { useRetry } from '../../../parts/problem/use-retry.ts';
import { FailingCauses } from './failing-causes.tsx';
import { askedBy, failingPath } from './failing-path.ts';
import { FailingToolbar } from './failing-toolbar.tsx';

/** What the log says now, for what the address asks. It is read once, and again only by the button, or when Microsoft Graph, asked too much at once, takes more. */
export function FailingObjects({ job, query }: { job: Job; query: URLSearchParams }) {
  const at = useSignal(now.peek());
  const withNames = useSignal(false);
  const asked = { ...askedBy(query), withNames: withNames.value, at: at.value };
  const log = useFollowing<ProvisioningErrors>(failingPath(job, asked));
  const body = log.body.value;
  const problem = log.problem.value;
  const mayTryAt = problem && log.mayTryAt.value;
  const again = () => {
    // The clock of the page moves once a second; each press is a question of its own.
    at.value = Math.max(now.peek(), at.peek() + 1);
  };
  useRetry(mayTryAt, again);
  return (
    <>
      <FailingToolbar asked={asked} found={body} withNames={withNames} onAgain={again} />
      {problem && <ProblemNote problem={problem} onTry={again} notBefore={mayTryAt} />}
      {body?.unavailable && <UnavailableNote what="The provisioning log" unavailable={body.unavailable} tenantId={job.tenantId} />}
      {body?.value && <FailingCauses found={body} causes={body.value} span={asked.span} />}
      {body === undefined && problem === undefined && <div class="bone block" />}
    </>
  );
}
