import type { Condition } from '../condition.ts';
import type { IncidentSeverity } from './incident.ts';

/** How grave each condition is: a warning leaves time to act before anything stops. */
export const incidentSeverities = {
  quarantine: 'critical',
  disabled: 'critical',
  completeFailures: 'critical',
  silent: 'critical',
  nearQuarantine: 'warning',
  escrowsRising: 'warning',
  servicePrincipalUnreadable: 'warning',
  agentDown: 'critical',
  unreachable: 'critical',
  consentMissing: 'critical',
  // Critical once a day is over.
  directorySyncStale: 'warning',
  passwordSyncStale: 'warning',
  monitorBlind: 'critical',
  channelBroken: 'critical',
  poison: 'warning',
} as const satisfies Record<Condition, IncidentSeverity>;
