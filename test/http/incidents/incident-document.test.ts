import { describe, expect, it } from '@jest/globals';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import { conditions, jobConditions } from '../../../lib/domain/condition.ts';
import type { Incident, IncidentScope, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { wordings } from '../../../lib/domain/notification/wording.ts';
import { sampleClosedIncident, sampleIncident, sampleJob, sampleOperation } from '../../support/storage/state-samples.ts';
import { nameOf, principal, signedIn } from '../support/people.ts';
import { createHttpWorld, settingsOf, start } from '../support/support.ts';

type World = ReturnType<typeof createHttpWorld>;

const [one, two] = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-1111-4111-8111-111111111111'] as const;
const scopeOf = (index: number): IncidentScope => ({
  kind: 'job',
  servicePrincipalId: `0000000${index}-2222-4222-8222-222222222222`,
  jobId: `job-${index}`,
});

function open(tenantId: string, index: number, change: Partial<OpenIncident> = {}): OpenIncident {
  const scope = change.scope ?? scopeOf(index);
  const hash = incidentHash(scope, change.condition ?? 'quarantine');
  return sampleIncident(hash, { tenantId, scope, incidentId: `${tenantId}.${hash}.1`, causeCode: 'SameCode', ...change });
}

/** Stores a tenant with these incidents, each of a job of its own. */
async function store(world: World, tenantId: string, incidents: readonly OpenIncident[]): Promise<void> {
  const jobs = incidents.flatMap(({ scope }, index) => {
    if (scope.kind !== 'job') return [];
    const place = { tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId };
    return [sampleJob(index, { ...place, snapshot: { ...sampleJob(index).snapshot, jobId: scope.jobId } })];
  });
  await world.poll(tenantId, jobs, {}, incidents);
  await world.state.commit(
    tenantId,
    incidents.map((value) => [{ type: 'incident', value } as const]),
  );
}

const documentOf = async (world: World, { incidentId }: Pick<Incident, 'incidentId'>, who = '') =>
  (await world.call(`/incidents/${incidentId}`, { headers: { 'x-who': who } })).json;

describe('the document of an incident', () => {
  it('counts the others that are open for the same condition and cause, and says where they are listed', async () => {
    const world = createHttpWorld();
    const [own, same, otherCode, otherCondition] = [
      open(one, 1),
      open(one, 2),
      open(one, 3, { causeCode: 'AnotherCode' }),
      open(one, 4, { condition: 'silent' }),
    ];
    await store(world, one, [own, same, otherCode, otherCondition]);
    await store(world, two, [open(two, 1)]);
    const { othersOfSameCause } = await documentOf(world, own);
    expect(othersOfSameCause.count).toBe(2);
    const listed = (await world.call(othersOfSameCause.link)).json.value;
    expect(listed.map(({ incidentId }: Incident) => incidentId).sort()).toEqual(
      [own, same, open(two, 1)].map(({ incidentId }) => incidentId).sort(),
    );
  });

  it('counts and names nothing that its reader may not see', async () => {
    const people = { narrow: principal(1, 'Admin'), chief: principal(2, 'Admin') };
    const world = createHttpWorld({ settings: settingsOf('entra'), principalOf: signedIn(people) });
    const own = open(one, 1);
    const hidden = open(one, 2, { parentId: own.incidentId, displayName: 'Hidden' });
    await store(world, one, [own, hidden, open(one, 3)]);
    await store(world, two, [open(two, 1)]);
    await world.call(`/grants/${nameOf(people.narrow)}`, {
      method: 'PUT',
      headers: { 'x-who': 'chief', 'content-type': 'application/json' },
      body: JSON.stringify({ scopes: [{ tenantId: one, servicePrincipalId: '00000001-2222-4222-8222-222222222222' }] }),
    });
    expect((await documentOf(world, own, 'chief')).othersOfSameCause.count).toBe(3);
    const seen = await documentOf(world, own, 'narrow');
    expect(seen.othersOfSameCause.count).toBe(0);
    expect(seen).not.toHaveProperty('children');
  });

  it('says when it was last well, where its condition is an age', async () => {
    const world = createHttpWorld();
    const lastWellAt = new Date(start - 90_000_000).toISOString();
    const stale = open(one, 1, { scope: { kind: 'tenant' }, condition: 'directorySyncStale', causeCode: 'directorySyncStale', lastWellAt });
    await store(world, one, [stale, open(one, 2)]);
    expect((await documentOf(world, stale)).lastWellAt).toBe(lastWellAt);
    expect(await documentOf(world, open(one, 2))).not.toHaveProperty('lastWellAt');
  });

  it('names in no answer the one that explains it to who sees no more than its job', async () => {
    const people = { narrow: principal(1, 'Admin'), chief: principal(2, 'Admin') };
    const world = createHttpWorld({ settings: settingsOf('entra'), principalOf: signedIn(people) });
    const own = open(one, 1, { parentId: 'hidden' });
    await store(world, one, [own]);
    await world.call(`/grants/${nameOf(people.narrow)}`, {
      method: 'PUT',
      headers: { 'x-who': 'chief', 'content-type': 'application/json' },
      body: JSON.stringify({ scopes: [{ tenantId: one, servicePrincipalId: '00000001-2222-4222-8222-222222222222' }] }),
    });
    const listedTo = async (who: string) => (await world.call('/incidents', { headers: { 'x-who': who } })).json.value;
    expect(await listedTo('chief')).toMatchObject([{ incidentId: own.incidentId, parentId: 'hidden' }]);
    const [seen] = await listedTo('narrow');
    expect(seen.incidentId).toBe(own.incidentId);
    expect(seen).not.toHaveProperty('parentId');
    expect(await documentOf(world, own, 'narrow')).not.toHaveProperty('parentId');
  });

  it('names the one that explains it, and those that it explains, worst first', async () => {
    const world = createHttpWorld();
    const parent = open(one, 1, { scope: { kind: 'tenant' }, condition: 'unreachable', causeCode: 'timeout' });
    const [warning, grave] = [
      open(one, 2, { parentId: parent.incidentId, condition: 'escrowsRising', severity: 'warning' }),
      open(one, 3, { parentId: parent.incidentId }),
    ];
    await store(world, one, [parent, warning, grave, open(one, 4)]);
    const told = await documentOf(world, parent);
    expect(told.children).toMatchObject({ count: 2, value: [{ incidentId: grave.incidentId }, { incidentId: warning.incidentId }] });
    expect(told).not.toHaveProperty('parentId');
    expect((await documentOf(world, grave)).parentId).toBe(parent.incidentId);
    const listed = (await world.call('/incidents')).json.value;
    expect(listed.map(({ parentId }: Incident) => parentId).sort()).toEqual([parent.incidentId, parent.incidentId, undefined, undefined]);
  });

  it('tells the jobs of a domain apart by what they are for, in the list and among those that another explains', async () => {
    const world = createHttpWorld();
    const parent = open(one, 1, { scope: { kind: 'domain', domain: 'contoso.local' }, condition: 'agentDown' });
    const ofJob = (n: number, jobId: string) =>
      open(one, n, { parentId: parent.incidentId, scope: { kind: 'job', servicePrincipalId: 'sp', jobId } });
    await store(world, one, [parent, ofJob(2, 'AD2AADProvisioning.x.1'), ofJob(3, 'AD2AADPasswordHash.x.1'), ofJob(4, 'strange')]);
    const names = (value: { kind?: string; kindName?: string }[]) =>
      value.map(({ kind = '', kindName = '' }) => `${kind}: ${kindName}`).sort();
    const told = [': ', 'cloudSyncUsers: Cloud sync of users, groups and contacts', 'passwordHash: Password hash synchronization'];
    expect(names((await documentOf(world, parent)).children?.value ?? [])).toEqual(told);
    expect(names((await world.call('/incidents')).json.value)).toEqual([': ', ...told]);
  });

  it.each(conditions)('explains and advises about %s, whatever is known of its job and its cause', async (condition) => {
    const world = createHttpWorld();
    const isOfJob = jobConditions.some((name) => name === condition);
    const scope: IncidentScope = isOfJob ? scopeOf(1) : { kind: 'servicePrincipal', servicePrincipalId: 'sp-1' };
    const incident = open(one, 1, { scope, condition, causeCode: condition });
    await world.poll(one, [], {}, [incident]);
    await world.state.commit(one, [[{ type: 'incident', value: incident }]]);
    const told = await documentOf(world, incident);
    expect(told.explanation.title.length).toBeGreaterThan(10);
    expect(told.explanation.remedies.length).toBeGreaterThan(0);
    expect(told.advice).toMatchObject({ safety: 'noAction', why: told.explanation.remedies[0] });
    if (isOfJob) expect(told.explanation).toMatchObject({ title: wordings[condition].title, code: condition });
    expect(told).not.toHaveProperty('job');
  });

  it.each(['held', 'relapsed', 'unknown'] as const)(
    'tells of one that is over that what was done last %s once runs showed it',
    async (verification) => {
      const world = createHttpWorld();
      await world.poll(one, []);
      const at = new Date(start).toISOString();
      const told = { operationId: `${one}.act`, action: 'clearQuarantine', actor: 'home/alice', at, status: 'Succeeded' } as const;
      const closed = sampleClosedIncident('h', {
        tenantId: one,
        incidentId: `${one}.h.1`,
        operation: { ...told, verification: 'pending' },
      });
      await world.state.commit(one, [[{ type: 'pastIncident', value: closed }]]);
      const sent = { operationId: told.operationId, createdAt: at, postingAt: at, finishedAt: at, status: 'Succeeded' } as const;
      const operation = sampleOperation('act', { tenantId: one, ...sent });
      await world.operations.create(operation);
      expect((await documentOf(world, closed)).operation).toEqual({ ...told, verification: 'pending' });
      const stored = await world.operations.find(one, 'act');
      if (stored === undefined) throw new Error('It was just written');
      const verifiedAt = new Date(start + 60_000).toISOString();
      await world.operations.replace({ ...operation, verification, verifiedAt, updatedAt: verifiedAt }, stored);
      const document = await documentOf(world, closed);
      expect(document.operation).toEqual({ ...told, verification });
      expect(document.timeline.at(-1)).toEqual({ at: verifiedAt, what: `operation ${verification}`, detail: 'clearQuarantine' });
    },
  );

  it('does not wait for what proves an action of which nothing is kept any more', async () => {
    const world = createHttpWorld();
    await world.poll(one, []);
    const told = { operationId: `${one}.gone`, action: 'restart', actor: 'home/alice', at: '2026-01-01T00:00:00.000Z' } as const;
    const operation = { ...told, status: 'Succeeded', verification: 'pending' } as const;
    const closed = sampleClosedIncident('h', { tenantId: one, incidentId: `${one}.h.1`, operation });
    await world.state.commit(one, [[{ type: 'pastIncident', value: closed }]]);
    expect((await documentOf(world, closed)).operation).toMatchObject({ status: 'Succeeded', verification: 'unknown' });
  });

  it('calls only what came back within a week of its recovery a relapse', async () => {
    const world = createHttpWorld();
    await world.poll(one, []);
    const day = 86_400_000;
    const past = (seq: number, days: number, change: object = {}) =>
      sampleClosedIncident('h', {
        tenantId: one,
        openedSeq: seq,
        incidentId: `${one}.h.${seq}`,
        openedAt: new Date(start - (days + 1) * day).toISOString(),
        resolvedAt: new Date(start - days * day).toISOString(),
        ...change,
      });
    const lives = [past(1, 60), past(2, 40), past(3, 34), past(4, 20, { resolution: 'jobRemoved' }), past(5, 18)];
    await world.state.commit(
      one,
      lives.map((value) => [{ type: 'pastIncident', value } as const]),
    );
    const told = await Promise.all(lives.map((life) => documentOf(world, life)));
    expect(told.map(({ relapseOf, relapsedAs }) => [relapseOf, relapsedAs])).toEqual([
      [undefined, undefined],
      [undefined, `${one}.h.3`],
      [`${one}.h.2`, undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
});
