import type { ChannelSummary } from '../channel/channel.ts';
import type { Condition } from '../condition.ts';
import type { ConditionCount } from '../condition-count.ts';
import type { UpstreamReason } from '../errors.ts';
import type { IncidentSeverity } from '../incident/incident.ts';
import type { IncidentsBeyondJobs } from '../incident/incidents-beyond-jobs.ts';
import type { Health } from '../job/health/health.ts';
import type { JobState } from '../job/synchronization-job.ts';
import { millisOf } from '../time.ts';
import type { StoredTally } from './job-tally.ts';

/** The pseudo-tenant that carries the service's own state; never polled, never counted. */
export const serviceTenantId = '_service';

/** Configuration only: which tenants are watched. A tombstone keeps a removed one from being seeded again. */
export interface TenantRegistration {
  v: 1;
  tenantId: string;
  displayName?: string;
  addedAt: string;
  /** `settings`: seeded from the list of tenants in the settings. */
  source: 'settings' | 'api';
  /** Marks by which people tell groups of tenants apart. */
  tags?: readonly string[];
  /** Who registered it by hand last; missing while the settings alone name it. */
  registeredBy?: string;
  removedAt?: string;
  /** Since when nothing of a removed tenant is to be kept but the audit. */
  purgeRequestedAt?: string;
}

export type UnreadableReason = UpstreamReason | 'notYetRead';

export interface TenantCounts {
  jobs: number;
  byState: Partial<Record<JobState, number>>;
  byHealth: Partial<Record<Health, number>>;
  incidents: Partial<Record<IncidentSeverity, number>>;
  /** Of them those of more than one job; missing where there is none, and until the first pass of a release that keeps them. */
  beyondJobs?: IncidentsBeyondJobs;
  /** Of `byHealth`, the jobs for which not the last complete pass speaks but a reading of their own, by the time of that reading. */
  ownReadings?: { readAt: string; byHealth: Partial<Record<Health, number>> }[];
  /** When the longest unread of the jobs whose reading fails was last read well, UTC ISO: no pass vouches for them. */
  failingReadAt?: string;
}

/** Who may poll a tenant now, how far it got, and what it found; one row per tenant. Times are UTC ISO. */
export interface FleetRow {
  v: 1;
  tenantId: string;
  /** As the registry has it, so that these rows alone say who is watched; missing on the service's own row. */
  registration?: TenantRegistration;
  /** As Graph names the tenant; read with each discovery. */
  displayName?: string;
  leaseOwner?: string;
  leaseTakenAt?: string;
  leaseUntil?: string;
  /** When the lease was taken, or prolonged last: whatever its holder still publishes is later. */
  leaseFrom?: string;
  lastTickId?: string;
  /** Only on the service's own row, when no tick had happened before it: from then on one is awaited. */
  createdAt?: string;
  passStartedAt?: string;
  /** Key of the last target read by an unfinished pass. */
  cursor?: string;
  discoveryCursor?: string;
  discoveryStartedAt?: string;
  discoveredAt?: string;
  /** When the service principals of the provisioning templates were last looked for. */
  templatesReadAt?: string;
  prunedAt?: string;
  /** Nothing is asked of Graph for this tenant before this time. */
  notBefore?: string;
  /** The part of that time that Graph itself named; the rest is our own patience. */
  graphNotBefore?: string;
  /** Passes in a row that ended without one good answer. */
  failedPasses?: number;
  /** Passes in a row that showed a condition of the tenant, or its absence. */
  conditionCounts?: Partial<Record<Condition, ConditionCount>>;
  lastAttemptAt?: string;
  /** Start of the last pass that covered every target. */
  lastCompletedAt?: string;
  /** End of that pass, where one message made it all: readings up to here count from its start. */
  completedUntil?: string;
  lastError?: string;
  unreadableReason?: UnreadableReason;
  /** The code by which Graph or the token authority refused, such as `AADSTS7000222`. */
  unreadableCode?: string;
  unreadableSince?: string;
  clockSkewSeconds?: number;
  outboxPendingSince?: string;
  forceRequestedAt?: string;
  /** Since when somebody waits for all service principals to be looked through, and for those that refused us to be asked again. */
  discoveryRequestedAt?: string;
  operationsPendingSince?: string;
  viewHash?: string;
  viewVersion?: number;
  /** The lease under which the tenant's book of changes was written last. */
  bookOwner?: string;
  /** When the last change was published that the book holds. */
  changedAt?: string;
  counts?: TenantCounts;
  /** More numbers of its jobs; missing until the first pass of a release that keeps them. */
  tally?: StoredTally;
  /** Only on the service's own row: what the service found of itself. */
  monitor?: 'ok' | 'degraded' | 'blind';
  /** When the monitor was judged last; an old judgement counts for nothing. */
  monitorJudgedAt?: string;
  channels?: ChannelSummary[];
  /** Only on the service's own row: when the timer of cards was last seen to run. */
  dispatchedAt?: string;
}

/** Whether somebody registered the tenant and nobody removed it since. */
export function isLive(registration: TenantRegistration | undefined): boolean {
  return registration !== undefined && registration.removedAt === undefined;
}

/** Whether nobody but the settings, which name it no more, ever asked for the tenant. */
export function isLeftOver({ source, registeredBy }: TenantRegistration): boolean {
  return source === 'settings' && registeredBy === undefined;
}

/** Whether somebody has asked since the last one for all service principals to be looked through. */
export function isDiscoveryAwaited({ discoveryRequestedAt, discoveredAt }: FleetRow): boolean {
  return discoveryRequestedAt !== undefined && !(millisOf(discoveredAt) >= millisOf(discoveryRequestedAt));
}

/** The row of a tenant that is watched now. */
export type WatchedRow = FleetRow & { registration: TenantRegistration };

/** A row that nobody registered, or whose tenant was removed, is not shown any more; its worker closes it. */
export function isWatched(row: FleetRow): row is WatchedRow {
  return isLive(row.registration);
}

/** What people call the tenant: the name they gave it here, else Graph's, else its id. */
export function tenantNameOf({ tenantId, displayName, registration }: FleetRow): string {
  return registration?.displayName || displayName || tenantId;
}

/** The time of the last tick that a row took part in, milliseconds since the epoch; NaN when there was none. */
export function lastTickOf(row: FleetRow | undefined): number {
  return millisOf(row?.lastTickId);
}
