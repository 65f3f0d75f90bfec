import type { HealthReason } from '../job/health/health.ts';
import type { JobSummary } from './job-view.ts';

const stoppedBy: readonly HealthReason[] = ['silent', 'unreadable', 'malformed', 'completeFailures', 'quarantined', 'neverRan'];

/** Whether the job ran, and as it should, when it was last read. */
export function isRunningWell({ state, reasons, readFailingSince }: Pick<JobSummary, 'state' | 'reasons' | 'readFailingSince'>): boolean {
  return state === 'Active' && readFailingSince === undefined && !reasons.some((reason) => stoppedBy.includes(reason));
}
