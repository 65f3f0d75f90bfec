import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { Resource } from '../../../api/resource.ts';
import { ReadAge } from '../../../parts/facts/read-age.tsx';
import { counted } from '../../../words/durations.ts';
import { type Filter, isFiltering, matcherOf } from './filter-jobs.ts';
import { isCalm, type JobRow } from './job-row.ts';
import { JobRows, mostHeld } from './job-rows.tsx';
import { keepOrder } from './keep-order.ts';

type FreshAt = Resource<unknown>['freshAt'];

/** What needs hands is open; what is healthy is one closed line with the age of its oldest reading. */
export function WorstFirst({ jobs, filter, freshAt }: { jobs: readonly JobRow[]; filter: Filter; freshAt: FreshAt }) {
  const { ordered, moved, show } = useKeptOrder(jobs);
  const matches = useMemo(() => matcherOf(filter), [filter.health, filter.text]);
  const [calm, pressing] = useMemo(() => [ordered.filter(isCalm), ordered.filter((job) => !isCalm(job))], [ordered]);
  return (
    <>
      {moved > 0 && (
        <button type="button" class="moved" onClick={show}>
          {counted(moved, 'row')} moved, show
        </button>
      )}
      {pressing.length > 0 && (
        <>
          <ColumnNames />
          <JobRows jobs={pressing} matches={matches} label="Jobs that need somebody" />
        </>
      )}
      <CalmJobs jobs={calm} matches={matches} isFiltered={isFiltering(filter)} freshAt={freshAt} />
    </>
  );
}

function ColumnNames() {
  return (
    <div class="job column-names" aria-hidden="true">
      <span />
      <span>Job</span>
      <span>Why</span>
      <span>Who acts</span>
      <span>Until disabled</span>
      <span>On it</span>
    </div>
  );
}

interface CalmProps {
  jobs: readonly JobRow[];
  matches: (job: JobRow) => boolean;
  isFiltered: boolean;
  freshAt: FreshAt;
}

function CalmJobs({ jobs, matches, isFiltered, freshAt }: CalmProps) {
  const isOpen = useSignal(false);
  if (jobs.length === 0) return null;
  const found = isFiltered ? jobs.filter(matches).length : jobs.length;
  if (found === 0) return null;
  const oldest = jobs.reduce((old, { observedAt }) => (observedAt < old ? observedAt : old), jobs[0]?.observedAt ?? '');
  const isShown = isOpen.value || isFiltered;
  return (
    <details class="calm" open={isShown} onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}>
      <summary>
        <b>{counted(found, 'healthy job')}</b>{' '}
        <span class="quiet">
          oldest reading <ReadAge at={oldest} freshAt={freshAt} /> ago
        </span>
      </summary>
      {(isShown || jobs.length <= mostHeld) && <JobRows jobs={jobs} matches={matches} label="Healthy jobs" />}
    </details>
  );
}

/** The rows in the order in which they stood at first, until somebody asks for the new one. */
function useKeptOrder(jobs: readonly JobRow[]) {
  const shown = useRef<readonly string[]>([]);
  const asked = useSignal(0);
  return useMemo(() => {
    const byId = new Map(jobs.map((job) => [job.id, job]));
    const { ids, moved } = keepOrder(shown.current, [...byId.keys()]);
    shown.current = ids;
    const show = () => {
      shown.current = [];
      asked.value += 1;
    };
    return { ordered: ids.flatMap((id) => byId.get(id) ?? []), moved, show };
  }, [jobs, asked.value]);
}
