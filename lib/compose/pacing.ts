import type { PollOptions } from '../application/poll/poll-options.ts';
import type { GrantUse } from '../application/tenant/visible/rights-reader.ts';
import type { TimerPeriods } from '../application/watch/late-timers.ts';
import type { Settings } from '../settings.ts';

export const secondInMs = 1_000;
export const hourInMs = 3_600 * secondInMs;

// Without sign-in whoever is on this machine has no limits.
export function grantUseOf({ AUTH_MODE, AUTH_REQUIRE_GRANTS }: Settings): GrantUse {
  if (AUTH_MODE === 'none') return 'none';
  return AUTH_REQUIRE_GRANTS ? 'required' : 'optional';
}

export function pollOptions(settings: Settings): Omit<PollOptions, 'channelConfigured'> {
  return {
    pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs,
    leaseInMs: settings.LEASE_SECONDS * secondInMs,
    concurrency: settings.POLL_CONCURRENCY,
    // Below the function's timeout of 5 minutes, with room for the writes.
    budgetInMs: 240 * secondInMs,
    discoveryIntervalInMs: settings.DISCOVERY_MINUTES * 60 * secondInMs,
    historyInMs: settings.HISTORY_DAYS * 24 * hourInMs,
    auditInMs: settings.AUDIT_DAYS * 24 * hourInMs,
    reminderInMs: settings.REMINDER_HOURS * hourInMs,
  };
}

/** How often each timer fires; the watch over the service itself, every minute. */
export function timerPeriods({ POLL_INTERVAL_SECONDS, DISPATCH_INTERVAL_SECONDS }: Settings): TimerPeriods {
  return {
    'plan-polls': POLL_INTERVAL_SECONDS * secondInMs,
    'dispatch-notifications': DISPATCH_INTERVAL_SECONDS * secondInMs,
    'watch-self': 60 * secondInMs,
  };
}

/** A request must not outlive the lease it runs under. */
export function requestTimeoutInMs({ LEASE_SECONDS }: Settings): number {
  return Math.min(20, LEASE_SECONDS / 2) * secondInMs;
}
