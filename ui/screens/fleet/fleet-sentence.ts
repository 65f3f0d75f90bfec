import type { FleetStatus } from '../../../client/client.d.ts';
import { counted, roughDuration } from '../../words/durations.ts';

type FirstJob = NonNullable<FleetStatus['jobs']['firstDisable']>['job'];

export interface Sentence {
  /** What is so. */
  told: string;
  /** What is coming, where something is. */
  urgent?: string;
  /** The job that is switched off first. */
  first?: FirstJob;
  /** What cannot be told. */
  rest?: string;
}

/** The first sentence of the fleet, which is the answer. It calls nothing healthy that could not be read. */
export function sentenceOf(status: FleetStatus, now: number): Sentence {
  const rest = restOf(status);
  const quarantined = status.jobs.byState.Quarantine ?? 0;
  const { disabled } = status.jobs;
  const off = disabled > 0 ? ` Microsoft has switched off ${counted(disabled, 'job')}.` : '';
  if (quarantined > 0) return { told: `${counted(quarantined, 'job')} in quarantine.${off}`, ...firstDisableOf(status, now), ...rest };
  return { told: calmSentence(status) + off, ...rest };
}

function firstDisableOf({ jobs: { firstDisable, disabled } }: FleetStatus, now: number): Pick<Sentence, 'urgent' | 'first'> {
  if (firstDisable === undefined) return {};
  const left = Date.parse(firstDisable.at) - now;
  const which = disabled > 0 ? 'The next' : 'The first';
  const urgent = left <= 0 ? `${which} is due to be switched off.` : `${which} is switched off in ${roughDuration(left)}.`;
  return { urgent, first: firstDisable.job };
}

function calmSentence({ monitor, tenants, jobs }: FleetStatus): string {
  const { critical = 0, unknown = 0, warning = 0, healthy = 0 } = jobs.byHealth;
  if (critical > 0) return `${counted(critical, 'job needs', 'jobs need')} hands. None is in quarantine.`;
  if (tenants.total === 0) return 'No tenant is watched.';
  if (unknown > 0) return `${counted(unknown, 'job', 'jobs')} cannot be judged. None is known to be in quarantine.`;
  if (warning > 0) return `${counted(warning, 'job needs', 'jobs need')} a look. None is in quarantine.`;
  if (monitor === 'blind') return 'Nothing can be said of any job.';
  if (healthy === 0) return tenants.unreadable.length === 0 ? 'There are no synchronization jobs.' : 'No job could be read.';
  return tenants.unreadable.length === 0
    ? `All ${counted(healthy, 'job is', 'jobs are')} healthy.`
    : `No job that can be read needs anything.`;
}

function restOf({ tenants, jobs }: FleetStatus): Pick<Sentence, 'rest'> {
  const unread = tenants.unreadable.length;
  const unknown = jobs.byHealth.unknown ?? 0;
  const told = [
    unread > 0 &&
      `${counted(unread, 'tenant')} cannot be read: ${unread === 1 ? 'its' : 'their'} jobs are shown as last read, if ever, and may be worse by now.`,
    unread === 0 && unknown > 0 && `${counted(unknown, 'job')} cannot be judged.`,
  ].filter((text) => text !== false);
  return told.length === 0 ? {} : { rest: told.join(' ') };
}
