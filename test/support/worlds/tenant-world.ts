import { type JobPatch, patchJob } from '../../../dev/graph/control/patch-job.ts';
import type { FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import type { Job, World } from '../../../dev/graph/model/model.ts';
import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import { createSharedState, type SharedState } from '../../../dev/graph/server/shared-state.ts';
import { startGraphSimulator } from '../../../dev/graph/start-graph-simulator.ts';
import { signGraphToken } from '../../../dev/graph/tokens/graph-token.ts';
import { buildFleet, type FleetOptions } from '../../../dev/graph/world/build-fleet.ts';
import { clients, readerRoles } from '../../../dev/graph/world/clients.ts';
import { createGraphReader } from '../../../lib/adapters/graph/create-graph-reader.ts';
import { createDirectoryAuditLog } from '../../../lib/adapters/graph/read-directory-audits.ts';
import { createDirectorySyncReader } from '../../../lib/adapters/graph/read-directory-sync.ts';
import { createProvisioningLog } from '../../../lib/adapters/graph/read-provisioning-log.ts';
import { createReportPace, type ReportPace } from '../../../lib/adapters/graph/transport/report-pace.ts';
import { createTokenSource } from '../../../lib/adapters/identity/acquire/create-token-source.ts';
import type { RequestToken } from '../../../lib/adapters/identity/acquire/request-token.ts';
import { createStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { handlePollMessage } from '../../../lib/application/poll/handle-poll-message.ts';
import { createDirectorySyncHourly } from '../../../lib/application/poll/hourly/read-directory-sync.ts';
import { planPolls } from '../../../lib/application/poll/plan-polls.ts';
import type { PollDeps, PollOptions } from '../../../lib/application/poll/poll-options.ts';
import type { DirectoryAuditLog } from '../../../lib/application/ports/directory-audit-log.ts';
import type { Ports } from '../../../lib/application/ports/ports.ts';
import type { ProvisioningLog } from '../../../lib/application/ports/provisioning-log.ts';
import type { SpeakerSource } from '../../../lib/application/tenant/held/tally-tenant.ts';
import type { PollMessage } from '../../../lib/application/tenant/messages/poll-message.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import type { FleetRow } from '../../../lib/domain/tenant/tenant.ts';
import { type Tokens, tokensOfAuthority } from '../authority-tokens.ts';
import { createRecordingLog, type RecordingLog } from '../recording-log.ts';
import { createInMemoryTables } from '../storage/in-memory-table.ts';
import { loggedTables, type StoreRequest } from '../storage/logged-tables.ts';
import { speakerSource } from './speaker-source.ts';
import { createWorldClock, type WorldClock } from './world-clock.ts';

export const minuteInMs = 60_000;
export const hourInMs = 60 * minuteInMs;
export const tickInMs = 5 * minuteInMs;
const startOfTime = Date.parse('2026-03-02T08:00:00Z');

export interface TenantWorldOptions extends Partial<FleetOptions> {
  openTable?: OpenTable;
  /** Milliseconds since the epoch at which the clock stands first. */
  startAt?: number;
  /** Another world than a fleet of equal tenants. */
  buildWorld?: (now: () => number) => { world: World; tenantIds: string[] };
  /** Whether tokens are asked of the local authority; else they are signed here with the key Graph trusts. */
  withAuthority?: boolean;
  /** Deadline of one request to Graph, in true time. */
  timeoutInMs?: number;
  /** Graph's clock minus ours. */
  skewInMs?: number;
  poll?: Partial<PollOptions>;
}

export type PollPorts = Stores & Pick<Ports, 'clock' | 'log' | 'graph'> & SpeakerSource & Pick<PollDeps, 'hourlyReaders'>;

export interface TenantWorld extends AsyncDisposable {
  clock: WorldClock;
  log: RecordingLog;
  world: World;
  shared: SharedState;
  ports: PollPorts;
  options: PollOptions;
  graphUrl: string;
  /** What the reader asks of the logs; whoever shares it shares its pace. */
  provisioningLog: ProvisioningLog;
  directoryAuditLog: DirectoryAuditLog;
  reportPace: ReportPace;
  /** Tokens of the reader. */
  getToken: ReturnType<typeof createTokenSource>['getToken'];
  tenantIds: string[];
  tenantId: string;
  /** Requests to the store since `forget`. */
  stored: StoreRequest[];
  fault(...rules: FaultRuleInput[]): void;
  /** Requests that Graph has received since `forget`, of one tenant or all. */
  asked(tenantId?: string): LogEntry[];
  forget(): void;
  plan(): Promise<PollMessage[]>;
  /** Handles a message and those it gives rise to. */
  handle(message: unknown): Promise<void>;
  /** What a timer and the queue make of this moment. */
  tick(): Promise<void>;
  /** Moves to the next tick, or the `count`-th from now, and runs each. */
  ticks(count?: number): Promise<void>;
  /** Ask for a poll out of turn. */
  force(tenantId?: string): PollMessage;
  fleetRow(tenantId?: string): Promise<FleetRow>;
  jobAt(servicePrincipal?: number, job?: number, tenant?: number): { key: JobKey; job: Job };
  patch(key: JobKey, patch: JobPatch): void;
}

/** The poller with the real adapters: Graph is the simulator, the store is in memory unless given, and time is moved by the test. */
export async function startTenantWorld(options: TenantWorldOptions = {}): Promise<TenantWorld> {
  const clock = createWorldClock(options.startAt ?? startOfTime, options.seed ?? 1);
  const fleet = { tenants: 1, servicePrincipalsPerTenant: 1, jobsPerServicePrincipal: 1, interval: 'P1D', ...options };
  const now = () => clock.at + (options.skewInMs ?? 0);
  const { world, tenantIds } = options.buildWorld?.(now) ?? buildFleet({ ...fleet, now });
  const shared = await createSharedState(world);
  const simulator = await startGraphSimulator({ port: 0, world, shared });
  const log = createRecordingLog();
  const stored: StoreRequest[] = [];
  const stores = createStores({ openTable: loggedTables(options.openTable ?? createInMemoryTables(), stored), log });
  const tokens = options.withAuthority ? await tokensOfAuthority(world, shared, clock) : signTokens(shared, clock);
  const identity = {
    mode: 'client-secret',
    clientId: clients.readerClientId,
    clientSecret: 'unused',
    authorityHost: '',
    scope: '',
  } as const;
  const { getToken } = createTokenSource(identity, { clock, requestToken: tokens.requestToken });
  const graph = createGraphReader({
    baseUrl: simulator.url,
    getToken,
    clock,
    ...(options.timeoutInMs !== undefined && { timeoutInMs: options.timeoutInMs }),
  });
  // With a client of its own, as it ships.
  const hourlyReaders = [
    createDirectorySyncHourly(createDirectorySyncReader({ baseUrl: simulator.url, getToken, clock }), { isPerson: false }),
  ];
  const ports: PollPorts = { clock, log, graph, hourlyReaders, ...speakerSource, ...stores };
  const poll = pollOptions(options.poll);
  const pace = createReportPace(clock);
  return {
    ...{
      clock,
      log,
      world,
      shared,
      ports,
      tenantIds,
      stored,
      graphUrl: simulator.url,
      provisioningLog: createProvisioningLog({ baseUrl: simulator.url, getToken, clock }, pace),
      directoryAuditLog: createDirectoryAuditLog({ baseUrl: simulator.url, getToken, clock }, pace),
      reportPace: pace,
      getToken,
      options: poll,
      tenantId: tenantIds[0] ?? '',
    },
    ...runner(ports, poll, tenantIds, clock),
    ...controls({ world, shared, tenantIds, stored }),
    fleetRow: async (tenantId = tenantIds[0] ?? '') => {
      const row = await stores.fleet.get(tenantId);
      if (row === undefined) throw new Error(`no row of ${tenantId}`);
      return row.value;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([simulator.close(), tokens.close()]);
    },
  };
}

function pollOptions(options: Partial<PollOptions> = {}): PollOptions {
  return {
    pollIntervalInMs: tickInMs,
    leaseInMs: 90_000,
    concurrency: 4,
    budgetInMs: 240_000,
    discoveryIntervalInMs: 15 * minuteInMs,
    historyInMs: 90 * 24 * hourInMs,
    auditInMs: 400 * 24 * hourInMs,
    reminderInMs: 24 * hourInMs,
    channelConfigured: false,
    ...options,
  };
}

const tokenLifetimeInMs = 24 * hourInMs;

// Valid for an hour before and after as well, so that a skewed clock does not spoil them.
function signTokens(shared: SharedState, clock: WorldClock): Tokens {
  const sign = (tenantId: string) =>
    signGraphToken(
      shared.keys,
      { tenantId, clientId: clients.readerClientId, roles: readerRoles },
      clock.at - hourInMs,
      (tokenLifetimeInMs + 2 * hourInMs) / 1000,
    );
  const requestToken: RequestToken = async (tenantId) => ({
    token: await sign(tenantId),
    expiresOnTimestamp: clock.at + tokenLifetimeInMs,
  });
  return { requestToken, close: async () => undefined };
}

type Runner = Pick<TenantWorld, 'plan' | 'handle' | 'tick' | 'ticks' | 'force'>;

// As many messages at once as the host's queue settings allow.
const messagesAtOnce = 16;

function runner(ports: PollPorts, options: PollOptions, tenantIds: string[], clock: WorldClock): Runner {
  const plan = () => planPolls(ports, { ...options, seedTenantIds: tenantIds });
  const handle = async (message: unknown): Promise<void> => {
    for (const next of await handlePollMessage(ports, options, message, 'message')) await handle(next);
  };
  const tick = async (): Promise<void> => {
    const messages = await plan();
    const lane = async (): Promise<void> => {
      for (let message = messages.shift(); message !== undefined; message = messages.shift()) await handle(message);
    };
    await Promise.all(Array.from({ length: messagesAtOnce }, lane));
  };
  const ticks = async (count = 1): Promise<void> => {
    for (let done = 0; done < count; done += 1) {
      clock.at = (Math.floor(clock.at / tickInMs) + 1) * tickInMs;
      await tick();
    }
  };
  const force = (tenantId = tenantIds[0] ?? ''): PollMessage => ({ v: 1, tenantId, force: new Date(clock.at).toISOString() });
  return { plan, handle, tick, ticks, force };
}

type Parts = Pick<TenantWorld, 'world' | 'shared' | 'tenantIds' | 'stored'>;
type Controls = Pick<TenantWorld, 'fault' | 'asked' | 'forget' | 'jobAt' | 'patch'>;

function controls({ world, shared, tenantIds, stored }: Parts): Controls {
  const servicePrincipalsOf = (tenantId: string) => [...(world.tenants.get(tenantId)?.servicePrincipals.values() ?? [])];
  return {
    fault: (...rules) => shared.faults.add(rules),
    asked: (tenantId) =>
      shared.log.entries().filter((entry) => entry.service === 'graph' && (tenantId === undefined || entry.tenantId === tenantId)),
    forget: () => {
      shared.log.clear();
      stored.length = 0;
    },
    jobAt: (servicePrincipal = 0, position = 0, tenant = 0) => {
      const tenantId = tenantIds[tenant] ?? '';
      const found = servicePrincipalsOf(tenantId)[servicePrincipal];
      const job = found?.jobs[position];
      if (found === undefined || job === undefined) throw new Error('no such job');
      return { key: { tenantId, servicePrincipalId: found.id, jobId: job.document.id }, job };
    },
    patch: ({ tenantId, servicePrincipalId, jobId }, patch) => {
      const job = world.tenants
        .get(tenantId)
        ?.servicePrincipals.get(servicePrincipalId)
        ?.jobs.find(({ document }) => document.id === jobId);
      if (job === undefined) throw new Error('no such job');
      patchJob(world, job, patch);
    },
  };
}
