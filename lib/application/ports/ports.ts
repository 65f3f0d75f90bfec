import type { ChannelRecord } from '../../domain/channel/channel.ts';
import type { ChannelName, Delivery } from '../../domain/channel/delivery.ts';
import type { OutboxRef } from '../../domain/ids.ts';
import type { ClosedIncident, CurrentIncident, Incident, OpenIncident, OutboxRow } from '../../domain/incident/incident.ts';
import type { Gap, JobEvent } from '../../domain/job/event.ts';
import type { TargetRead } from '../../domain/job/job-read.ts';
import type { JobRecord, Target } from '../../domain/job/record/job-record.ts';
import type { JobKey, ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import type { Message } from '../../domain/notification/message.ts';
import type { OperationRecord } from '../../domain/operation/operation.ts';
import type { DomainRecord } from '../../domain/tenant/decide/domain-record.ts';
import type { StateWrite } from '../../domain/tenant/decide/state-write.ts';
import type { HourlyName, HourlyReading } from '../../domain/tenant/pass/hourly-reading.ts';
import type { FleetRow, TenantRegistration } from '../../domain/tenant/tenant.ts';
import type { ChangeBook } from '../../domain/view/change-book.ts';
import type { JobViewPage } from '../../domain/view/job-view.ts';
import type { GrantStore } from './grant-store.ts';
import type { AuditStore, OperationStore } from './operation-ports.ts';
import type { Page, Stored } from './stored.ts';

export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
  /** For the short waits inside a pass; a longer delay lives in a row. */
  sleep(delayInMs: number): Promise<void>;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
}

/** Static text; everything that varies goes into `facts`. Secrets are removed by the adapter. */
export interface Log {
  debug(text: string, facts?: Record<string, unknown>): void;
  info(text: string, facts?: Record<string, unknown>): void;
  warn(text: string, facts?: Record<string, unknown>): void;
  error(text: string, facts?: Record<string, unknown>): void;
}

/** Graph with the reader identity. Every call throws `UpstreamError` when the whole request failed; nothing is retried inside. */
export interface GraphReader {
  /** The jobs of up to 20 service principals in one `$batch`; each item succeeds or fails by itself. */
  readJobs(tenantId: string, servicePrincipalIds: readonly string[]): Promise<TargetRead[]>;
  /** Service principals of the provisioning templates and of the legacy shared application. */
  findServicePrincipals(tenantId: string): Promise<ServicePrincipal[]>;
  /** One page of all service principals; `cursor` is absent on the last. */
  listServicePrincipals(tenantId: string, cursor?: string): Promise<{ value: ServicePrincipal[]; cursor?: string }>;
  /** The tenant's display name; undefined where it may not be read. Never throws `UpstreamError`. */
  readTenantName(tenantId: string): Promise<string | undefined>;
  /** Graph's clock minus ours, in seconds, as of the tenant's last answer; undefined when there was none yet. */
  clockSkewInSeconds(tenantId: string): number | undefined;
}

/** The row of a job as it was read. */
export interface JobRow extends Omit<JobKey, 'tenantId'> {
  /** Absent where the row cannot be understood. */
  value?: JobRecord;
  /** Absent where a later release wrote the row, so that it cannot be replaced. */
  etag?: string;
}

/** What holds now in one tenant: its targets, last good snapshots and incidents. */
export interface TenantState {
  targets: Stored<Target>[];
  jobs: JobRow[];
  /** The on-premises domains of its jobs. */
  domains: Stored<DomainRecord>[];
  incidents: Stored<CurrentIncident>[];
  /** Each job's current or last operation. */
  operations: OperationRecord[];
  /** What was read besides the jobs. */
  hourly: Stored<HourlyReading>[];
}

export type CommitOutcome = 'committed' | 'conflict';

export interface SyncStateStore {
  /** One range read of everything that holds now. */
  readNow(tenantId: string): Promise<TenantState>;
  /**
   * Writes each group atomically, packing groups into transactions of ≤ 100 entities. The answer has one outcome per group, in order.
   * An ambiguous answer is settled by reading back, so `conflict` means that somebody else really changed a row first.
   */
  commit(tenantId: string, groups: readonly StateWrite[][]): Promise<CommitOutcome[]>;
  getJob(key: JobKey): Promise<Stored<JobRecord> | undefined>;
  /** Events of one job, newest first. `from` inclusive, `to` exclusive, UTC ISO. */
  listEvents(key: JobKey, query: { from?: string; to?: string; type?: string; pageSize: number; after?: string }): Promise<Page<JobEvent>>;
  /** The first event of a job, by which it was first seen; undefined once it is older than what is kept. */
  getFirstEvent(key: JobKey): Promise<JobEvent | undefined>;
  /** Events of one job by their number: those behind `after`, up to `to`, oldest first. */
  listEventsBetween(key: JobKey, range: { after: number; to: number }): Promise<JobEvent[]>;
  /** Gaps of the whole tenant, newest first. */
  listGaps(tenantId: string, query: { from?: string; to?: string }): Promise<Gap[]>;
  /** What an hourly reader last found; undefined until it had a turn. */
  getHourly<Name extends HourlyName>(tenantId: string, name: Name): Promise<HourlyReading<Name> | undefined>;
  getDomain(tenantId: string, domain: string): Promise<DomainRecord | undefined>;
  /** Every on-premises domain of the tenant's jobs. */
  listDomains(tenantId: string): Promise<DomainRecord[]>;
  listOpenIncidents(tenantId: string): Promise<OpenIncident[]>;
  getIncident(tenantId: string, hash: string): Promise<Stored<CurrentIncident> | undefined>;
  getPastIncident(tenantId: string, hash: string, openedSeq: number): Promise<ClosedIncident | undefined>;
  /** What is not to be shown is passed over as if it were not there: no key of it stands in `after`. */
  listPastIncidents(
    tenantId: string,
    query: { pageSize: number; after?: string; isShown?(incident: ClosedIncident): boolean },
  ): Promise<Page<ClosedIncident>>;
  /** Deletes history older than `before`; answers how many rows went. Stops after `limit` rows. */
  pruneHistory(tenantId: string, before: string, limit: number): Promise<number>;
  /** Deletes every unsent card of a removed tenant. */
  deleteOutbox(tenantId: string): Promise<void>;
  /** Deletes everything that is kept of a removed tenant, its history included. */
  erase(tenantId: string): Promise<void>;
}

