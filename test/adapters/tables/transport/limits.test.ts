import { describe, expect, it } from '@jest/globals';
import { guardLimits, MAX_TRANSACTION_BYTES, payloadBytes } from '../../../../lib/adapters/tables/transport/limits.ts';
import type { Row, TableAction } from '../../../../lib/adapters/tables/transport/table.ts';
import { packGroups } from '../../../../lib/adapters/tables/transport/transaction/pack-groups.ts';
import { createInMemoryTable } from '../../../support/storage/in-memory-table.ts';

const rejected = { evidence: { service: 'tables', reason: 'rejected' } };

function columns(count: number): Row['cells'] {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, 1]));
}

function create(index: number, length = 1): TableAction {
  return { type: 'create', rowKey: `r${index}`, cells: { data: 'x'.repeat(length) } };
}

describe('the limits of the service', () => {
  const table = guardLimits(createInMemoryTable());

  it.each<[string, Row['cells'], string?]>([
    ['a text above 32,768 characters', { data: 'x'.repeat(32_769) }],
    ['253 columns', columns(253)],
    ['not-a-number', { n: Number.NaN }],
    ['infinity', { n: Number.POSITIVE_INFINITY }],
    ['a column above 64 KiB', { bytes: new Uint8Array(65_537) }],
    ['a row above 512 KB', Object.fromEntries(Object.keys(columns(9)).map((name) => [name, 'x'.repeat(32_000)]))],
    ['a key above 1 KiB', {}, 'k'.repeat(513)],
  ])('reject %s in every kind of write', async (_, cells, rowKey = 'r') => {
    const row = { partitionKey: 'p', rowKey, cells };
    await expect(table.create(row)).rejects.toMatchObject(rejected);
    await expect(table.replaceIfMatch(row, 'W/"1"')).rejects.toMatchObject(rejected);
    await expect(table.mergeIfMatch(row, 'W/"1"')).rejects.toMatchObject(rejected);
    await expect(table.submit('p', [{ type: 'create', rowKey, cells }])).rejects.toMatchObject(rejected);
    expect(await table.get('p', rowKey)).toBeUndefined();
  });

  it('accept what is exactly as long as allowed', async () => {
    const cells = { ...columns(250), data: 'x'.repeat(32_768), bytes: new Uint8Array(65_536) };
    expect(await table.create({ partitionKey: 'p', rowKey: 'k'.repeat(512), cells })).toMatchObject({ written: true });
  });

  it('reject a transaction that is empty, above 100 actions, above 3.5 MiB or names a row twice', async () => {
    const many = Array.from({ length: 101 }, (_, index) => create(index));
    const large = Array.from({ length: 100 }, (_, index) => create(index, 32_768)).concat();
    const binary = large.map((action) => ({ ...action, cells: { data: new Uint8Array(60_000) } }));
    for (const actions of [[], many, binary, [create(1), create(1)]]) {
      await expect(table.submit('p', actions)).rejects.toMatchObject(rejected);
    }
  });
});

describe('packing groups into transactions', () => {
  it('fills each up to 100 rows and keeps every group whole', () => {
    const groups = Array.from({ length: 40 }, (_, group) => [0, 1, 2].map((row) => create(group * 3 + row)));
    const packs = packGroups(groups);
    expect(packs.map((pack) => pack.length)).toEqual([33, 7]);
    expect(packs.flat()).toEqual(groups.map((_, index) => index));
  });

  it('stays below 3.5 MiB of what goes over the wire', () => {
    const groups = Array.from(
      { length: 60 },
      (_, index) => [{ ...create(index), cells: { data: '\u0001'.repeat(32_768) } }] as TableAction[],
    );
    const packs = packGroups(groups);
    expect(packs.length).toBeGreaterThan(3);
    for (const pack of packs) {
      const bytes = pack.flatMap((index) => groups[index] ?? []).reduce((sum, action) => sum + payloadBytes(action), 0);
      expect(bytes).toBeLessThanOrEqual(MAX_TRANSACTION_BYTES);
    }
  });

  it('puts two groups that change one row into two transactions', () => {
    expect(packGroups([[create(1)], [create(2)], [create(1), create(3)], []])).toEqual([[0, 1], [2]]);
  });
});
