import { useSignal } from '@preact/signals';
import type { FleetStatus } from '../../../client/client.d.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { fetched } from '../../parts/lazy/fetched.tsx';
import { Part, Parts } from '../../parts/problem/parts.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import type { ScreenProps } from '../screen.ts';
import { Counts } from './counts.tsx';
import { Headline } from './headline.tsx';
import { IncidentsBeyondJobs } from './incidents-beyond-jobs.tsx';
import { type Filter, filterOf } from './jobs/filter-jobs.ts';
import { JobsView } from './jobs/jobs-view.tsx';
import { groupingOf, Toolbar } from './toolbar.tsx';
import { UnreadableTenants } from './unreadable-tenants.tsx';

// Who looks at it by groups waits for them once; who was woken does not.
const Groups = fetched(async () => (await import('../later.ts')).onDemand.groups);

/** Everything that is watched, worst first. */
export function Fleet({ query }: ScreenProps) {
  const text = useSignal(query.get('q') ?? '');
  const status = fleetStatus.body.value;
  const filter = { ...filterOf(query), text: text.value };
  const quarantined = status?.jobs.byState.Quarantine ?? 0;
  const problem = fleetStatus.problem.value;
  return (
    <>
      <Title text={`${quarantined > 0 ? `(${quarantined}) ` : ''}Fleet`} />
      {status === undefined ? (
        problem === undefined && <Skeleton />
      ) : (
        <Parts>
          <Headline status={status} />
          {status.tenants.total > 0 && (
            <>
              <Counts status={status} chosen={filter.health} />
              <Toolbar text={text} grouping={groupingOf(query)} />
            </>
          )}
          <UnreadableTenants status={status} text={filter.text} />
          <IncidentsBeyondJobs status={status} filter={filter} />
        </Parts>
      )}
      {problem && <ProblemNote problem={problem} isPage={status === undefined} />}
      {(problem === undefined || status !== undefined) && (
        <Part>
          <Listing filter={filter} query={query} status={status} />
        </Part>
      )}
    </>
  );
}

function Listing({ filter, query, status }: { filter: Filter; query: URLSearchParams; status: FleetStatus | undefined }) {
  const grouping = groupingOf(query);
  return grouping === undefined ? (
    <JobsView filter={filter} status={status} />
  ) : (
    // What is above it comes first: it would push this down.
    <div hidden={status === undefined}>
      <Groups by={grouping} filter={{ ...filter, text: query.get('q') ?? '' }} open={query.get('open') ?? undefined} />
    </div>
  );
}
