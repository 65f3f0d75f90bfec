import { createStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { recordDeadLetter } from '../../../lib/application/tenant/messages/record-dead-letter.ts';
import { pruneUnpolled } from '../../../lib/application/watch/prune-unpolled.ts';
import { watchSelf } from '../../../lib/application/watch/watch-self.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { createMortalTables, type Mortality } from '../storage/mortal-tables.ts';
import { createFakeChannel, type FakeChannel, portalBaseUrl } from './notify-world.ts';
import { type OperationWorld, startOperationWorld } from './operation-world.ts';
import type { TenantWorldOptions } from './tenant-world.ts';

/** As the demo has them. */
const demoPollInMs = 10_000;
const demoLeaseInMs = 20_000;
const demoGroupWaitInMs = 2_000;

/** A second process on the same tables, which a test kills. */
interface MortalProcess {
  stores: Stores;
  mortality: Mortality;
}

/** Everything that timers, queues and HTTP run, over one store and with the demo's periods; time is moved by the test. */
export interface ServiceWorld extends OperationWorld {
  openTable: OpenTable;
  channels: Record<'primary' | 'secondary', FakeChannel>;
  dispatch(): Promise<void>;
  /** A sender of its own, such as one that dies. */
  dispatchWith(stores: Stores, channels: readonly FakeChannel[]): Promise<void>;
  /** The watch over the service itself, and over its operations. */
  watchAll(): Promise<void>;
  /** What the host does with a message that failed at every delivery. */
  setAside(queue: 'poll-tenant' | 'run-operation', message: unknown, id: string): Promise<void>;
  mortalProcess(openTable?: OpenTable): MortalProcess;
  /** Lets so many polling periods pass: in each of them every timer is due once, and all that waits is handled. */
  live(periods: number): Promise<void>;
}

/** The whole service with the real adapters; `openTable` is where its rows are. */
export async function startServiceWorld(openTable: OpenTable, options: TenantWorldOptions = {}): Promise<ServiceWorld> {
  const poll = { pollIntervalInMs: demoPollInMs, leaseInMs: demoLeaseInMs, channelConfigured: true, ...options.poll };
  const world = await startOperationWorld({ withAuthority: true, ...options, openTable, poll });
  const { ports, clock, log } = world.tenant;
  const { loadCatalogue } = createCatalogue();
  const channels = { primary: createFakeChannel('primary'), secondary: createFakeChannel('secondary') };
  const configured = Object.values(channels);
  const sender = (stores: Stores, notifiers: readonly FakeChannel[]) =>
    createDispatcher(
      { ...stores, clock, log, loadCatalogue, notifiers },
      { groupWaitInMs: demoGroupWaitInMs, leaseInMs: demoLeaseInMs, portalBaseUrl, adminCentre },
    );
  const send = sender(ports, configured);
  const fleetRows = createFleetCache(ports);
  const watching = { ...world.tenant.options, configuredChannels: configured.map(({ name }) => name) };
  const dispatch = async () => void (await send());
  const watchAll = async () => {
    await watchSelf({ ...ports, fleetRows }, watching);
    await pruneUnpolled(ports, world.tenant.options);
    await world.watch();
  };
  const live = async (periods: number): Promise<void> => {
    for (let done = 0; done < periods; done += 1) {
      clock.at = (Math.floor(clock.at / demoPollInMs) + 1) * demoPollInMs;
      await world.tenant.tick();
      await world.work();
      for (let poll = world.waitingPolls.shift(); poll !== undefined; poll = world.waitingPolls.shift()) await world.tenant.handle(poll);
      clock.advance(demoGroupWaitInMs + 1_000);
      await dispatch();
      await watchAll();
    }
  };
  return {
    ...world,
    ...{ openTable, channels, dispatch, watchAll, live },
    dispatchWith: async (stores, notifiers) => void (await sender(stores, notifiers)()),
    setAside: (queue, message, id) => recordDeadLetter(ports, { queue, id, reason: 'failed at every delivery', message }),
    mortalProcess: (tables = openTable) => {
      const mortality: Mortality = { callsLeft: Number.POSITIVE_INFINITY };
      return { mortality, stores: createStores({ openTable: createMortalTables(tables, mortality), log }) };
    },
  };
}
