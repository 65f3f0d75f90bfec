import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { newOpId } from '../../../lib/adapters/tables/create-stores.ts';
import { collect } from '../../../lib/adapters/tables/transport/query/collect.ts';
import { createSdkTable, createSdkTables } from '../../../lib/adapters/tables/transport/sdk-table.ts';
import { settleWrites } from '../../../lib/adapters/tables/transport/settle-writes.ts';
import type { OpenTable, Table } from '../../../lib/adapters/tables/transport/table.ts';
import { problemOf } from '../../../lib/http/problems/problem.ts';
import { claimAccount } from '../../support/storage/azurite.ts';
import { type HalvingProxy, halves, startHalvingProxy } from '../../support/storage/halving-proxy.ts';
import { jobPath, startOperationWorld } from '../../support/worlds/operation-world.ts';

let proxy: HalvingProxy;
let halved: OpenTable;
let direct: Table;
let keys = 0;

beforeAll(async () => {
  const { connectionString, tablesUrl } = claimAccount();
  const { port } = new URL(tablesUrl);
  proxy = await startHalvingProxy(Number(port));
  halved = createSdkTables(
    { kind: 'connectionString', connectionString: connectionString.replaceAll(`:${port}/`, `:${proxy.port}/`) },
    { retries: 0 },
  );
  direct = createSdkTable({ kind: 'connectionString', connectionString }, 'Halves');
});

afterEach(() => halve(undefined));

afterAll(async () => {
  await proxy?.[Symbol.asyncDispose]();
});

/** The next answers are halved, all or only the first. */
function halve(half: (typeof halves)[number] | undefined, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  proxy.decide = () => (left-- > 0 ? half : undefined);
}

const partitionKey = 'p';
const creates = (table: Table, rowKey: string) => table.create({ partitionKey, rowKey: `${rowKey}-new`, cells: { n: 2 } });
const writes: [string, (table: Table, rowKey: string, etag: string) => Promise<{ written: boolean }>][] = [
  ['a create', creates],
  ['a replace', (table, rowKey, etag) => table.replaceIfMatch({ partitionKey, rowKey, cells: { n: 2 } }, etag)],
  ['a merge', (table, rowKey, etag) => table.mergeIfMatch({ partitionKey, rowKey, cells: { n: 2 } }, etag)],
  ['a delete', (table, rowKey, etag) => table.delete(partitionKey, rowKey, etag)],
  ['a transaction', (table, rowKey, etag) => table.submit(partitionKey, [{ type: 'replace', rowKey, cells: { n: 2 }, etag }])],
];
const reads: [string, (table: Table, rowKey: string) => Promise<unknown>][] = [
  ['a row', (table, rowKey) => table.get(partitionKey, rowKey)],
  ['a page', (table, rowKey) => collect(table, { partitionKey, from: rowKey, to: `${rowKey}~` })],
];

async function newRow(): Promise<{ rowKey: string; etag: string }> {
  keys += 1;
  const rowKey = `row-${keys}`;
  const created = await direct.create({ partitionKey, rowKey, cells: { n: 1 } });
  return { rowKey, etag: created.written ? created.etag : '' };
}

const cases = <Call>(calls: [string, Call][]) => calls.flatMap(([title, call]) => halves.map((half) => ({ title, call, half })));

