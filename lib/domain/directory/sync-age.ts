import { ageInMs, dayInMs, hourInMs, minuteInMs } from '../time.ts';

/**
 * How old the last synchronization is: within its cycle (`onTime`), later (`late`), so late that something is wrong (`stale`), or beyond
 * what Microsoft supports (`overdue`).
 */
export const ageStates = ['onTime', 'late', 'stale', 'overdue'] as const;
export type AgeState = (typeof ageStates)[number];

/** Up to which age each state lasts. */
interface AgeLimits {
  onTimeInMs: number;
  lateInMs: number;
  staleInMs: number;
  /** From here on it is critical. */
  criticalInMs: number;
}

/**
 * A cycle every 30 minutes, and one within seven days at least.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler
 */
export const objectLimits: AgeLimits = {
  onTimeInMs: 30 * minuteInMs,
  lateInMs: 3 * hourInMs,
  staleInMs: 7 * dayInMs,
  criticalInMs: dayInMs,
};

/**
 * Every two minutes, which nobody can change; after a day without any, the health of the service calls for help.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization
 */
export const passwordLimits: AgeLimits = {
  onTimeInMs: 2 * minuteInMs,
  lateInMs: 2 * hourInMs,
  staleInMs: dayInMs,
  criticalInMs: dayInMs,
};

/** The state of what was last done at `lastAt`, as it was at `readAt`; both UTC ISO. */
export function ageStateOf(lastAt: string, readAt: string, limits: AgeLimits): AgeState {
  const age = ageInMs(lastAt, Date.parse(readAt));
  if (age <= limits.onTimeInMs) return 'onTime';
  if (age <= limits.lateInMs) return 'late';
  return age <= limits.staleInMs ? 'stale' : 'overdue';
}

/** Whether it is worth an alarm, and which. */
export function alarmOf(lastAt: string, readAt: string, { lateInMs, criticalInMs }: AgeLimits): 'warning' | 'critical' | undefined {
  const age = ageInMs(lastAt, Date.parse(readAt));
  if (age > criticalInMs) return 'critical';
  return age > lateInMs ? 'warning' : undefined;
}
