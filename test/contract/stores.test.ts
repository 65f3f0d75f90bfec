import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createStores, type Stores } from '../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../lib/adapters/tables/transport/table.ts';
import type { FleetPatch } from '../../lib/application/ports/ports.ts';
import type { Grant } from '../../lib/domain/access/grant.ts';
import type { TenantRegistration } from '../../lib/domain/tenant/tenant.ts';
import type { ChangeBook } from '../../lib/domain/view/change-book.ts';
import type { JobSummary, JobViewPage } from '../../lib/domain/view/job-view.ts';
import { createRecordingLog, type RecordingLog } from '../support/recording-log.ts';
import { sampleIncident, tenantId } from '../support/storage/state-samples.ts';
import { tableKinds } from '../support/storage/table-kinds.ts';

const at = '2026-11-20T10:00:00.000Z';

function summary(index: number): JobSummary {
  // Random ids, since text that repeats would compress to nothing.
  const id = randomBytes(60).toString('base64');
  return {
    servicePrincipalId: `sp-${index}`,
    jobId: id,
    displayName: 'App',
    state: 'Active',
    health: 'healthy',
    reasons: [],
    since: at,
    observedAt: at,
  };
}

function pages(count: number, viewVersion: number, jobsPerPage = 2): JobViewPage[] {
  return Array.from({ length: count }, (_, page) => ({
    v: 1,
    tenantId,
    page,
    pages: count,
    viewVersion,
    jobs: Array.from({ length: jobsPerPage }, (_unused, index) => summary(index)),
    incidents: page === 0 ? [sampleIncident('a')] : [],
  }));
}

function bookOf(owner: string): ChangeBook {
  const marks: [string, number][] = [['2026-11-20T10:00:00.000Z', 1]];
  const jobs = [{ key: ['sp', 'job/é'], count: 2, marks }];
  return { v: 1, tenantId, owner, stamp: '2026-11-20T10:00:00.000Z', jobs, incidents: [], operations: [] };
}

