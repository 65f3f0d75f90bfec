import { useEffect } from 'preact/hooks';
import type { FleetStatus, JobList } from '../../../../client/client.d.ts';
import { place, setQuery } from '../../../address/address.ts';
import { linkTo } from '../../../address/link-to.ts';
import type { Resource } from '../../../api/resource.ts';
import { useResource } from '../../../api/use-resource.ts';
import { fleetStatus, lastTick } from '../../../frame/fleet-status.ts';
import { announce } from '../../../parts/announcer.tsx';
import { Age } from '../../../parts/facts/time.tsx';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { counted, numberText } from '../../../words/durations.ts';
import { type Filter, isFiltering, matcherOf } from './filter-jobs.ts';
import type { JobRow } from './job-row.ts';
import { jobsPath } from './jobs-path.ts';
import { WorstFirst } from './worst-first.tsx';

/** The jobs, a row each. As many as the service gives at once are filtered here; of more, the service finds. */
export function JobsView({ filter, status }: { filter: Filter; status: FleetStatus | undefined }) {
  const isLarge = (status?.jobs.total ?? 0) > 1_000;
  // What the service looks for follows the address, which rests while somebody types.
  const asked = { health: filter.health, text: place.value.query.get('q') ?? '' };
  const list = useResource<JobList>(jobsPath(isLarge ? asked : undefined));
  const body = list.body.value;
  const problem = list.problem.value;
  return (
    <>
      {problem && problem.title !== fleetStatus.problem.value?.title && <ProblemNote problem={problem} />}
      {body && status && <Listed list={body} freshAt={list.freshAt} filter={filter} status={status} />}
      {!body && !problem && status && <div class="bone block" role="status" aria-label="Loading" />}
    </>
  );
}

interface ListedProps {
  list: JobList;
  freshAt: Resource<JobList>['freshAt'];
  filter: Filter;
  status: FleetStatus;
}

function Listed({ list, freshAt, filter, status }: ListedProps) {
  const jobs = list.value;
  if (jobs.length === 0 && !isFiltering(filter)) return <NoJobs status={status} />;
  return (
    <>
      {list.nextLink !== undefined && (
        <p class="note more">
          <span>
            These are the {numberText(jobs.length)} worst of {numberText(status.jobs.total)}. The search and the groups know all of them.
          </span>
          <a href={linkTo('fleet', {}, { by: 'cause' })}>By cause</a>
        </p>
      )}
      <WorstFirst jobs={jobs} filter={filter} freshAt={freshAt} />
      <NothingFound jobs={jobs} filter={filter} />
    </>
  );
}

function NoJobs({ status }: { status: FleetStatus }) {
  if (status.tenants.total === 0) {
    return (
      <p class="note">
        <span>
          Nothing is watched yet. <a href={linkTo('tenants', {}, { add: 'new' })}>Add the first tenant</a>.
        </span>
      </p>
    );
  }
  return (
    <p class="note">
      {lastTick.value !== undefined && (
        <>
          Read <Age since={lastTick.value} every="second" /> ago;{' '}
        </>
      )}
      {counted(status.tenants.total, 'tenant has', 'tenants have')} no synchronization jobs that could be read.
    </p>
  );
}

function NothingFound({ jobs, filter }: { jobs: readonly JobRow[]; filter: Filter }) {
  const found = jobs.filter(matcherOf(filter)).length;
  const isFiltered = isFiltering(filter);
  useEffect(() => {
    if (isFiltered) announce(found === 0 ? 'No job matches' : `${counted(found, 'job matches', 'jobs match')}`);
  }, [found, isFiltered]);
  return isFiltered && found === 0 ? <NoMatch /> : null;
}

export function NoMatch() {
  return (
    <div class="note">
      <h2>No job matches</h2>
      <button type="button" onClick={() => setQuery({ q: undefined, health: undefined })}>
        Clear the filter
      </button>
    </div>
  );
}
