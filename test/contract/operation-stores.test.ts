import { describe, expect, it } from '@jest/globals';
import { createStores, type Stores } from '../../lib/adapters/tables/create-stores.ts';
import { createSdkTable } from '../../lib/adapters/tables/transport/sdk-table.ts';
import type { AuditRecord } from '../../lib/domain/operation/audit-record.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { claimAccount } from '../support/storage/azurite.ts';
import { createInMemoryTables } from '../support/storage/in-memory-table.ts';
import { sampleOperation as operation, sampleKey, tenantId } from '../support/storage/state-samples.ts';

const at = '2026-11-20T10:00:00.000Z';

function storesOf(kind: string): Stores {
  const log = createRecordingLog();
  if (kind === 'in memory') return createStores({ openTable: createInMemoryTables(), log });
  const { connectionString } = claimAccount();
  return createStores({ openTable: (name) => createSdkTable({ kind: 'connectionString', connectionString }, name), log });
}

function record(minute: number, changes: Partial<AuditRecord> = {}): AuditRecord {
  const time = new Date(Date.parse(at) + minute * 60_000).toISOString();
  return { v: 1, tenantId, at: time, phase: 'intent', actor: 'home/alice', action: 'restart', subjectId: `s${minute}`, ...changes };
}

describe.each(['in memory', 'Azurite'])('operations (%s)', (kind) => {
  it('lets one of two requests with the same key take the job', async () => {
    const { operations } = storesOf(kind);
    const outcomes = await Promise.all(['a', 'a', 'b'].map((hash) => operations.create(operation(hash))));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await operations.listCurrent(tenantId)).toHaveLength(1);
  });

  it('writes both rows with each step, and refuses a step that was decided on an older state', async () => {
    const { operations, state } = storesOf(kind);
    await operations.create(operation('a'));
    const stored = await operations.find(tenantId, 'a');
    if (stored === undefined) throw new Error('missing');
    const next = await operations.replace({ ...stored.value, status: 'Running' }, stored);
    expect(next?.value.status).toBe('Running');
    expect((await operations.findCurrent(sampleKey(1)))?.value.status).toBe('Running');
    expect((await state.readNow(tenantId)).operations).toMatchObject([{ hash: 'a', status: 'Running' }]);
    expect(await operations.replace({ ...stored.value, status: 'Failed' }, stored)).toBeUndefined();
  });

  it('ends what is superseded as unknown, keeps it under its key, and never lets it touch the row of the job again', async () => {
    const { operations } = storesOf(kind);
    await operations.create(operation('a', { status: 'Succeeded' }));
    const first = await operations.findCurrent(sampleKey(1));
    expect(await operations.create(operation('b', { createdAt: '2026-11-20T10:01:00.000Z' }), first)).toBe(true);
    expect(await operations.create(operation('c'), first)).toBe(false);
    const old = await operations.find(tenantId, 'a');
    expect(old?.value.verification).toBe('unknown');
    expect(old?.currentEtag).toBeUndefined();
    expect((await operations.findCurrent(sampleKey(1)))?.value.hash).toBe('b');
    expect((await operations.list(tenantId)).map(({ hash }) => hash)).toEqual(['b', 'a']);
  });

  it('prunes finished ones of the past but the last of each job', async () => {
    const { operations } = storesOf(kind);
    await operations.create(operation('a', { status: 'Succeeded', verification: 'held' }));
    await operations.create(operation('b', { status: 'Succeeded' }), await operations.findCurrent(sampleKey(1)));
    expect(await operations.prune(tenantId, at)).toBe(0);
    expect(await operations.prune(tenantId, '2027-01-01T00:00:00.000Z')).toBe(1);
    expect((await operations.list(tenantId)).map(({ hash }) => hash)).toEqual(['b']);
  });
});

describe.each(['in memory', 'Azurite'])('the audit log (%s)', (kind) => {
  it('is read newest first, page by page, across months', async () => {
    const { audit } = storesOf(kind);
    const minutes = [0, 1, 2, 60 * 24 * 15, 60 * 24 * 45];
    for (const minute of minutes) await audit.add(record(minute));
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await audit.list(tenantId, { from: at, to: '2027-02-01T00:00:00.000Z', pageSize: 2, after });
      seen.push(...page.value.map(({ subjectId }) => subjectId));
      after = page.after;
    } while (after !== undefined);
    expect(seen).toEqual(minutes.toReversed().map((minute) => `s${minute}`));
    const { value } = await audit.list(tenantId, { from: record(1).at, to: record(2).at, pageSize: 9 });
    expect(value.map(({ subjectId }) => subjectId)).toEqual(['s1']);
  });

  it('keeps the first of two records of the same thing', async () => {
    const { audit } = storesOf(kind);
    await audit.add(record(0, { detail: 'first' }));
    await audit.add(record(0, { detail: 'second' }));
    const { value } = await audit.list(tenantId, { from: at, to: '2026-12-01T00:00:00.000Z', pageSize: 9 });
    expect(value).toMatchObject([{ detail: 'first' }]);
  });

  it('deletes only what is older than it is told', async () => {
    const { audit } = storesOf(kind);
    for (const minute of [0, 1, 2]) await audit.add(record(minute));
    expect(await audit.prune(tenantId, record(1).at)).toBe(1);
    const { value } = await audit.list(tenantId, { from: '2026-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z', pageSize: 9 });
    expect(value.map(({ subjectId }) => subjectId)).toEqual(['s2', 's1']);
  });
});
