import type { Job } from '../../../client/client.d.ts';
import { useResource } from '../../api/use-resource.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { JobHead } from '../story/job-head.tsx';
import { jobPath } from '../story/job-path.ts';
import { Story } from '../story/story.tsx';

/** One job: what is wrong, what to do next, and how long there is. */
export function JobScreen({ params: { tenantId = '', servicePrincipalId = '', jobId = '' } }: ScreenProps) {
  const resource = useResource<Job>(jobPath({ tenantId, servicePrincipalId, jobId }));
  const job = resource.body.value;
  const problem = resource.problem.value;
  if (job === undefined) return problem === undefined ? <Skeleton /> : <ProblemNote problem={problem} isPage />;
  return (
    <>
      <Title text={`${job.displayName} · Job`} />
      <JobHead job={job} />
      {problem && <ProblemNote problem={problem} />}
      <Story job={job} />
    </>
  );
}