/** `null` clears a column. */
export type FleetPatch = { [Column in keyof FleetRow]?: FleetRow[Column] | null };

export interface FleetStore {
  get(tenantId: string): Promise<Stored<FleetRow> | undefined>;
  /** Every row, one request per 1,000 tenants. */
  list(): Promise<Stored<FleetRow>[]>;
  /** False when it exists already. */
  create(tenantId: string, columns: FleetPatch): Promise<boolean>;
  /** Merges columns if the row is unchanged; answers the new ETag, or undefined when somebody else was first. */
  merge(tenantId: string, patch: FleetPatch, etag: string): Promise<string | undefined>;
  /** False when somebody else changed or deleted it first. */
  delete(tenantId: string, etag: string): Promise<boolean>;
}

export interface TenantRegistry {
  get(tenantId: string): Promise<Stored<TenantRegistration> | undefined>;
  list(): Promise<Stored<TenantRegistration>[]>;
  create(registration: TenantRegistration): Promise<boolean>;
  replace(registration: TenantRegistration, etag: string): Promise<boolean>;
}

export type TurnBook = (before: ChangeBook | undefined) => ChangeBook;

export interface JobViewStore {
  /** Every page of one tenant, one consistent version; undefined when there is none yet. */
  read(tenantId: string): Promise<JobViewPage[] | undefined>;
  /** The first page of one tenant as it was published last; undefined when there is none that can be understood. */
  readFirst(tenantId: string): Promise<JobViewPage | undefined>;
  /** Every page of every tenant: for an instance that has none cached. */
  readAll(): Promise<JobViewPage[]>;
  /** What changed lately in one tenant; undefined when there is nothing that can be understood. */
  readBook(tenantId: string): Promise<ChangeBook | undefined>;
  /**
   * Replaces all pages of the tenant in one transaction and deletes those beyond the last. `turn` makes the next book of changes of the
   * stored one, and is asked again at each try; it is written with the pages unless it is the same, and answered.
   */
  write(tenantId: string, pages: readonly JobViewPage[], turn?: TurnBook): Promise<ChangeBook | undefined>;
  delete(tenantId: string): Promise<void>;
}

export interface ErrorSightings {
  /** Counts an unknown code once per transition. */
  record(sighting: { family: string; code: string; tenantId: string; at: string; sample?: string }): Promise<void>;
  list(): Promise<{ family: string; code: string; tenantId: string; count: number; firstSeenAt: string; lastSeenAt: string }[]>;
  /** Deletes what was seen in one tenant. */
  forget(tenantId: string): Promise<void>;
}

export interface DeadLetters {
  record(letter: { queue: string; id: string; at: string; reason: string; tenantId?: string; text: string }): Promise<void>;
}

/** Counts messages that were set aside. */
export interface DeadLetterReader {
  /** Those of one queue after `since`, UTC ISO. */
  countSince(queue: string, since: string): Promise<number>;
}

/** One step of a card: taken for sending, or gone once it was accepted, together with its incident where that still exists. */
export type OutboxChange =
  | { kind: 'claimed'; row: Stored<OutboxRow>; incident: Stored<Incident> }
  | { kind: 'removed'; row: OutboxRef; incident?: Stored<Incident> };

export interface OutboxStore {
  /** Every unsent card of a tenant, oldest first. */
  list(tenantId: string): Promise<Stored<OutboxRow>[]>;
  /** The incidents of the rows, by their ids: open, or closed in the past. One that is nowhere is missing from the answer. */
  findIncidents(tenantId: string, rows: readonly OutboxRow[]): Promise<Map<string, Stored<Incident>>>;
  /** Writes each change atomically; one outcome per change, in order. */
  write(tenantId: string, changes: readonly OutboxChange[]): Promise<CommitOutcome[]>;
}

export interface ChannelStore {
  get(name: ChannelName): Promise<Stored<ChannelRecord> | undefined>;
  /** Without an ETag the row is created. Answers the new ETag, or undefined when somebody else was first. */
  put(channel: ChannelRecord, etag?: string): Promise<string | undefined>;
}

/** One way to tell people. Never throws; neither the answer nor `label` holds the address, which is a secret. */
export interface Notifier {
  name: ChannelName;
  /** Host and the first 8 hex digits of the address's SHA-256. */
  label: string;
  /** How many lines of the message one card holds, at least one. */
  linesOf(message: Message): number;
  send(message: Message, options: { timeoutInMs: number; minimal?: boolean }): Promise<Delivery>;
}

export interface Ports {
  clock: Clock;
  log: Log;
  graph: GraphReader;
  state: SyncStateStore;
  fleet: FleetStore;
  tenants: TenantRegistry;
  views: JobViewStore;
  sightings: ErrorSightings;
  deadLetters: DeadLetters;
  deadLetterReader: DeadLetterReader;
  outbox: OutboxStore;
  channels: ChannelStore;
  operations: OperationStore;
  audit: AuditStore;
  grants: GrantStore;
}
