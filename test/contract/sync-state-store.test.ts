import { beforeEach, describe, expect, it } from '@jest/globals';
import { createStores } from '../../lib/adapters/tables/create-stores.ts';
import { collect } from '../../lib/adapters/tables/transport/query/collect.ts';
import type { OpenTable } from '../../lib/adapters/tables/transport/table.ts';
import type { SyncStateStore } from '../../lib/application/ports/ports.ts';
import type { DomainRecord } from '../../lib/domain/tenant/decide/domain-record.ts';
import type { StateWrite } from '../../lib/domain/tenant/decide/state-write.ts';
import { createRecordingLog, type RecordingLog } from '../support/recording-log.ts';
import {
  sampleClosedIncident,
  sampleEvent,
  sampleIncident,
  sampleJob,
  sampleKey,
  sampleOutbox,
  sampleTarget,
  tenantId,
} from '../support/storage/state-samples.ts';
import { tableKinds } from '../support/storage/table-kinds.ts';

describe.each(tableKinds)('the state of a tenant %s', (_, openKind) => {
  let openTable: OpenTable;
  let state: SyncStateStore;
  let log: RecordingLog;

  beforeEach(() => {
    openTable = openKind();
    log = createRecordingLog();
    state = createStores({ openTable, log }).state;
  });

  const jobGroup = (index: number, etag?: string): StateWrite[] => [
    { type: 'job', value: sampleJob(index), ...(etag && { etag }) },
    { type: 'event', value: sampleEvent(index, 1) },
  ];

  it('is empty for a tenant nothing is known of', async () => {
    expect(await state.readNow(tenantId)).toEqual({ targets: [], jobs: [], incidents: [], operations: [], domains: [], hourly: [] });
    expect(await state.getJob(sampleKey(1))).toBeUndefined();
    expect(await state.pruneHistory(tenantId, '2100-01-01T00:00:00.000Z', 100)).toBe(0);
    await state.deleteOutbox(tenantId);
  });

  it('gives back what was committed, and nothing of another tenant or of the past', async () => {
    const incident = sampleIncident('hash-1');
    const outcome = await state.commit(tenantId, [
      [{ type: 'target', value: sampleTarget(1) }],
      [...jobGroup(1), { type: 'incident', value: incident }, { type: 'outbox', value: sampleOutbox('hash-1') }],
    ]);
    await state.commit('other', [[{ type: 'job', value: { ...sampleJob(2), tenantId: 'other' } }]]);
    expect(outcome).toEqual(['committed', 'committed']);
    const now = await state.readNow(tenantId);
    expect(now.targets.map(({ value }) => value)).toEqual([sampleTarget(1)]);
    expect(now.jobs.map((job) => job.value)).toEqual([sampleJob(1)]);
    expect(now.incidents.map(({ value }) => value)).toEqual([incident]);
    const { servicePrincipalId, jobId } = sampleKey(1);
    expect(now.jobs[0]).toEqual({ servicePrincipalId, jobId, ...(await state.getJob(sampleKey(1))) });
    expect(await state.getIncident(tenantId, 'hash-1')).toEqual(now.incidents[0]);
  });

  it('keeps one row for each on-premises domain, in whatever letters it is called, until it is removed', async () => {
    const value: DomainRecord = {
      v: 1,
      ...{ tenantId, domain: 'müller.example', source: 'settings', jobs: 0, words: [], verdict: 'unknown' },
      ...{ since: '2026-11-20T10:00:00.000Z', counts: {} },
    };
    await state.commit(tenantId, [[{ type: 'domain', value }], [{ type: 'domain', value: { ...value, domain: 'corp.example' } }]]);
    expect(await state.getDomain(tenantId, 'müller.example')).toEqual(value);
    expect((await state.listDomains(tenantId)).map(({ domain }) => domain)).toEqual(['corp.example', 'müller.example']);
    expect(await state.listDomains('other')).toEqual([]);
    const [first] = (await state.readNow(tenantId)).domains;
    const removal: StateWrite = { type: 'domainRemoved', domain: 'corp.example', etag: first?.etag ?? '' };
    expect(await state.commit(tenantId, [[removal]])).toEqual(['committed']);
    expect(await state.getDomain(tenantId, 'corp.example')).toBeUndefined();
  });

  it('lists the open incidents, and no stub', async () => {
    const stub = { v: 1, state: 'stub', hash: 'hash-2', openedSeq: 1 } as const;
    await state.commit(tenantId, [[{ type: 'incident', value: sampleIncident('hash-1') }], [{ type: 'incident', value: stub }]]);
    expect(await state.listOpenIncidents(tenantId)).toEqual([sampleIncident('hash-1')]);
  });

  it('packs many groups and never splits one', async () => {
    const groups = Array.from({ length: 130 }, (_, index) => jobGroup(index));
    expect(await state.commit(tenantId, [...groups, []])).toEqual([...groups.map(() => 'committed'), 'committed']);
    expect((await state.readNow(tenantId)).jobs).toHaveLength(130);
  });

  it('names the write of every row, the same within a transaction', async () => {
    await state.commit(tenantId, [jobGroup(1)]);
    const [firstRow, ...rows] = await collect(openTable('SyncState'), { partitionKey: tenantId });
    expect(firstRow?.cells.writerOpId).toMatch(/^[\w-]{16}$/);
    expect(rows.map(({ cells }) => cells.writerOpId)).toEqual([firstRow?.cells.writerOpId]);
  });

  it('answers a conflict for the group whose row somebody else changed, and commits the others', async () => {
    await state.commit(tenantId, [jobGroup(1), jobGroup(2)]);
    const [one = '', two = ''] = (await state.readNow(tenantId)).jobs.map((job) => job.etag);
    await state.commit(tenantId, [[{ type: 'job', value: sampleJob(1, { displayName: 'somebody else' }), etag: one }]]);
    const outcome = await state.commit(tenantId, [
      [
        { type: 'job', value: sampleJob(1, { displayName: 'late' }), etag: one },
        { type: 'event', value: sampleEvent(1, 2) },
      ],
      [
        { type: 'job', value: sampleJob(2, { displayName: 'in time' }), etag: two },
        { type: 'event', value: sampleEvent(2, 2) },
      ],
      jobGroup(2),
    ]);
    expect(outcome).toEqual(['conflict', 'committed', 'conflict']);
    expect((await state.getJob(sampleKey(1)))?.value.displayName).toBe('somebody else');
    expect((await state.getJob(sampleKey(2)))?.value.displayName).toBe('in time');
    expect((await state.listEvents(sampleKey(1), { pageSize: 10 })).value.map(({ seq }) => seq)).toEqual([1]);
  });

  it('resolves an incident, prunes a job and removes a target and an unsent card in one transaction', async () => {
    const open = sampleIncident('hash-1');
    await state.commit(tenantId, [
      [{ type: 'target', value: sampleTarget(1) }],
      [...jobGroup(1), { type: 'incident', value: open }, { type: 'outbox', value: sampleOutbox('hash-1') }],
    ]);
    const { targets, jobs, incidents } = await state.readNow(tenantId);
    const outcome = await state.commit(tenantId, [
      [
        { type: 'targetRemoved', servicePrincipalId: 'sp-1', etag: targets[0]?.etag ?? '' },
        { type: 'jobPruned', key: sampleKey(1), etag: jobs[0]?.etag ?? '' },
        { type: 'incident', value: { v: 1, state: 'stub', hash: 'hash-1', openedSeq: 1 }, etag: incidents[0]?.etag ?? '' },
        { type: 'pastIncident', value: { ...open, state: 'closed', resolvedAt: '2026-11-20T11:00:00.000Z', resolution: 'jobRemoved' } },
        { type: 'outboxRemoved', row: sampleOutbox('hash-1') },
      ],
    ]);
    expect(outcome).toEqual(['committed']);
    const after = await state.readNow(tenantId);
    expect([after.targets, after.jobs]).toEqual([[], []]);
    expect(after.incidents.map(({ value }) => value)).toEqual([{ v: 1, state: 'stub', hash: 'hash-1', openedSeq: 1 }]);
    expect(await state.getPastIncident(tenantId, 'hash-1', 1)).toMatchObject({ state: 'closed', resolution: 'jobRemoved' });
    expect(await state.getPastIncident(tenantId, 'hash-1', 2)).toBeUndefined();
  });

  it('refuses to remove a target that changed since it was read', async () => {
    await state.commit(tenantId, [[{ type: 'target', value: sampleTarget(1) }]]);
    const etag = (await state.readNow(tenantId)).targets[0]?.etag ?? '';
    await state.commit(tenantId, [[{ type: 'target', value: { ...sampleTarget(1), displayName: 'new' }, etag }]]);
    expect(await state.commit(tenantId, [[{ type: 'targetRemoved', servicePrincipalId: 'sp-1', etag }]])).toEqual(['conflict']);
  });

  it('lists the events of one job newest first, page by page, within a time and of a type', async () => {
    const hour = (seq: number) => `2026-11-20T${String(seq).padStart(2, '0')}:00:00.000Z`;
    const events = Array.from({ length: 12 }, (_, index) =>
      sampleEvent(1, index + 1, { at: hour(index + 1), type: index % 2 ? 'stateChanged' : 'appeared' }),
    );
    await state.commit(tenantId, [events.map((value) => ({ type: 'event', value })), [{ type: 'event', value: sampleEvent(11, 1) }]]);
    const first = await state.listEvents(sampleKey(1), { pageSize: 5 });
    expect(first.value.map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8]);
    await state.commit(tenantId, [[{ type: 'event', value: sampleEvent(1, 13) }]]);
    const second = await state.listEvents(sampleKey(1), { pageSize: 5, ...(first.after && { after: first.after }) });
    expect(second.value.map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3]);
    const last = await state.listEvents(sampleKey(1), { pageSize: 5, ...(second.after && { after: second.after }) });
    expect([last.value.map(({ seq }) => seq), last.after]).toEqual([[2, 1], undefined]);
    const within = await state.listEvents(sampleKey(1), { from: hour(2), to: hour(8), type: 'stateChanged', pageSize: 5 });
    expect(within.value.map(({ seq }) => seq)).toEqual([6, 4, 2]);
  });

  it('lists the gaps of a tenant that touch a time, newest first', async () => {
    const gap = (from: string, to: string) => ({
      v: 1 as const,
      tenantId,
      from: `2026-11-${from}T00:00:00.000Z`,
      to: `2026-11-${to}T00:00:00.000Z`,
    });
    const gaps = [gap('01', '02'), gap('05', '07'), gap('10', '11')];
    await state.commit(tenantId, [gaps.map((value) => ({ type: 'gap', value }))]);
    expect(await state.listGaps(tenantId, {})).toEqual([...gaps].reverse());
    expect(await state.listGaps(tenantId, { from: '2026-11-06T00:00:00.000Z', to: '2026-11-10T00:00:00.000Z' })).toEqual([gaps[1]]);
    expect(await state.listGaps(tenantId, { from: '2026-11-07T00:00:00.000Z' })).toEqual([gaps[2]]);
  });

  it('pages through resolved incidents', async () => {
    const past = ['a', 'b', 'c'].map((hash) => sampleClosedIncident(hash));
    await state.commit(tenantId, [past.map((value) => ({ type: 'pastIncident', value }))]);
    const first = await state.listPastIncidents(tenantId, { pageSize: 2 });
    const rest = await state.listPastIncidents(tenantId, { pageSize: 2, ...(first.after && { after: first.after }) });
    expect([...first.value, ...rest.value]).toEqual(past);
    expect(rest.after).toBeUndefined();
  });

  it('prunes only what is older than asked, and no more than the limit', async () => {
    const old = { at: '2026-01-01T00:00:00.000Z' };
    await state.commit(tenantId, [
      jobGroup(1),
      [2, 3, 4].map((seq) => ({ type: 'event', value: sampleEvent(1, seq, old) })),
      [{ type: 'gap', value: { v: 1, tenantId, from: old.at, to: old.at } }],
      [{ type: 'pastIncident', value: sampleClosedIncident('a', { resolvedAt: old.at }) }],
    ]);
    expect(await state.pruneHistory(tenantId, '2026-06-01T00:00:00.000Z', 2)).toBe(2);
    expect(await state.pruneHistory(tenantId, '2026-06-01T00:00:00.000Z', 100)).toBe(3);
    expect((await state.listEvents(sampleKey(1), { pageSize: 10 })).value.map(({ seq }) => seq)).toEqual([1]);
    expect((await state.readNow(tenantId)).jobs).toHaveLength(1);
  });

  it('deletes every unsent card of a tenant', async () => {
    const table = openTable('SyncState');
    await state.commit(tenantId, [['a', 'b', 'c'].map((hash) => ({ type: 'outbox', value: sampleOutbox(hash) }))]);
    await state.deleteOutbox(tenantId);
    for await (const page of table.query({ partitionKey: tenantId })) expect(page).toEqual([]);
  });

  it('leaves a row of a later release alone, says so once, and cannot be made to overwrite it', async () => {
    await state.commit(tenantId, [jobGroup(1), jobGroup(2)]);
    const table = openTable('SyncState');
    const rowKey = 'now!target!sp-1!Workday2AAD.1.~00e9~002f~0023~003f~005c';
    const row = await table.get(tenantId, rowKey);
    await table.mergeIfMatch({ partitionKey: tenantId, rowKey, cells: { v: 2, data: '{"v":2}' } }, row?.etag ?? '');
    expect((await state.readNow(tenantId)).jobs.map((job) => job.value?.jobId)).toEqual([undefined, sampleJob(2).jobId]);
    expect(await state.getJob(sampleKey(1))).toBeUndefined();
    expect(log.entries).toMatchObject([{ level: 'error', facts: { table: 'SyncState', kind: 'now!target', version: 2 } }]);
    expect(await state.commit(tenantId, [[{ type: 'job', value: sampleJob(1) }]])).toEqual(['conflict']);
  });

  it('stores a job and an event too long for a column without what can be spared, ids untouched', async () => {
    const message = 'ü"\u0001'.repeat(400_000);
    const error = { code: 'HybridIdentityServiceNoActiveAgents', message };
    const settings = Array.from({ length: 2_000 }, (_, index) => ({ key: `Setting${index}`, value: message.slice(0, 300) }));
    const snapshot = {
      ...sampleJob(1).snapshot,
      settings,
      quarantine: { reason: 'Unknown', seriesCount: 1, error },
    };
    const outcome = await state.commit(tenantId, [
      [
        { type: 'job', value: sampleJob(1, { snapshot }) },
        { type: 'event', value: sampleEvent(1, 1, { snapshot, from: { message }, to: { message } }) },
      ],
      [{ type: 'job', value: sampleJob(2, { snapshot: { ...snapshot, settings: [] } }) }],
    ]);
    expect(outcome).toEqual(['committed', 'committed']);
    const big = (await state.getJob(sampleKey(1)))?.value;
    expect(big).toMatchObject({ ...sampleKey(1), snapshot: { settings: [], quarantine: { error: { code: error.code } } } });
    const medium = (await state.getJob(sampleKey(2)))?.value;
    expect(medium?.snapshot.quarantine?.error?.message?.length).toBeGreaterThan(1_000);
    expect((await state.listEvents(sampleKey(1), { pageSize: 1 })).value[0]).toMatchObject({ seq: 1, changes: ['status.code'] });
  });
});
