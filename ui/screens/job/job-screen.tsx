import type { Job } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { useResource } from '../../api/use-resource.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { JobHead } from '../story/job-head.tsx';
import { jobPath } from '../story/job-path.ts';
import { NotThere } from '../story/not-there.tsx';
import { Story } from '../story/story.tsx';

// Here it can be looked at; there it can be taken on.
function IncidentHint({ job: { incidentId, incident } }: { job: Job }) {
  if (incidentId === undefined) return null;
  return (
    <p class="card hint">
      <span>
        <b>{incident?.acknowledgedBy === undefined ? 'Nobody is on it yet.' : `${incident.acknowledgedByName ?? 'Somebody'} is on it.`}</b>
      </span>
      <a class="button" href={linkTo('incident', { incidentId })}>
        Open the incident
      </a>
    </p>
  );
}

/** One job: what is wrong, what to do next, and how long there is. */
export function JobScreen({ params: { tenantId = '', servicePrincipalId = '', jobId = '' } }: ScreenProps) {
  const resource = useResource<Job>(jobPath({ tenantId, servicePrincipalId, jobId }));
  const job = resource.body.value;
  const problem = resource.problem.value;
  if (job === undefined) return problem === undefined ? <Skeleton /> : <NotThere problem={problem} tenantId={tenantId} q={jobId} />;
  return (
    <>
      <Title text={`${job.displayName} · Job`} />
      <JobHead job={job} />
      {problem && <ProblemNote problem={problem} />}
      <IncidentHint job={job} />
      <Story job={job} />
    </>
  );
}
