import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { newOpId } from '../../../../lib/adapters/tables/create-stores.ts';
import { collect } from '../../../../lib/adapters/tables/transport/query/collect.ts';
import { createSdkTable } from '../../../../lib/adapters/tables/transport/sdk-table.ts';
import { settleWrites } from '../../../../lib/adapters/tables/transport/settle-writes.ts';
import type { Table, WriteOutcome } from '../../../../lib/adapters/tables/transport/table.ts';
import { claimAccount } from '../../../support/storage/azurite.ts';
import { type Fault, type FaultProxy, startFaultProxy } from '../../../support/storage/fault-proxy.ts';

/** Rounds of five writes each; the answers to two writes of three are lost. */
const ROUNDS = process.env.SOAK === '1' ? 100 : 8;
const TIME_LIMIT_IN_MS = ROUNDS * 5_000;
const partitionKey = 'p';

function etagOf(outcome: WriteOutcome | Error): string {
  return 'etag' in outcome ? outcome.etag : '';
}

describe.each([
  ['with repeats by the client, so that the write meets itself', 2],
  ['without repeats, so that the connection just dies', 0],
])('a reply lost after the commit, %s', (_, retries) => {
  let proxy: FaultProxy;
  let direct: Table;
  let table: Table;
  let fault: Fault;

  beforeEach(async () => {
    const { connectionString, tablesUrl } = claimAccount();
    const targetPort = Number(new URL(tablesUrl).port);
    fault = 'none';
    proxy = await startFaultProxy(targetPort, (requestLine) => {
      if (requestLine.startsWith('GET') || requestLine.includes('/Tables')) return 'none';
      const now = fault;
      fault = 'none';
      return now;
    });
    direct = createSdkTable({ kind: 'connectionString', connectionString }, 'Lost');
    const proxied = connectionString.replaceAll(`:${targetPort}/`, `:${proxy.port}/`);
    table = settleWrites(createSdkTable({ kind: 'connectionString', connectionString: proxied }, 'Lost', { retries }), newOpId);
    await direct.create({ partitionKey, rowKey: 'warm-up', cells: {} });
  });

  afterEach(() => proxy.close());

  it(
    `is never mistaken: ${ROUNDS * 5} writes, 0 wrong verdicts`,
    async () => {
      const wrong: string[] = [];
      let writes = 0;
      async function judge<Outcome extends { written: boolean }>(what: string, expected: boolean, write: () => Promise<Outcome>) {
        writes += 1;
        fault = writes % 3 ? 'dropAnswer' : 'none';
        // A refusal whose answer is lost for good stays unknown, and is told as a failure; a commit must always be found.
        const outcome = await write().catch((error: Error) => error);
        const right = outcome instanceof Error ? !expected && retries === 0 : outcome.written === expected;
        if (!right) wrong.push(`${what} ${writes}: ${outcome}`);
        return outcome;
      }

      for (let round = 0; round < ROUNDS; round++) {
        const row = { partitionKey, rowKey: `row-${round}`, cells: { n: 1 } };
        const created = await judge('create', true, () => table.create(row));
        const first = etagOf(created);
        const replaced = await judge('replace', true, () => table.replaceIfMatch({ ...row, cells: { n: 2 } }, first));
        const second = etagOf(replaced);
        const merged = await judge('merge', true, () => table.mergeIfMatch({ ...row, cells: { m: 3 } }, second));
        const event = { type: 'create' as const, rowKey: `event-${round}`, cells: {} };
        const etag = etagOf(merged);
        await judge('transaction', true, () =>
          table.submit(partitionKey, [{ type: 'replace', rowKey: row.rowKey, cells: { n: 4 }, etag }, event]),
        );
        await judge('late transaction', false, () =>
          table.submit(partitionKey, [
            { type: 'replace', rowKey: row.rowKey, cells: { n: 5 }, etag },
            { ...event, rowKey: `late-${round}` },
          ]),
        );
        expect((await direct.get(partitionKey, row.rowKey))?.cells).toMatchObject({ n: 4 });
      }
      expect(wrong).toEqual([]);
      expect(proxy.faults()).toBeGreaterThanOrEqual(Math.floor(ROUNDS * 5 * 0.6));
      const keys = (await collect(direct, { partitionKey })).map(({ rowKey }) => rowKey.split('-')[0]);
      expect([keys.filter((key) => key === 'event').length, keys.filter((key) => key === 'late').length]).toEqual([ROUNDS, 0]);
    },
    TIME_LIMIT_IN_MS,
  );

  it('is never mistaken for true conflicts of a create, a replace and a delete', async () => {
    const row = { partitionKey, rowKey: 'taken', cells: { n: 1 } };
    const created = await direct.create(row);
    const old = created.written ? created.etag : '';
    await direct.mergeIfMatch({ ...row, cells: { n: 2 } }, old);
    for (const write of [() => table.create(row), () => table.replaceIfMatch(row, old), () => table.delete(partitionKey, 'taken', old)]) {
      fault = 'dropAnswer';
      const outcome = await write().catch((error: { evidence: { reason: string } }) => ({ written: error.evidence.reason }));
      expect(outcome.written).not.toBe(true);
    }
    expect((await direct.get(partitionKey, 'taken'))?.cells.n).toBe(2);
  });

  it('of a delete is a delete', async () => {
    const created = await direct.create({ partitionKey, rowKey: 'gone', cells: {} });
    fault = 'dropAnswer';
    expect(await table.delete(partitionKey, 'gone', created.written ? created.etag : '')).toEqual({ written: true });
    expect(proxy.faults()).toBe(1);
  });
});
