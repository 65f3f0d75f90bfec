import { describe, expect, it } from '@jest/globals';
import type { LoggedCause } from '../../../../dev/graph/model/model.ts';
import { clients } from '../../../../dev/graph/world/clients.ts';
import { visibilityOf } from '../../../../lib/domain/access/visibility.ts';
import { callerWith, jobPath, type OperationWorld, startOperationWorld } from '../../../support/worlds/operation-world.ts';
import type { Answer } from '../../support/verify-answer.ts';

const long: LoggedCause[] = [{ code: 'EntryExportFailed', rows: 6_000, sinceHoursAgo: 10, namePrefix: 'Ada Lovelace' }];
const refusals = [
  ['is stale', 'InvalidAuthenticationToken'],
  ['lacks a permission, told without a reason', 'UnknownError'],
] as const;

async function worldOf(jobs = 1, options: Parameters<typeof startOperationWorld>[0] = {}): Promise<OperationWorld> {
  const world = await startOperationWorld({ servicePrincipalsPerTenant: jobs, ...options });
  for (let index = 0; index < jobs; index += 1) world.tenant.patch(world.tenant.jobAt(index).key, { logged: long });
  await world.tenant.tick();
  world.tenant.clock.advance(60_000);
  world.tenant.forget();
  return world;
}

const reports = (world: OperationWorld) => world.tenant.asked().filter(({ path }) => path.includes('/auditLogs/'));
const statuses = (world: OperationWorld) => reports(world).map(({ status }) => status);
const place = (world: OperationWorld, job = 0, query = '?status=failure') =>
  `${jobPath(world.tenant.jobAt(job).key)}/provisioningErrors${query}`;
const refuse = (world: OperationWorld, code: string, times: number | null, path = 'auditLogs') =>
  world.tenant.fault({ match: { path }, times, fault: { kind: 'status', status: 401, body: { error: { code, message: '' } } } });

function mostInTenSeconds(world: OperationWorld): number {
  const times = reports(world).map(({ at }) => Date.parse(at));
  return Math.max(0, ...times.map((begin) => times.filter((at) => at >= begin && at < begin + 10_000).length));
}

/** All of them ask, obey `Retry-After` and ask again until they are served; the answers, and how many rounds that took. */
async function serveAll(world: OperationWorld, paths: readonly string[]): Promise<{ rounds: number; answers: Answer[] }> {
  const { clock } = world.tenant;
  const answers: Answer[] = [];
  let waiting = paths.map((path) => ({ path, at: clock.at }));
  let rounds = 0;
  for (; waiting.length > 0 && rounds < 5 * paths.length; rounds += 1) {
    clock.at = Math.max(clock.at, Math.min(...waiting.map(({ at }) => at)));
    const due = waiting.filter(({ at }) => at <= clock.at);
    const told = await Promise.all(due.map(async ({ path }) => ({ path, answer: await world.get(path) })));
    answers.push(...told.flatMap(({ answer }) => (answer.status === 503 ? [] : [answer])));
    const again = told.filter(({ answer }) => answer.status === 503);
    waiting = waiting.filter(({ at }) => at > clock.at);
    waiting.push(...again.map(({ path, answer }) => ({ path, at: clock.at + Number(answer.headers['retry-after']) * 1_000 })));
  }
  expect(waiting).toEqual([]);
  return { rounds, answers };
}

describe('a request that repeats one with a refused token', () => {
  it.each(refusals)('is one of the five: a long log is read a page less far where the token %s', async (_, code) => {
    await using world = await worldOf();
    refuse(world, code, 1);
    const { status, json } = await world.get(place(world));
    expect({ status, rows: json.read.rows, truncated: json.truncated }).toEqual({ status: 200, rows: 4_000, truncated: true });
    expect(statuses(world)).toEqual([401, 200, 200, 200, 200]);
  });

  it.each(refusals)('is not sent where the five are used up: the answer says when to come again, where the token %s', async (_, code) => {
    await using world = await worldOf();
    // The link to the last of five pages.
    refuse(world, code, 1, Buffer.from('after:4000').toString('base64').replaceAll('=', ''));
    const refused = await world.get(place(world));
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '10' }, json: { code: 'UpstreamThrottled' } });
    expect(statuses(world)).toEqual([200, 200, 200, 200, 401]);
    world.tenant.clock.advance(10_000);
    expect((await world.get(place(world))).json.read.rows).toBe(5_000);
    expect(mostInTenSeconds(world)).toBe(5);
  });

  it('never makes six in ten seconds, however often somebody asks a log that refuses every token', async () => {
    await using world = await worldOf();
    refuse(world, 'UnknownError', null);
    const answers: Answer[] = [];
    for (let turn = 0; turn < 6; turn += 1) answers.push(await world.get(place(world)));
    expect(mostInTenSeconds(world)).toBe(5);
    for (const { status, json } of answers)
      expect(status === 503 ? json.code : json.unavailable.reason).toBe(status === 503 ? 'UpstreamThrottled' : 'permissionMissing');
    expect(answers[0]?.status).toBe(200);
  });

  it('counts in the audit log of the directory too', async () => {
    await using world = await worldOf();
    const { tenantId, servicePrincipalId } = world.tenant.jobAt().key;
    const to = new Date(world.tenant.clock.at).toISOString();
    refuse(world, 'UnknownError', null, 'directoryAudits');
    const query = { servicePrincipalId, withAgents: true, from: '2026-03-01T08:00:00.000Z', to };
    for (let turn = 0; turn < 6; turn += 1) await world.tenant.directoryAuditLog.read(tenantId, query).catch(() => undefined);
    expect(reports(world).length).toBeGreaterThan(2);
    expect(mostInTenSeconds(world)).toBeLessThanOrEqual(5);
  });
});

