import { millisOf } from '../../time.ts';
import type { JobFacts } from '../job-marks.ts';
import type { JobSnapshot } from '../synchronization-job.ts';
import { quarantineCountdown } from './quarantine-countdown.ts';

/**
 * Whether Microsoft switched the job off after a quarantine, which is another thing than a job that was never switched on, or by intent off:
 * a pause by hand would show as Paused.
 */
export function isDisabled({ snapshot, marks }: JobFacts, now: number): boolean {
  if (snapshot.schedule.state !== 'Disabled') return false;
  return snapshot.state === 'Quarantine' || marks?.disabledFrom !== undefined || isExpired(snapshot, now);
}

/** Whether a quarantine has lasted the 28 days after which Microsoft gives up. */
export function isExpired({ quarantine }: JobSnapshot, now: number): boolean {
  return millisOf(quarantineCountdown(quarantine, now)?.disableAt) <= now;
}

/** Since when a job is switched off that Microsoft disabled, as far as it is known: the end of the 28 days, else when it was first seen. */
export function offSince({ snapshot, marks }: JobFacts, now: number): string | undefined {
  const { offSince: expiredAt, seenAt } = marks?.disabledFrom ?? {};
  const disableAt = quarantineCountdown(snapshot.quarantine, now)?.disableAt;
  return expiredAt ?? seenAt ?? (millisOf(disableAt) <= now ? disableAt : undefined);
}
