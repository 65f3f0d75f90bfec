import type { PollPorts } from '../worlds/tenant-world.ts';
import type { StorageDump } from './storage-dump.ts';
import { sortState } from './stored-rows.ts';

/** How many rows of each kind the stores can read. */
export async function countReadable(ports: PollPorts, partitions: readonly string[]): Promise<Record<string, number>> {
  const now = await Promise.all(partitions.map((tenantId) => ports.state.readNow(tenantId)));
  const cards = await Promise.all(partitions.map((tenantId) => ports.outbox.list(tenantId)));
  const operations = await Promise.all(partitions.map((tenantId) => ports.operations.list(tenantId)));
  const past = await Promise.all(partitions.map((tenantId) => ports.state.listPastIncidents(tenantId, { pageSize: 1_000 })));
  const gaps = await Promise.all(partitions.map((tenantId) => ports.state.listGaps(tenantId, {})));
  const jobs = now.flatMap((found) => found.jobs.map(({ value }) => value)).filter((job) => job !== undefined);
  const events = await Promise.all(jobs.map((job) => ports.state.listEvents(job, { pageSize: 1_000 })));
  const audit = await Promise.all(
    partitions.map((tenantId) => ports.audit.list(tenantId, { from: '2026-02-01', to: '2026-04-01', pageSize: 1_000 })),
  );
  const channels = await Promise.all((['primary', 'secondary'] as const).map((name) => ports.channels.get(name)));
  const letters = await Promise.all(
    ['poll-tenant', 'run-operation'].map((queue) => ports.deadLetterReader.countSince(queue, '2026-01-01')),
  );
  return {
    targets: now.flatMap(({ targets }) => targets).length,
    jobs: jobs.length,
    incidents: now.flatMap(({ incidents }) => incidents).length,
    currentOperations: now.flatMap(({ operations: current }) => current).length,
    cards: cards.flat().length,
    operations: operations.flat().length,
    past: past.flatMap(({ value }) => value).length,
    gaps: gaps.flat().length,
    events: events.flatMap(({ value }) => value).length,
    Audit: audit.flatMap(({ value }) => value).length,
    Channels: channels.filter((channel) => channel !== undefined).length,
    DeadLetters: letters.reduce((sum, count) => sum + count, 0),
    Fleet: (await ports.fleet.list()).length,
    Tenants: (await ports.tenants.list()).length,
    JobViews: (await ports.views.readAll()).length,
    sightings: (await ports.sightings.list()).length,
  };
}

/** How many rows of each kind a dump holds. */
export function countStored(dump: StorageDump): Record<string, number> {
  const list = (table: string) => dump.tables[table] ?? [];
  const { targets, jobs, open, stubs, past, events, gaps, cards, operations, currentOperations } = sortState(dump);
  return {
    ...Object.fromEntries(['Audit', 'Channels', 'DeadLetters', 'Fleet', 'Tenants', 'JobViews'].map((table) => [table, list(table).length])),
    targets: targets.length,
    jobs: jobs.length,
    incidents: open.length + stubs.length,
    currentOperations: currentOperations.length,
    cards: cards.length,
    operations: operations.length,
    past: past.length,
    gaps: gaps.length,
    events: events.length,
    // The list of families is no sighting.
    sightings: list('ErrorSightings').filter(({ partitionKey }) => !partitionKey.startsWith('!')).length,
  };
}
