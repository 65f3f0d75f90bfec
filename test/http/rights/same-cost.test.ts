import { beforeEach, describe, expect, it } from '@jest/globals';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import type { GrantScope } from '../../../lib/domain/access/grant.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { loggedTables, type StoreRequest } from '../../support/storage/logged-tables.ts';
import { sampleIncident, sampleJob, sampleOperation } from '../../support/storage/state-samples.ts';
import { principal, signedIn } from '../support/people.ts';
import { createHttpWorld, start } from '../support/support.ts';

const own = 'cccccccc-1111-4111-8111-111111111111';
const watched = 'aaaaaaaa-1111-4111-8111-111111111111';
const unwatched = 'bbbbbbbb-1111-4111-8111-111111111111';
const servicePrincipalId = '00000001-2222-4222-8222-222222222222';
const people = { limited: principal(1, 'Admin') };
const visibleJob = { servicePrincipalId, jobId: 'visible' };
const hiddenJob = { servicePrincipalId, jobId: 'hidden' };
const hashOf = (jobId: string) => incidentHash({ kind: 'job', servicePrincipalId, jobId }, 'quarantine');
const operationHash = 'o'.repeat(22);

/** A tenant with two jobs, an open incident, a closed one and an operation, all of them of the hidden job. */
async function store(world: ReturnType<typeof createHttpWorld>, tenantId: string): Promise<void> {
  const jobs = [visibleJob, hiddenJob].map((key, at) => ({ ...sampleJob(at), tenantId, ...key }));
  const incident = (jobId: string) => {
    const hash = hashOf(jobId);
    return sampleIncident(hash, { tenantId, incidentId: `${tenantId}.${hash}.1`, scope: { kind: 'job', servicePrincipalId, jobId } });
  };
  const [open, over] = [incident('hidden'), incident('gone')];
  const at = new Date(start).toISOString();
  await world.poll(tenantId, jobs, {}, [open]);
  await world.state.commit(tenantId, [
    [{ type: 'incident', value: open }],
    [{ type: 'pastIncident', value: { ...over, state: 'closed', resolvedAt: at, resolution: 'recovered' } }],
  ]);
  await world.operations.create(sampleOperation(operationHash, { tenantId, ...hiddenJob, operationId: `${tenantId}.${operationHash}` }));
}

const job = (tenantId: string, jobId: string) => `/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}`;

/** The same question about something there and about something that is not. */
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Pair {
  method: Method;
  path(tenantId: string): string;
}

const ofTenant: Record<string, Pair> = {
  'the tenant': { method: 'GET', path: (tenantId) => `/tenants/${tenantId}` },
  'a job': { method: 'GET', path: (tenantId) => job(tenantId, 'hidden') },
  'the history of a job': { method: 'GET', path: (tenantId) => `${job(tenantId, 'hidden')}/history` },
  'the trend of a job': { method: 'GET', path: (tenantId) => `${job(tenantId, 'hidden')}/trend` },
  'an incident': { method: 'GET', path: (tenantId) => `/incidents/${tenantId}.${hashOf('hidden')}.1` },
  'the closed incidents': { method: 'GET', path: (tenantId) => `/incidents?state=closed&tenantId=${tenantId}` },
  'an operation': { method: 'GET', path: (tenantId) => `/operations/${tenantId}.${operationHash}` },
  'the operations': { method: 'GET', path: (tenantId) => `/operations?tenantId=${tenantId}` },
  'the audit log': { method: 'GET', path: (tenantId) => `/audit?tenantId=${tenantId}` },
  'the jobs': { method: 'GET', path: (tenantId) => `/jobs?tenantId=${tenantId}` },
  'an action': { method: 'POST', path: (tenantId) => `${job(tenantId, 'hidden')}/pause` },
  'an acknowledgement': { method: 'POST', path: (tenantId) => `/incidents/${tenantId}.${hashOf('hidden')}.1/acknowledge` },
  'an approval': { method: 'POST', path: (tenantId) => `/operations/${tenantId}.${operationHash}/approve` },
  'a registration': { method: 'PUT', path: (tenantId) => `/tenants/${tenantId}` },
  'a removal': { method: 'DELETE', path: (tenantId) => `/tenants/${tenantId}` },
  'a check': { method: 'POST', path: (tenantId) => `/tenants/${tenantId}/check` },
};

