import type { Quarantine } from '../job/synchronization-job.ts';
import type { FleetRow, TenantCounts } from '../tenant/tenant.ts';
import { millisOf } from '../time.ts';

// One flat object a line: what reads the logs (the workbook and the alerts of infra/) finds each by the name in `event`.

/** How a tenant's jobs were after a pass. */
export function tenantReadEvent(tenantId: string, { jobs, byState, byHealth, incidents }: TenantCounts) {
  const { healthy = 0, warning = 0, critical = 0, unknown = 0 } = byHealth;
  const openIncidents = Object.values(incidents).reduce((sum, count) => sum + count, 0);
  return { event: 'tenantRead', tenantId, jobs, healthy, warning, critical, unknown, quarantined: byState.Quarantine ?? 0, openIncidents };
}

interface SeenJob {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
  observedAt: string;
  snapshot: { quarantine?: Quarantine };
}

/** A quarantine that began between two readings, and how long it took to be seen; undefined where none did, or nobody looked before. */
export function quarantineSeenEvent(before: Pick<SeenJob, 'snapshot'> | undefined, after: SeenJob) {
  const { quarantine } = after.snapshot;
  const began = quarantine?.currentBegan ?? quarantine?.seriesBegan;
  const known = before?.snapshot.quarantine;
  if (before === undefined || quarantine === undefined || began === (known?.currentBegan ?? known?.seriesBegan)) return undefined;
  const { tenantId, servicePrincipalId, jobId, observedAt } = after;
  const secondsToDetect = secondsBetween(began, observedAt);
  return { event: 'quarantineSeen', tenantId, servicePrincipalId, jobId, reason: quarantine.reason, secondsToDetect };
}

/** A card that a channel took, and how long the oldest news on it had waited. */
export function cardPostedEvent(channel: string, rows: readonly { createdAt: string }[], postedAt: string) {
  const oldest = rows.map(({ createdAt }) => createdAt).sort()[0];
  return { event: 'cardPosted', channel, news: rows.length, secondsToCard: secondsBetween(oldest, postedAt) };
}

interface ServiceFacts {
  monitor: string;
  rows: readonly Pick<FleetRow, 'outboxPendingSince'>[];
  brokenChannels: number;
  setAside: number;
  at: string;
}

/** What the service found of itself. */
export function serviceWatchedEvent({ monitor, rows, brokenChannels, setAside, at }: ServiceFacts) {
  const oldest = rows.flatMap(({ outboxPendingSince }) => outboxPendingSince ?? []).sort()[0];
  return { event: 'serviceWatched', monitor, brokenChannels, setAside, oldestCardInSeconds: secondsBetween(oldest ?? at, at) };
}

/** Whole seconds, never negative; null where a time is missing or none. */
function secondsBetween(from: string | undefined, until: string): number | null {
  const seconds = Math.round((millisOf(until) - millisOf(from)) / 1_000);
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}
