import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { JobList } from '../../../client/client.d.ts';
import { setQuery } from '../../address/address.ts';
import { useResource } from '../../api/use-resource.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { announce } from '../../parts/announcer.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { counted } from '../../words/durations.ts';
import type { ScreenProps } from '../screen.ts';
import { Counts } from './counts.tsx';
import { filterOf, isFiltering, matcherOf } from './filter-jobs.ts';
import { Headline } from './headline.tsx';
import type { JobRow } from './job-row.ts';
import { groupingOf, Toolbar } from './toolbar.tsx';
import { UnreadableTenants } from './unreadable-tenants.tsx';
import { WorstFirst } from './worst-first.tsx';

const jobsPath = '/api/v1/jobs?pageSize=1000';

/** Everything that is watched, worst first. */
export function Fleet({ query }: ScreenProps) {
  const list = useResource<JobList>(jobsPath);
  const text = useSignal(query.get('q') ?? '');
  useEffect(() => {
    text.value = query.get('q') ?? '';
  }, [query]);
  const status = fleetStatus.body.value;
  const jobs: readonly JobRow[] | undefined = list.body.value?.value;
  if (status === undefined || jobs === undefined) {
    const problem = fleetStatus.problem.value ?? list.problem.value;
    return problem === undefined ? <Skeleton /> : <ProblemNote problem={problem} />;
  }
  const filter = { ...filterOf(query), text: text.value };
  return (
    <>
      <Title text={`${status.jobs.byState.Quarantine ? `(${status.jobs.byState.Quarantine}) ` : ''}Fleet`} />
      <Headline status={status} jobs={jobs} />
      <Counts status={status} chosen={filter.health} />
      <Toolbar text={text} grouping={groupingOf(query)} />
      {list.problem.value && <ProblemNote problem={list.problem.value} />}
      <UnreadableTenants tenants={status.tenants.unreadable} />
      <WorstFirst jobs={jobs} filter={filter} />
      <NothingFound jobs={jobs} filter={filter} />
    </>
  );
}

function NothingFound({ jobs, filter }: { jobs: readonly JobRow[]; filter: ReturnType<typeof filterOf> }) {
  const found = jobs.filter(matcherOf(filter)).length;
  const isFiltered = isFiltering(filter);
  useEffect(() => {
    if (isFiltered) announce(found === 0 ? 'No job matches' : `${counted(found, 'job matches', 'jobs match')}`);
  }, [found, isFiltered]);
  if (!isFiltered || found > 0) return null;
  return (
    <div class="note">
      <h2>No job matches</h2>
      <button type="button" onClick={() => setQuery({ q: undefined, health: undefined })}>
        Clear the filter
      </button>
    </div>
  );
}