describe('several who read long logs of one tenant', () => {
  it('are all served where they obey: one after the other, each in a round of its own', async () => {
    const jobs = 4;
    await using world = await worldOf(jobs);
    const { rounds, answers } = await serveAll(
      world,
      Array.from({ length: jobs }, (_, job) => place(world, job)),
    );
    expect(answers.map(({ status, json }) => [status, json.read.rows])).toEqual(Array(jobs).fill([200, 5_000]));
    expect(rounds).toBe(jobs);
    expect(reports(world)).toHaveLength(5 * jobs);
    expect(mostInTenSeconds(world)).toBe(5);
  });

  it('share one reading where they ask the same of one job, each with what it may show them', async () => {
    await using world = await worldOf();
    const withNames = place(world, 0, '?status=failure&include=names');
    const [plain, named, other] = await Promise.all([
      world.get(place(world), callerWith('Reader')),
      world.get(withNames, callerWith('Admin')),
      world.get(place(world), callerWith('Operator')),
    ]);
    expect([plain, named, other].map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(reports(world)).toHaveLength(5);
    expect(named?.text).toContain('Ada Lovelace');
    expect(plain?.text).not.toContain('Ada');
    expect(other?.json).toEqual(plain?.json);
  });

  it('share nothing with who may not see the job, and nothing that was asked otherwise', async () => {
    await using world = await worldOf(2);
    const { tenantId, servicePrincipalId } = world.tenant.jobAt(1).key;
    const elsewhere = callerWith('Reader', visibilityOf([{ tenantId, servicePrincipalId, cap: 'Reader' }]));
    const asked = [world.get(place(world)), world.get(place(world), elsewhere), world.get(place(world, 0, '?status=skipped'))];
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([200, 404, 503]);
    expect(reports(world)).toHaveLength(5);
    world.tenant.clock.advance(10_000);
    expect((await world.get(place(world))).status).toBe(200);
    expect(reports(world)).toHaveLength(10);
  });

  it('are refused together where the one reading fails, and served together when they come again', async () => {
    await using world = await worldOf();
    world.tenant.fault({
      match: { path: 'skiptoken' },
      times: 1,
      fault: { kind: 'status', status: 429, headers: { 'retry-after': '23' } },
    });
    const ask = () => Promise.all([world.get(place(world)), world.get(place(world))]);
    const refused = await ask();
    expect(refused.map(({ status, headers }) => [status, headers['retry-after']])).toEqual([
      [503, '23'],
      [503, '23'],
    ]);
    world.tenant.clock.advance(23_000);
    expect((await ask()).map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('a time to wait that Graph names', () => {
  it.each(['Mon, 02 Mar 2099 08:30:00 GMT', '999999999999999999999', '7200'])('is an hour at most to whoever asks: %s', async (named) => {
    await using world = await worldOf(1);
    const fault = { kind: 'status', status: 429, headers: { 'retry-after': named } } as const;
    world.tenant.fault({ match: { path: '/auditLogs/provisioning' }, times: 1, fault });
    const refused = await world.get(place(world));
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '3600']);
    expect(refused.json.detail).toContain('in 3600 s');
    world.tenant.clock.advance(3_600_000);
    expect((await world.get(place(world))).status).toBe(200);
  });
});

describe('the question whether a log may be read at all', () => {
  it('keeps within the same limit: it is left open where somebody reads, and binds nobody', async () => {
    await using world = await worldOf(1, { withAuthority: true });
    const { tenantId } = world.tenant;
    const tenant = world.tenant.world.tenants.get(tenantId);
    if (tenant === undefined) throw new Error('The world has no tenant');
    tenant.grants[clients.readerClientId] = ['Application.Read.All', 'Synchronization.Read.All'];
    for (let turn = 0; turn < 4; turn += 1) {
      await world.get(place(world));
      await world.ask('POST', `/tenants/${tenantId}/check`, { caller: callerWith('Admin') });
    }
    expect(reports(world).some(({ path }) => path.endsWith('/provisioning?$top=1'))).toBe(true);
    expect(mostInTenSeconds(world)).toBeLessThanOrEqual(5);
    expect((await world.tenant.fleetRow()).graphNotBefore).toBeUndefined();
  });
});
