import type { Health } from '../../../../client/client.d.ts';
import { healths } from '../../../words/healths.ts';
import { findsIn, fold } from './find-words.ts';
import type { JobRow } from './job-row.ts';

export interface Filter {
  health: Health | undefined;
  text: string;
}

/** The filter that the address says; what it does not know is no filter. */
export function filterOf(query: URLSearchParams): Filter {
  const health = healths.find((name) => name === query.get('health'));
  return { health, text: query.get('q') ?? '' };
}

const folded = new WeakMap<JobRow, string>();

function wordsOf(job: JobRow): string {
  const known = folded.get(job);
  if (known !== undefined) return known;
  const { displayName, tenantName, tenantId, jobId, kindName, errorCode, explanation, quarantine } = job;
  const made = fold(
    [displayName, tenantName, tenantId, jobId, kindName, errorCode, explanation?.title, explanation?.code, quarantine?.reason].join('\n'),
  );
  folded.set(job, made);
  return made;
}

/** Tells which jobs a filter leaves: each of its words has to stand somewhere in what is said of the job. */
export function matcherOf({ health, text }: Filter): (job: JobRow) => boolean {
  const finds = findsIn(text);
  return (job) => (health === undefined || job.health === health) && finds(wordsOf(job), true);
}

/** Whether anything is left out at all. */
export function isFiltering({ health, text }: Filter): boolean {
  return health !== undefined || text.trim() !== '';
}
