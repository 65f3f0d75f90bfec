import type { Incident, Job } from '../../../client/client.d.ts';
import { useResource } from '../../api/use-resource.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { JobHead } from '../story/job-head.tsx';
import { jobPath } from '../story/job-path.ts';
import { Story } from '../story/story.tsx';
import { IncidentBar } from './incident-bar.tsx';

/** One incident: who is on it, and the story of its job. */
export function IncidentScreen({ params: { incidentId = '' } }: ScreenProps) {
  const resource = useResource<Incident>(`/api/v1/incidents/${encodeURIComponent(incidentId)}`);
  const incident = resource.body.value;
  const problem = resource.problem.value;
  if (incident === undefined) return problem === undefined ? <Skeleton /> : <ProblemNote problem={problem} isPage />;
  return (
    <>
      <Title text={`${incident.displayName} · Incident`} />
      <JobOfIncident incident={incident} />
    </>
  );
}

function JobOfIncident({ incident }: { incident: Incident }) {
  const { tenantId, scope } = incident;
  const { servicePrincipalId = '', jobId = '' } = scope;
  const job = useResource<Job>(jobPath({ tenantId, servicePrincipalId, jobId })).body.value;
  if (job === undefined) return <Skeleton />;
  return (
    <>
      <JobHead job={job} />
      <IncidentBar incident={incident} />
      <Story job={job} />
    </>
  );
}
