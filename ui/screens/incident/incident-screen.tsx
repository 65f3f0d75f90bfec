import type { Incident } from '../../../client/client.d.ts';
import { apiPath } from '../../api/api-path.ts';
import { useResource } from '../../api/use-resource.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { JobHead } from '../story/job-head.tsx';
import { NotThere } from '../story/not-there.tsx';
import { Story } from '../story/story.tsx';
import { IncidentBar } from './incident-bar.tsx';
import { Children, ParentHint } from './incident-family.tsx';
import { IncidentHead, nameOfIncident } from './incident-head.tsx';
import { IncidentStory } from './incident-story.tsx';
import { WhoWasTold } from './who-was-told.tsx';

/** One incident: who is on it, and the story of its job, or its own where it is of no job. */
export function IncidentScreen({ params: { incidentId = '' } }: ScreenProps) {
  const resource = useResource<Incident>(apiPath('incidents', incidentId));
  const incident = resource.body.value;
  const problem = resource.problem.value;
  if (incident === undefined)
    return problem === undefined ? <Skeleton /> : <NotThere problem={problem} tenantId={incidentId.split('.')[0]} />;
  const { job } = incident;
  return (
    <>
      <Title text={`${nameOfIncident(incident)} · Incident`} />
      {job ? <JobHead job={job} /> : <IncidentHead incident={incident} />}
      {problem && <ProblemNote problem={problem} />}
      <IncidentBar incident={incident} />
      <ParentHint incident={incident} />
      {job ? (
        <Story job={job} incidentId={incident.incidentId}>
          <Children incident={incident} />
          <WhoWasTold incident={incident} />
        </Story>
      ) : (
        <IncidentStory incident={incident} />
      )}
    </>
  );
}
