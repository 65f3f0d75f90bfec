import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { Part } from '../../../parts/problem/parts.tsx';
import { useSettledRows } from '../../../parts/use-settled-rows.ts';
import { JobLine } from './job-line.tsx';
import type { JobRow } from './job-row.ts';

// The same line for the same answer: then a keystroke costs a look at each row, and no row is drawn anew.
const lines = new WeakMap<JobRow, VNode>();

function lineOf(job: JobRow): VNode {
  const known = lines.get(job);
  if (known !== undefined) return known;
  const made = (
    <Part isRow>
      <JobLine job={job} />
    </Part>
  );
  lines.set(job, made);
  return made;
}

/** Closed lines hold their rows up to so many of them together: then whoever searches or prints the page meets them, and opens none. */
export const mostHeld = 200;

/** Rows of jobs. Those that a filter leaves out are hidden, not taken away. */
export function JobRows({ jobs, matches, label }: { jobs: readonly JobRow[]; matches: (job: JobRow) => boolean; label: string }) {
  const list = useRef<HTMLOListElement>(null);
  useSettledRows(list);
  return (
    <ol class="rows" aria-label={label} ref={list}>
      {jobs.map((job) => (
        <li key={job.id} class={job.freshness === 'stale' ? 'job outlined' : 'job'} hidden={!matches(job)}>
          {lineOf(job)}
        </li>
      ))}
    </ol>
  );
}
