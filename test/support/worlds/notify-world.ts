import { createStores, type Stores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher, type DispatchReport } from '../../../lib/application/notify/dispatch-notifications.ts';
import type { Notifier } from '../../../lib/application/ports/ports.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import type { Delivery } from '../../../lib/domain/channel/delivery.ts';
import type { ClosedIncident, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { askForCard } from '../../../lib/domain/incident/incident-cards.ts';
import { stubOf } from '../../../lib/domain/incident/incident-life.ts';
import type { Message } from '../../../lib/domain/notification/message.ts';
import type { StateWrite } from '../../../lib/domain/tenant/decide/state-write.ts';
import { isoOf } from '../../../lib/domain/time.ts';
import { createRecordingLog, type RecordingLog } from '../recording-log.ts';
import { createInMemoryTables } from '../storage/in-memory-table.ts';
import { sampleIncident } from '../storage/state-samples.ts';
import { witness } from '../witness/witness.ts';
import { registerTenant } from './register-tenant.ts';

export const portalBaseUrl = 'https://sync.example.com';
const { loadCatalogue } = createCatalogue();

export interface NotifyWorld extends Stores {
  openTable: OpenTable;
  log: RecordingLog;
  clock: { now(): number; sleep(delayInMs: number): Promise<void>; random(): number; advance(inMs: number): void };
  /** Watches a tenant. */
  addTenant(tenantId: string): Promise<void>;
  /** What the poller writes when a condition opens. */
  openIncident(tenantId: string, hash: string, change?: Partial<OpenIncident>): Promise<OpenIncident>;
  /** What the poller writes of an incident that was told before, when there is something new to tell of it. */
  tellMore(incident: OpenIncident, kind: 'updated' | 'reminder' | 'deadline'): Promise<void>;
  /** What the poller writes when it is over. */
  resolveIncident(tenantId: string, hash: string): Promise<void>;
  dispatcher(notifiers: readonly Notifier[], options?: { leaseInMs?: number }): () => Promise<DispatchReport>;
}

/** Stores, a clock to move by hand, and the poller's part of an incident's life. */
export function createNotifyWorld(openTable: OpenTable = createInMemoryTables()): NotifyWorld {
  let now = Date.parse('2026-11-20T10:00:00.000Z');
  const log = createRecordingLog();
  const stores = createStores({ openTable, log });
  const advance = (inMs: number) => {
    now += inMs;
  };
  const clock = { now: () => now, sleep: async (delayInMs: number) => advance(delayInMs), random: () => 0.5, advance };
  const deps = { ...stores, clock, log, loadCatalogue };

  async function notePending(tenantId: string): Promise<void> {
    const row = await stores.fleet.get(tenantId);
    // As a releasing holder does: the merge moves the ETag even when the time stays.
    if (row) await stores.fleet.merge(tenantId, { outboxPendingSince: row.value.outboxPendingSince ?? isoOf(now) }, row.etag);
  }

  async function commitCard(
    writes: StateWrite[],
    { outbox, outboxRemoved }: Omit<ReturnType<typeof askForCard>, 'incident'>,
  ): Promise<void> {
    const removed: StateWrite[] = outboxRemoved === undefined ? [] : [{ type: 'outboxRemoved', row: outboxRemoved }];
    const [outcome] = await stores.state.commit(outbox.tenantId, [[...writes, { type: 'outbox', value: outbox }, ...removed]]);
    if (outcome !== 'committed') throw new Error('The incident was not written.');
    await notePending(outbox.tenantId);
  }

  return {
    ...stores,
    openTable,
    log,
    clock,
    addTenant: async (tenantId) => {
      await registerTenant(stores, { tenantId, displayName: `Name of ${tenantId}`, addedAt: isoOf(now), source: 'api' });
    },
    openIncident: async (tenantId, hash, change = {}) => {
      const at = isoOf(now);
      const incident = sampleIncident(hash, { tenantId, incidentId: `${tenantId}.${hash}.1`, openedAt: at, seq: 0, ...change });
      const asked = askForCard(incident, 'opened', now);
      await commitCard([{ type: 'incident', value: asked.incident }], asked);
      return asked.incident;
    },
    tellMore: async (incident, kind) => {
      const asked = askForCard(incident, kind, now);
      await commitCard([{ type: 'incident', value: asked.incident }], asked);
    },
    resolveIncident: async (tenantId, hash) => {
      const stored = await stores.state.getIncident(tenantId, hash);
      if (stored?.value.state !== 'open') throw new Error('There is no such incident.');
      const closed: ClosedIncident = { ...stored.value, state: 'closed', resolvedAt: isoOf(now), resolution: 'recovered' };
      const asked = askForCard(closed, 'resolved', now);
      const stub: StateWrite = { type: 'incident', value: stubOf(closed), etag: stored.etag };
      await commitCard([{ type: 'pastIncident', value: asked.incident }, stub], asked);
    },
    dispatcher: (notifiers, { leaseInMs = 90_000 } = {}) =>
      createDispatcher({ ...deps, notifiers }, { groupWaitInMs: 20_000, leaseInMs, portalBaseUrl, adminCentre }),
  };
}

/** As many lines as a card of such a channel holds. */
export const linesPerCard = 40;

export interface FakeChannel extends Notifier {
  sent: Message[];
  calls: number;
  /** Answers of the next posts; then everything is accepted. */
  answers: Delivery[];
}

/** A channel that keeps what it accepted. */
export function createFakeChannel(
  name: Notifier['name'] = 'primary',
  beforeAnswer: () => void | Promise<void> = () => undefined,
): FakeChannel {
  const channel: FakeChannel = {
    name,
    label: `${name}.example#00000000`,
    linesOf: ({ items }) => Math.min(items.length, linesPerCard),
    sent: [],
    calls: 0,
    answers: [],
    send: async (message) => {
      channel.calls += 1;
      witness.see('card', message);
      await beforeAnswer();
      const answer = channel.answers.shift() ?? { outcome: 'accepted', proven: false };
      if (answer.outcome === 'accepted') channel.sent.push(message);
      return answer;
    },
  };
  return channel;
}