describe('half an answer of the storage', () => {
  it.each(cases(reads))('to the reading of $title ($half) is a passing fault, and never a row', async ({ call, half }) => {
    const { rowKey } = await newRow();
    halve(half);
    const error = await call(halved('Halves'), rowKey).catch((thrown: unknown) => thrown);
    halve(undefined);
    expect(problemOf(error)).toMatchObject({ kind: 'UpstreamUnavailable', headers: { 'retry-after': '5' } });
  });

  it.each(cases(writes))('to $title ($half) is settled by reading back what was written', async ({ call, half }) => {
    const { rowKey, etag } = await newRow();
    halve(half, 1);
    expect(await call(settleWrites(halved('Halves'), newOpId), rowKey, etag)).toMatchObject({ written: true });
    expect((await direct.get(partitionKey, rowKey))?.cells.n).not.toBe(call === creates ? 2 : 1);
  });

  it.each(cases(writes))('to $title and to all that follows ($half) is a passing fault or the truth', async ({ call, half }) => {
    const { rowKey, etag } = await newRow();
    halve(half);
    const outcome = await call(settleWrites(halved('Halves'), newOpId), rowKey, etag).catch((error: unknown) => problemOf(error).kind);
    halve(undefined);
    expect(outcome === 'UpstreamUnavailable' || (typeof outcome === 'object' && outcome.written)).toBe(true);
  });

  it.each(halves)('to a write that is refused (%s) is no refusal of another kind', async (half) => {
    const { rowKey, etag } = await newRow();
    await direct.replaceIfMatch({ partitionKey, rowKey, cells: { n: 3 } }, etag);
    const table = settleWrites(halved('Halves'), newOpId);
    const row = { partitionKey, rowKey, cells: { n: 2 } };
    const missing = { ...row, rowKey: `${rowKey}-none` };
    for (const [call, reason] of [
      [() => table.create(row), 'exists'],
      [() => table.replaceIfMatch(row, etag), 'changed'],
      [() => table.replaceIfMatch(missing, etag), 'missing'],
      [() => table.submit(partitionKey, [{ type: 'replace', rowKey, cells: { n: 2 }, etag }]), 'changed'],
    ] as const) {
      halve(half, 1);
      const outcome = await call().catch((error: unknown) => problemOf(error).kind);
      expect([{ written: false, reason }, 'UpstreamUnavailable']).toContainEqual(outcome);
    }
    expect((await direct.get(partitionKey, rowKey))?.cells.n).toBe(3);
  });
});

describe('a service whose storage gives half an answer to everything', () => {
  it.each(halves)('answers 503 with the seconds to wait wherever it reads, and never 502 or 500 (%s)', async (half) => {
    await using world = await startOperationWorld({ openTable: (name) => halved(`H${half}${name}`) });
    await world.tenant.tick();
    const { key } = world.tenant.jobAt();
    const tenant = `/tenants/${key.tenantId}`;
    const paths = [
      ...['/status', '/jobs', '/tenants', '/metrics', '/incidents', '/errorSightings', '/health/ready', tenant, jobPath(key)],
      ...[`${jobPath(key)}/history`, `/operations?tenantId=${key.tenantId}`, `/operations/${key.tenantId}.${'a'.repeat(22)}`],
      ...[`/audit?tenantId=${key.tenantId}`, `/incidents?state=closed&tenantId=${key.tenantId}`],
    ];
    world.tenant.clock.advance(10_000);
    halve(half);
    const before = proxy.halved;
    for (const path of paths) {
      const { status, headers } = await world.get(path);
      // Where there is no row, there is no version to lose.
      if (half === 'noEtag' && status < 500) continue;
      expect({ path, status, wait: Number(headers['retry-after']) > 0 }).toEqual({ path, status: 503, wait: true });
    }
    const action = await world.act(key, 'restart');
    expect([action.status, action.headers['retry-after']]).toEqual([503, '5']);
    halve(undefined);
    expect(proxy.halved - before).toBeGreaterThanOrEqual(paths.length);
    world.tenant.clock.advance(10_000);
    for (const path of paths.filter((path) => !path.includes('aaaa')))
      expect({ path, status: (await world.get(path)).status }).toEqual({ path, status: 200 });
  });

  it.each(halves)('fails the message of either queue, so that it is delivered again, and sends nothing twice (%s)', async (half) => {
    await using world = await startOperationWorld({ openTable: (name) => halved(`Q${half}${name}`) });
    await world.tenant.tick();
    const { key } = world.tenant.jobAt();
    const { json } = await world.act(key, 'restart');
    const [message] = world.waiting.splice(0);
    world.tenant.clock.advance(1_000);
    for (const deliver of [() => world.tenant.handle(world.tenant.force()), () => message && world.run(message)]) {
      halve(half);
      await expect(deliver()).rejects.toMatchObject({ evidence: { service: 'tables' } });
      halve(undefined);
    }
    for (let delivery = 0; delivery < 2; delivery += 1) {
      world.tenant.clock.advance(100_000);
      if (message) await world.run(message);
    }
    expect((await world.get(`/operations/${json.operationId}`)).json).toMatchObject({ status: 'Succeeded' });
    expect(world.posts()).toHaveLength(1);
    await expect(world.tenant.handle(world.tenant.force())).resolves.toBeUndefined();
    for (const queue of ['poll-tenant', 'run-operation']) {
      expect(await world.tenant.ports.deadLetterReader.countSince(queue, '2000-01-01T00:00:00.000Z')).toBe(0);
    }
  });
});
