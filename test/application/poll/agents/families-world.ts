import { createStores, type Stores } from '../../../../lib/adapters/tables/create-stores.ts';
import { recordDomains } from '../../../../lib/application/poll/agents/record-domains.ts';
import { createRecorder } from '../../../../lib/application/poll/record-reads.ts';
import { rememberState } from '../../../../lib/application/tenant/held/tenant-memory.ts';
import type { Delivery } from '../../../../lib/domain/channel/delivery.ts';
import type { ClosedIncident, OpenIncident } from '../../../../lib/domain/incident/incident.ts';
import type { TargetRead } from '../../../../lib/domain/job/job-read.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { hourInMs, isoOf, minuteInMs } from '../../../../lib/domain/time.ts';
import { execution, quarantine, snapshot } from '../../../domain/fixtures.ts';
import { createInMemoryTables } from '../../../support/storage/in-memory-table.ts';
import { createMortalTables, type Mortality } from '../../../support/storage/mortal-tables.ts';
import { createFakeChannel, createNotifyWorld } from '../../../support/worlds/notify-world.ts';

const tenantId = 't1';
export const places = ['a', 'b'].flatMap((domain) => ['AD2AADProvisioning', 'AD2AADPasswordHash'].map((jobId) => ({ domain, jobId })));

/** What one reading shows of one job. */
export const turns = ['well', 'agents', 'agents', 'agents', 'itself', 'quarantined', 'deletions', 'deletions', 'unread'] as const;
export const codeOfAgents = 'HybridIdentityServiceNoActiveAgents';
type Turn = (typeof turns)[number];

export interface Step {
  minutes: number;
  turns: readonly Turn[];
  /** After so many calls to the store the pass is killed; absent, it ends. */
  killedAfter?: number | undefined;
  /** What the sender meets after the pass; absent, nobody sends. */
  sends?: Delivery['outcome'] | undefined;
}

interface JobLife {
  failures: number;
  quarantinedSince?: number | undefined;
  /** Whether its quarantine holds deletions back, whatever its runs fail with. */
  holdsDeletions?: boolean;
  lastGoodAt: number;
}

/** Four jobs of two domains, a poller that may be killed at any call, and a sender. */
export async function startFamilies() {
  const openTable = createInMemoryTables();
  const world = createNotifyWorld(openTable);
  await world.addTenant(tenantId);
  const channel = createFakeChannel();
  const lives = places.map((): JobLife => ({ failures: 0, lastGoodAt: world.clock.now() - minuteInMs }));
  const send = world.dispatcher([channel]);

  async function pass({ turns: shown, killedAfter }: Step): Promise<boolean> {
    const mortality: Mortality = { callsLeft: killedAfter ?? Number.POSITIVE_INFINITY };
    const stores: Stores = createStores({ openTable: createMortalTables(openTable, mortality), log: world.log });
    const now = world.clock.now();
    const reads = places.map((place, index) => readOf(place, nextSnapshot(lives[index], shown[index] ?? 'well', place, now), now));
    const isWhole = await onePass(stores, reads).then(
      () => true,
      () => false,
    );
    // A releasing holder names its cards; those of a dead one are looked for once its lease is over.
    const row = await world.fleet.get(tenantId);
    if (row) await world.fleet.merge(tenantId, { outboxPendingSince: isoOf(world.clock.now()) }, row.etag);
    return isWhole;
  }

  async function onePass(stores: Stores, reads: TargetRead[]): Promise<void> {
    const memory = rememberState(await stores.state.readNow(tenantId));
    const deps = { ...stores, clock: world.clock, log: world.log };
    const alert = { channelConfigured: true, reminderInMs: 24 * hourInMs };
    const recorder = createRecorder(deps, memory, {
      ...{ tenantId, tickId: isoOf(world.clock.now()), pollIntervalInMs: 5 * minuteInMs, keepLease: async () => undefined },
      ...alert,
    });
    await recorder.add(reads);
    await recorder.settle('servicePrincipals');
    await recordDomains(deps, memory, tenantId, alert);
  }

  return {
    channel,
    pass,
    advance: (minutes: number) => world.clock.advance(minutes * minuteInMs),
    send: async (outcome: Delivery['outcome']) => {
      if (outcome === 'retry') channel.answers.push({ outcome, fault: 'HTTP 503' });
      world.clock.advance(minuteInMs);
      await send();
      channel.answers.length = 0;
    },
    open: (): Promise<OpenIncident[]> => world.state.listOpenIncidents(tenantId),
    waiting: async () => (await world.outbox.list(tenantId)).map(({ value }) => value),
    past: async (): Promise<ClosedIncident[]> => (await world.state.listPastIncidents(tenantId, { pageSize: 1_000 })).value,
  };
}

export type Families = Awaited<ReturnType<typeof startFamilies>>;

/** Whether the service principal is of the domain. */
export function isOfDomain(servicePrincipalId: string, domain: string): boolean {
  return domain.startsWith(`${servicePrincipalId.split('-')[0]}.`);
}

function readOf({ domain, jobId }: (typeof places)[number], shown: JobSnapshot | undefined, now: number): TargetRead {
  const place = { servicePrincipalId: `${domain}-${jobId}`, observedAt: isoOf(now) };
  if (shown !== undefined) return { ok: true, ...place, jobs: [shown], malformed: [] };
  return { ok: false, ...place, failure: { reason: 'unavailable', detail: 'HTTP 503' } };
}

function nextSnapshot(life: JobLife | undefined, turn: Turn, place: (typeof places)[number], now: number): JobSnapshot | undefined {
  if (turn === 'unread' || life === undefined) return undefined;
  const { domain, jobId } = place;
  const at = isoOf(now - 1_000);
  if (turn === 'well') Object.assign(life, { failures: 0, quarantinedSince: undefined, holdsDeletions: false, lastGoodAt: now - 1_000 });
  else life.failures += 1;
  if (turn === 'quarantined' || turn === 'deletions') life.quarantinedSince ??= now - 1_000;
  if (turn === 'quarantined' || turn === 'deletions') life.holdsDeletions = turn === 'deletions';
  const code = turn === 'itself' ? 'HybridSynchronizationActiveDirectoryInvalidCredentials' : codeOfAgents;
  const times = (ended: number) => ({ timeBegan: isoOf(ended - 1_000), timeEnded: isoOf(ended) });
  const good = execution({ ...times(life.lastGoodAt), activityIdentifier: `run-${life.lastGoodAt}` });
  const lastExecution =
    turn === 'well' ? good : execution({ state: 'Failed', ...times(now - 1_000), activityIdentifier: `run-${now}`, error: { code } });
  const settings = [{ key: 'DomainFQDN', value: `${domain}.example` }];
  const base = {
    jobId,
    templateId: jobId,
    settings,
    countSuccessiveCompleteFailures: life.failures,
    lastExecution,
    lastSuccessfulExecution: good,
  };
  if (life.quarantinedSince === undefined) return snapshot(base);
  const seriesBegan = isoOf(life.quarantinedSince);
  // The error of such a quarantine may be told or not, whatever its last run failed with.
  const { error: __, ...held } = quarantine({ reason: 'TooManyDeletes', seriesBegan, currentBegan: at });
  const told = jobId === 'AD2AADProvisioning' ? { ...held, error: { code: 'TooManyDeletes' } } : held;
  const quarantined = quarantine({ seriesBegan, currentBegan: at, error: { code } });
  return snapshot({ ...base, state: 'Quarantine', quarantine: life.holdsDeletions ? told : quarantined });
}