const missing = 'm'.repeat(22);
const withinTenant: Record<string, { method: 'GET' | 'POST'; there: string; missing: string }> = {
  'a job': { method: 'GET', there: job(watched, 'hidden'), missing: job(watched, 'missing') },
  'the history of a job': { method: 'GET', there: `${job(watched, 'hidden')}/history`, missing: `${job(watched, 'missing')}/history` },
  'the trend of a job': { method: 'GET', there: `${job(watched, 'hidden')}/trend`, missing: `${job(watched, 'missing')}/trend` },
  'an open incident': {
    method: 'GET',
    there: `/incidents/${watched}.${hashOf('hidden')}.1`,
    missing: `/incidents/${watched}.${missing}.1`,
  },
  'a closed incident': { method: 'GET', there: `/incidents/${watched}.${hashOf('gone')}.1`, missing: `/incidents/${watched}.${missing}.1` },
  'an operation': { method: 'GET', there: `/operations/${watched}.${operationHash}`, missing: `/operations/${watched}.${missing}` },
  'an action': { method: 'POST', there: `${job(watched, 'hidden')}/pause`, missing: `${job(watched, 'missing')}/pause` },
  'an acknowledgement': {
    method: 'POST',
    there: `/incidents/${watched}.${hashOf('hidden')}.1/acknowledge`,
    missing: `/incidents/${watched}.${missing}.1/acknowledge`,
  },
  'an approval': {
    method: 'POST',
    there: `/operations/${watched}.${operationHash}/approve`,
    missing: `/operations/${watched}.${missing}/approve`,
  },
};

describe('what may not be seen', () => {
  const requests: StoreRequest[] = [];
  let world: ReturnType<typeof createHttpWorld>;

  beforeEach(async () => {
    world = createHttpWorld({ principalOf: signedIn(people) }, loggedTables(createInMemoryTables(), requests));
    await store(world, watched);
    await store(world, own);
  });

  async function grant(...scopes: GrantScope[]): Promise<void> {
    const { tenantId, objectId } = people.limited;
    const at = new Date(start).toISOString();
    await world.grants.create({ v: 1, tenantId, objectId, scopes, createdAt: at, updatedAt: at, updatedBy: 'home/chief' });
  }

  /** Status, answer without what the request itself said, and what was asked of the storage. */
  async function cost(path: string, method: Method, who = 'limited') {
    await world.call('/jobs', { headers: { 'x-who': who } });
    requests.length = 0;
    const { status, text } = await world.call(path, { method, headers: { 'x-who': who, 'idempotency-key': 'k' } });
    const asked = requests.map(({ table, operation, rows }) => `${operation} ${table} ${rows}`);
    return { status, length: text.length, asked };
  }

  it.each(Object.entries(ofTenant))('costs the same, be its tenant watched or not: %s', async (_, { method, path }) => {
    await grant({ tenantId: own });
    const there = await cost(path(watched), method);
    expect(await cost(path(unwatched), method)).toEqual(there);
    expect(there.asked.filter((request) => !request.endsWith('Grants 1'))).toEqual([]);
  });

  it.each(Object.entries(ofTenant))(
    'costs whoever proves nothing the same, be the tenant watched or not, and no request at all: %s',
    async (_, pair) => {
      const there = await cost(pair.path(watched), pair.method, 'nobody');
      expect(await cost(pair.path(unwatched), pair.method, 'nobody')).toEqual(there);
      expect(there).toMatchObject({ status: 401, asked: [] });
    },
  );

  it.each(Object.entries(withinTenant))(
    'costs the same, be it there or not, in a tenant that is seen in part: %s',
    async (_, { method, there, missing: other }) => {
      await grant({ tenantId: watched, ...visibleJob });
      const [found, absent] = [await cost(there, method), await cost(other, method)];
      expect(found).toEqual({ ...absent, length: absent.length + there.length - other.length });
      expect(found.status).toBe(404);
    },
  );

  // Times are only told apart on a machine that does nothing else.
  (process.env.SOAK === '1' ? it : it.skip).each([
    ['an action', 'POST', 'limited'],
    ['an action', 'POST', 'nobody'],
    ['a job', 'GET', 'limited'],
    ['an incident', 'GET', 'limited'],
  ] as const)(
    'takes the same time, be its tenant watched or not, within a tenth of the median of 400 pairs: %s (%s) of %s',
    async (name, method, who) => {
      await grant({ tenantId: own });
      const path = ofTenant[name]?.path ?? (() => '');
      const timeOf = async (tenantId: string) => {
        const startedAt = performance.now();
        await world.call(path(tenantId), { method, headers: { 'x-who': who, 'idempotency-key': 'k' } });
        return performance.now() - startedAt;
      };
      const ratios: number[] = [];
      for (let pair = 0; pair < 500; pair++) {
        const isFirst = pair % 2 === 0;
        const first = await timeOf(isFirst ? watched : unwatched);
        const second = await timeOf(isFirst ? unwatched : watched);
        // The first hundred warm the engine.
        if (pair >= 100) ratios.push(isFirst ? first / second : second / first);
      }
      const median = ratios.sort((one, other) => one - other)[200] ?? 0;
      expect(Math.abs(Math.log(median))).toBeLessThan(Math.log(1.1));
    },
  );
});
