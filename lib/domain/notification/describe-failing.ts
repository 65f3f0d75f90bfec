import { sayFailing } from '../job/failing/say-failing.ts';
import { latestFailingCount } from '../job/health/failing-counts.ts';
import type { JobRecord } from '../job/record/job-record.ts';
import type { Message } from './message.ts';

/** How many objects of the job fail, and for what most: by Microsoft's code, as people find it in the log. Nothing where nobody counted lately. */
export function describeFailing(job: JobRecord | undefined, now: number): Message['sections'] {
  const count = latestFailingCount(job?.failing, now);
  return count === undefined ? [] : [{ heading: 'What fails', text: sayFailing(count, count.top[0]?.code ?? '') }];
}
