import type { Job } from '../../../../client/client.d.ts';
import { jobPath } from '../job-path.ts';

const hourInMs = 3_600_000;

/** How far back the log is read. */
export const spans = {
  '1h': { name: 'the last hour', inMs: hourInMs },
  '6h': { name: 'the last 6 hours', inMs: 6 * hourInMs },
  '24h': { name: 'the last 24 hours', inMs: 24 * hourInMs },
  '7d': { name: 'the last 7 days', inMs: 168 * hourInMs },
} as const;

/** Which rows of the log are asked for. */
export const rowChoices = {
  usual: { name: 'Failures and waiting deletes', status: undefined },
  skipped: { name: 'Skipped objects', status: 'skipped' },
  all: { name: 'All of them', status: 'failure,skipped,stagedDelete' },
} as const;

export interface Asked {
  span: keyof typeof spans;
  rows: keyof typeof rowChoices;
  withNames: boolean;
  /** When it is asked, in milliseconds since the epoch. */
  at: number;
}

/** What the address of the page asks for; what it does not know is the usual. */
export function askedBy(query: URLSearchParams): Pick<Asked, 'span' | 'rows'> {
  const [span, rows] = [query.get('log') ?? '', query.get('rows') ?? ''];
  return {
    span: Object.hasOwn(spans, span) ? (span as Asked['span']) : '24h',
    rows: Object.hasOwn(rowChoices, rows) ? (rows as Asked['rows']) : 'usual',
  };
}

/** Where the API has it. */
export function failingPath(job: Job, { span, rows, withNames, at }: Asked): string {
  const query = new URLSearchParams({ from: new Date(at - spans[span].inMs).toISOString(), to: new Date(at).toISOString() });
  const { status } = rowChoices[rows];
  if (status !== undefined) query.set('status', status);
  if (withNames) query.set('include', 'names');
  return `${jobPath(job)}/provisioningErrors?${query}`;
}