describe.each(tableKinds)('the stores %s', (_, openKind) => {
  let openTable: OpenTable;
  let stores: Stores;
  let log: RecordingLog;

  beforeEach(() => {
    openTable = openKind();
    log = createRecordingLog();
    stores = createStores({ openTable, log });
  });

  describe('fleet', () => {
    const full = {
      leaseOwner: 'owner',
      leaseUntil: at,
      cursor: 'now!target!sp-1',
      failedPasses: 3,
      clockSkewSeconds: -120,
      viewVersion: 7,
      unreadableReason: 'notYetRead',
      counts: { jobs: 2, byState: { Active: 2 }, byHealth: { healthy: 2 }, incidents: {} },
    } satisfies FleetPatch;

    it('creates a row once', async () => {
      expect(await stores.fleet.get(tenantId)).toBeUndefined();
      expect([await stores.fleet.create(tenantId, {}), await stores.fleet.create(tenantId, {})]).toEqual([true, false]);
      expect((await stores.fleet.get(tenantId))?.value).toEqual({ v: 1, tenantId });
    });

    it('creates a row with the registration of its tenant', async () => {
      const registration: TenantRegistration = { v: 1, tenantId, addedAt: at, source: 'api', displayName: 'Contoso' };
      await stores.fleet.create(tenantId, { registration });
      expect((await stores.fleet.get(tenantId))?.value).toEqual({ v: 1, tenantId, registration });
    });

    it('merges columns of different writers and clears with null', async () => {
      await stores.fleet.create(tenantId, {});
      const created = await stores.fleet.get(tenantId);
      const filled = await stores.fleet.merge(tenantId, full, created?.etag ?? '');
      expect((await stores.fleet.get(tenantId))?.value).toEqual({ v: 1, tenantId, ...full });
      expect(await stores.fleet.merge(tenantId, { outboxPendingSince: at }, created?.etag ?? '')).toBeUndefined();
      const cleared = await stores.fleet.merge(
        tenantId,
        { leaseOwner: null, counts: null, failedPasses: null, lastError: 'x' },
        filled ?? '',
      );
      const { leaseOwner: _owner, counts: _counts, failedPasses: _passes, ...rest } = full;
      expect(await stores.fleet.get(tenantId)).toEqual({ value: { v: 1, tenantId, ...rest, lastError: 'x' }, etag: cleared });
    });

    it('lists every row and deletes only an unchanged one', async () => {
      const ids = ['a', 'b', '_service'];
      for (const id of ids) await stores.fleet.create(id, {});
      expect((await stores.fleet.list()).map(({ value }) => value.tenantId).sort()).toEqual([...ids].sort());
      const old = (await stores.fleet.get('a'))?.etag ?? '';
      const current = await stores.fleet.merge('a', { lastError: 'x' }, old);
      await stores.fleet.delete('a', old);
      expect(await stores.fleet.get('a')).toBeDefined();
      await stores.fleet.delete('a', current ?? '');
      expect(await stores.fleet.get('a')).toBeUndefined();
      expect(await stores.fleet.merge('a', { lastError: 'x' }, current ?? '')).toBeUndefined();
    });
  });

  describe('tenants', () => {
    const registration: TenantRegistration = { v: 1, tenantId, displayName: 'Contoso', addedAt: at, source: 'settings' };

    it('creates once, replaces only an unchanged registration and keeps tombstones', async () => {
      expect([await stores.tenants.create(registration), await stores.tenants.create(registration)]).toEqual([true, false]);
      const stored = await stores.tenants.get(tenantId);
      expect(stored?.value).toEqual(registration);
      const tombstone = { ...registration, removedAt: at };
      expect(await stores.tenants.replace(tombstone, stored?.etag ?? '')).toBe(true);
      expect(await stores.tenants.replace(registration, stored?.etag ?? '')).toBe(false);
      expect((await stores.tenants.list()).map(({ value }) => value)).toEqual([tombstone]);
    });

    it('leaves a registration of a later release alone', async () => {
      await openTable('Tenants').create({ partitionKey: 'registry', rowKey: tenantId, cells: { v: 2, data: '{"v":2}' } });
      expect([await stores.tenants.get(tenantId), await stores.tenants.list()]).toEqual([undefined, []]);
      expect(await stores.tenants.create(registration)).toBe(false);
      expect(log.entries).toHaveLength(1);
    });
  });

  describe('views', () => {
    it('gives back what was written last, without the pages it no longer has', async () => {
      expect(await stores.views.read(tenantId)).toBeUndefined();
      const [first, second] = [pages(3, 1), pages(2, 2)];
      await stores.views.write(tenantId, first);
      expect(await stores.views.read(tenantId)).toEqual(first);
      await stores.views.write(tenantId, second);
      expect(await stores.views.read(tenantId)).toEqual(second);
      await stores.views.write('other', [{ ...pages(1, 1)[0], tenantId: 'other' } as JobViewPage]);
      expect((await stores.views.readAll()).map((page) => [page.tenantId, page.page])).toEqual([
        [tenantId, 0],
        [tenantId, 1],
        ['other', 0],
      ]);
      await stores.views.delete(tenantId);
      expect([await stores.views.read(tenantId), (await stores.views.readAll()).length]).toEqual([undefined, 1]);
    });

    it('keeps the book of changes beside the pages, is asked for the next one of what is stored, and takes it for no page', async () => {
      const first = bookOf('one');
      expect(await stores.views.readBook(tenantId)).toBeUndefined();
      const befores: unknown[] = [];
      const turnTo = (next: ChangeBook) => (before: ChangeBook | undefined) => {
        befores.push(before);
        return next;
      };
      expect(await stores.views.write(tenantId, pages(2, 1), turnTo(first))).toEqual(first);
      expect(await stores.views.write(tenantId, pages(1, 2), turnTo(bookOf('two')))).toEqual(bookOf('two'));
      expect(befores).toEqual([undefined, first]);
      const third = pages(1, 3);
      await stores.views.write(tenantId, third);
      expect(await stores.views.readBook(tenantId)).toEqual(bookOf('two'));
      expect(await stores.views.read(tenantId)).toEqual(third);
      expect(await stores.views.readAll()).toEqual(third);
      await stores.views.delete(tenantId);
      expect(await stores.views.readBook(tenantId)).toBeUndefined();
    });

    it('writes neither pages nor book for whoever finds while writing that they may not', async () => {
      const first = pages(1, 1);
      await stores.views.write(tenantId, first, () => bookOf('one'));
      const refuse = () => {
        throw new Error('too late');
      };
      await expect(stores.views.write(tenantId, pages(2, 2), refuse)).rejects.toThrow('too late');
      expect(await stores.views.read(tenantId)).toEqual(first);
    });

    it('splits a page of 500 jobs that compresses badly over several columns', async () => {
      const big = pages(2, 1, 1_500);
      await stores.views.write(tenantId, big);
      expect(await stores.views.read(tenantId)).toEqual(big);
    });

    it('never shows pages of two versions together', async () => {
      await stores.views.write(tenantId, pages(2, 1));
      await stores.views.write(
        'other',
        pages(1, 1).map((page) => ({ ...page, tenantId: 'other' })),
      );
      const table = openTable('JobViews');
      const row = await table.get('jobs', `${tenantId}!0001`);
      await table.delete('jobs', `${tenantId}!0001`, row?.etag ?? '');
      await expect(stores.views.read(tenantId)).rejects.toMatchObject({ evidence: { service: 'tables', reason: 'malformed' } });
      expect((await stores.views.readAll()).map((page) => page.tenantId)).toEqual(['other']);
      expect(log.entries).toMatchObject([{ level: 'warn', facts: { tenantId } }]);
    });
  });

  describe('sightings', () => {
    it('counts a code per tenant, however many write at once', async () => {
      const sighting = { family: 'quarantine/reason', code: 'Some New?Code', tenantId, at };
      await stores.sightings.record({ ...sighting, sample: 'x'.repeat(100_000) });
      await Promise.all([1, 2, 3].map((hour) => stores.sightings.record({ ...sighting, at: `2026-11-20T1${hour}:00:00.000Z` })));
      await stores.sightings.record({ ...sighting, family: 'status', tenantId: 'other' });
      const list = await stores.sightings.list();
      expect(list).toHaveLength(2);
      expect(list).toContainEqual({
        family: 'quarantine/reason',
        code: 'Some New?Code',
        tenantId,
        count: 4,
        firstSeenAt: at,
        lastSeenAt: expect.any(String),
      });
    });
  });

  describe('grants', () => {
    const grant = (objectId: string, change: Partial<Grant> = {}): Grant => ({
      v: 1,
      tenantId,
      objectId,
      scopes: [{ tenantId, servicePrincipalId: 'sp', jobId: 'Job é/#?', cap: 'Reader' }],
      createdAt: at,
      updatedAt: at,
      updatedBy: 'home/chief',
      ...change,
    });

    it('keep one row a principal, which whoever is second neither creates, replaces nor deletes', async () => {
      expect([await stores.grants.create(grant('b')), await stores.grants.create(grant('b', { blocked: true }))]).toEqual([true, false]);
      await stores.grants.create(grant('a'));
      const stored = await stores.grants.get({ tenantId, objectId: 'b' });
      expect(stored?.value).toEqual(grant('b'));
      expect(await stores.grants.replace(grant('b', { note: 'x' }), stored?.etag ?? '')).toBe(true);
      expect(await stores.grants.replace(grant('b', { note: 'y' }), stored?.etag ?? '')).toBe(false);
      expect(await stores.grants.delete(grant('b'), stored?.etag ?? '')).toBe(false);
      expect((await stores.grants.list()).map(({ objectId, note }) => [objectId, note])).toEqual([
        ['a', undefined],
        ['b', 'x'],
      ]);
      expect(await stores.grants.delete(grant('b'), (await stores.grants.get(grant('b')))?.etag ?? '')).toBe(true);
      expect(await stores.grants.get(grant('b'))).toBeUndefined();
    });

    it('are a failure of the table where a later release wrote the row, and not a missing row', async () => {
      await openTable('Grants').create({ partitionKey: 'grants', rowKey: `${tenantId}.c`, cells: { v: 2, data: '{}' } });
      await expect(stores.grants.get({ tenantId, objectId: 'c' })).rejects.toMatchObject({ evidence: { reason: 'malformed' } });
      expect(await stores.grants.list()).toEqual([]);
    });
  });

  describe('dead letters', () => {
    it('keeps a message once, cut to what a column holds', async () => {
      const letter = { queue: 'poll-tenant', id: 'message/1', at, reason: 'poison', tenantId, text: '\u0000'.repeat(100_000) };
      await stores.deadLetters.record(letter);
      await stores.deadLetters.record(letter);
      const rows = [];
      for await (const page of openTable('DeadLetters').query({ partitionKey: 'poll-tenant' })) rows.push(...page);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.cells).toMatchObject({ v: 1, id: 'message/1', reason: 'poison', tenantId });
    });
  });
});
