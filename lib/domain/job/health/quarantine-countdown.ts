import { dayInMs, isoOf, millisOf } from '../../time.ts';
import type { Quarantine } from '../synchronization-job.ts';

export interface QuarantineCountdown {
  /** When the service disables the job, UTC ISO. */
  disableAt: string;
  /** Whole days until then, never below 0. */
  daysLeft: number;
}

/**
 * The time left until the service disables a quarantined job: 28 days after the series began.
 * Undefined when Graph does not say when it began.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status
 */
export function quarantineCountdown(quarantine: Pick<Quarantine, 'seriesBegan'> | undefined, now: number): QuarantineCountdown | undefined {
  const disableAt = millisOf(quarantine?.seriesBegan) + 28 * dayInMs;
  if (Number.isNaN(disableAt)) return undefined;
  return { disableAt: isoOf(disableAt), daysLeft: Math.max(0, Math.floor((disableAt - now) / dayInMs)) };
}
