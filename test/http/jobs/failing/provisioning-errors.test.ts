import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoggedCause } from '../../../../dev/graph/model/model.ts';
import { clients, readerRoles } from '../../../../dev/graph/world/clients.ts';
import { jobPath, type OperationWorld, startOperationWorld } from '../../../support/worlds/operation-world.ts';

const reasons = ["Invalid value specified for property 'mobile' of resource 'User'.", 'The object could not be written.'];
const codes = [
  'DuplicateTargetEntries',
  'EntryExportFailed',
  'AzureActiveDirectoryForbidden',
  'InvalidAnchor',
  'Hlp_0017',
  'NobodyKnowsThis',
];
/** Twelve causes, most of them with more lines than there are pages for. */
const causes: LoggedCause[] = codes.flatMap((code, index) =>
  reasons.map((reason, turn) => ({
    code,
    reason,
    step: 'export',
    namePrefix: 'Ada Lovelace',
    rows: index === 0 && turn === 0 ? 20_000 - 11 * 1_500 : 1_500,
    objects: 1_000,
    sinceHoursAgo: 20,
  })),
);

let world: OperationWorld;
beforeAll(async () => {
  world = await startOperationWorld();
  await world.tenant.tick();
});
afterAll(async () => world[Symbol.asyncDispose]());

const place = (query = '') => `${jobPath(world.tenant.jobAt().key)}/provisioningErrors${query}`;
const reports = () => world.tenant.asked().filter(({ path }) => path.includes('/auditLogs/provisioning'));
const setLogged = (logged: LoggedCause[] | null) => world.tenant.patch(world.tenant.jobAt().key, { logged });
const wait = (seconds: number) => {
  world.tenant.clock.at += seconds * 1_000;
  world.tenant.forget();
};

describe('GET …/provisioningErrors', () => {
  it('groups 20,000 rows under twelve causes as far as five requests reach, and says how far that is', async () => {
    setLogged(causes);
    wait(60);
    const { status, json } = await world.get(place('?status=failure'));
    expect(status).toBe(200);
    expect(reports()).toHaveLength(5);
    expect(json).toMatchObject({ truncated: true, read: { rows: 5_000 } });
    expect(json.value).toHaveLength(12);
    const sum = json.value.reduce((total: number, { count }: { count: number }) => total + count, 0);
    expect(sum).toBe(5_000);
    expect(json.value.every(({ firstSeen }: { firstSeen: string }) => firstSeen >= json.read.from)).toBe(true);
    expect(json.value[0]).toMatchObject({
      code: 'DuplicateTargetEntries',
      step: 'export',
      attribute: 'mobile',
      whoMustAct: expect.any(String),
    });
    expect(JSON.stringify(json)).not.toContain('Ada');
  });

  it('never sends a sixth request within ten seconds: it says when to come again', async () => {
    const before = reports().length;
    const refused = await world.get(place());
    expect(refused).toMatchObject({ status: 503, json: { code: 'UpstreamThrottled', title: 'A limit is reached for a moment' } });
    const seconds = refused.headers['retry-after'];
    const limit = 'Microsoft’s logs answer five requests in ten seconds for a tenant.';
    expect(refused.json.detail).toBe(`${limit} It may be asked again in ${seconds} s.`);
    expect(reports()).toHaveLength(before);
    wait(Number(seconds));
    expect((await world.get(place())).status).toBe(200);
    expect(reports().every(({ status }) => status === 200)).toBe(true);
  });

  it('is no shorter list where the limit came between its requests: it says when all of them can be sent', async () => {
    setLogged([{ code: '', action: 'stagedDelete', status: 'success', rows: 4 }]);
    wait(60);
    for (const status of ['failure', 'failure', 'failure', 'failure'])
      expect((await world.get(place(`?status=${status}`))).status).toBe(200);
    wait(1);
    const refused = await world.get(place());
    expect(refused).toMatchObject({ status: 503, json: { code: 'UpstreamThrottled' } });
    expect(refused.json).not.toHaveProperty('value');
    wait(Number(refused.headers['retry-after']));
    expect((await world.get(place())).json).toMatchObject({ value: [{ status: 'stagedDelete', count: 4 }], truncated: false });
  });

  it.each([
    ['of one kind of rows', 'failure,stagedDelete', "'taged'"],
    ['of the next page', 'failure', 'skiptoken'],
  ])('is no shorter list where the request %s fails', async (_, status, path) => {
    setLogged(causes);
    wait(60);
    world.tenant.fault({ match: { path }, fault: { kind: 'status', status: 503 } });
    expect(await world.get(place(`?status=${status}`))).toMatchObject({ status: 503, json: { code: 'UpstreamUnavailable' } });
    expect(reports().length).toBeGreaterThan(1);
  });

  it('shows names only where they are asked for, and keeps none of them', async () => {
    setLogged([
      { code: 'EntryExportFailed', rows: 9, objects: 3, namePrefix: 'Ada Lovelace', reason: 'Ada Lovelace could not be written.' },
    ]);
    wait(60);
    const { json } = await world.get(place('?include=names'));
    expect(json.value).toHaveLength(1);
    expect(json.value[0]).toMatchObject({ count: 9, objects: 3 });
    expect(json.value[0].examples.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Ada Lovelace 1',
      'Ada Lovelace 2',
      'Ada Lovelace 3',
    ]);
    await world.tenant.ticks(2);
    expect(JSON.stringify(world.tenant.stored)).not.toContain('Ada');
    expect(JSON.stringify(world.tenant.log)).not.toContain('Ada');
  });

  it.each([
    ['Authorization_RequestDenied', 'permissionMissing'],
    ['Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'licenceMissing'],
  ])('is unavailable by %s of whichever page, with what to grant or to buy', async (code, reason) => {
    setLogged([{ code: 'EntryExportFailed', rows: 1_500 }]);
    wait(60);
    world.tenant.fault({
      match: { path: 'skiptoken' },
      times: 1,
      fault: { kind: 'status', status: 403, body: { error: { code, message: '' } } },
    });
    const { status, json } = await world.get(place('?status=failure'));
    expect([status, json.unavailable]).toEqual([200, expect.objectContaining({ reason, permission: expect.any(String) })]);
    expect(json).not.toHaveProperty('value');
  });

  it('tells staged deletes and skipped objects apart, each by its reason', async () => {
    setLogged([
      { code: '', action: 'stagedDelete', status: 'success', rows: 4 },
      { code: '', action: 'StagedDelete', status: 'success', rows: 3, step: 'import' },
      { code: 'NotEffectivelyEntitled', status: 'skipped', step: 'scoping', rows: 5 },
      { code: 'EntryExportFailed', rows: 2 },
    ]);
    wait(60);
    const kinds = async (query: string) =>
      (await world.get(place(query))).json.value.map(({ status, code, count }: Record<string, unknown>) => [status, code, count]);
    expect(await kinds('')).toEqual([
      ['stagedDelete', 'StagedDelete', 7],
      ['failure', 'EntryExportFailed', 2],
    ]);
    expect(await kinds('?status=skipped')).toEqual([['skipped', 'NotEffectivelyEntitled', 5]]);
    expect((await world.get(place('?status=success'))).status).toBe(400);
    expect((await world.get(place('?from=2026-03-02T09:00:00Z&to=2026-03-02T08:00:00Z'))).status).toBe(400);
  });

  it('says of each cause whether it is new, stays or went since a time', async () => {
    setLogged([
      { code: 'Stays', rows: 10, sinceHoursAgo: 10 },
      { code: 'IsNew', rows: 3, sinceHoursAgo: 1 },
      { code: 'Went', rows: 3, sinceHoursAgo: 10, untilHoursAgo: 5 },
    ]);
    world.tenant.patch(world.tenant.jobAt().key, { frozen: true });
    await world.tenant.ticks();
    wait(3_600);
    const ended = Date.parse(world.tenant.jobAt().job.document.status.lastExecution?.timeEnded ?? '');
    const comparedAt = new Date(ended - 4 * 3_600_000).toISOString();
    const { json } = await world.get(place(`?comparedAt=${comparedAt}`));
    const states = Object.fromEntries(json.value.map(({ code, state }: Record<string, string>) => [code, state]));
    expect(states).toEqual({ Stays: 'stillFailing', IsNew: 'new', Went: 'fixed' });
  });

  it('compares by a time with whole runs since, without being told, for a job whose last run is always still on its way to the log', async () => {
    world.tenant.patch(world.tenant.jobAt().key, { frozen: false, logged: [] });
    wait(3_600);
    await world.tenant.ticks();
    setLogged([
      { code: 'Stays', rows: 600, sinceHoursAgo: 10 },
      { code: 'IsNew', rows: 3, sinceHoursAgo: 0.1 },
      { code: 'Went', rows: 3, sinceHoursAgo: 10, untilHoursAgo: 5 },
    ]);
    wait(30);
    const { json } = await world.get(place());
    const [at, logged] = [json.comparedAt, json.loggedUntil].map(Date.parse);
    expect(logged).toBe(world.tenant.clock.at - 15 * 60_000);
    expect(json).toMatchObject({ comparedBy: expect.stringMatching(/^(run|interval)$/) });
    expect(at).toBeLessThan(logged ?? 0);
    expect(at).toBeGreaterThan((logged ?? 0) - 3_600_000);
    const states = Object.fromEntries(json.value.map(({ code, state }: Record<string, string>) => [code, state]));
    expect(states).toMatchObject({ Stays: 'stillFailing', IsNew: 'new' });
    expect(states.Went).toMatch(/^(fixed|unknown)$/);
    const told = await world.get(place(`?comparedAt=${json.comparedAt}`));
    expect(told.json).toMatchObject({ comparedAt: json.comparedAt, comparedBy: 'request', value: json.value });
  });

  it('is a table for whoever prefers one, without a formula in it', async () => {
    setLogged([{ code: 'EntryExportFailed', rows: 2, namePrefix: '=HYPERLINK("x")' }]);
    wait(60);
    const { headers, text } = await world.ask('GET', place('?include=names'), { accept: 'text/csv' });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers.vary).toContain('accept');
    const [names, line] = text.split('\r\n');
    expect(names).toBe(
      'status,code,title,step,attribute,whoMustAct,count,objects,state,firstSeen,lastSeen,examples,atLeast,readFrom,readTo,truncated,notUnderstood,comparedAt,comparedBy,loggedUntil,notKept',
    );
    const { read, comparedAt, comparedBy, loggedUntil } = (await world.get(place())).json;
    expect(comparedAt).toMatch(/Z$/);
    expect(line?.endsWith(`,,${read.from},${read.to},false,0,${comparedAt},${comparedBy},${loggedUntil},`)).toBe(true);
    expect(line).toMatch(/^failure,EntryExportFailed,/);
    expect(line).not.toMatch(/(^|,)"?[=+@-]/);
  });

  it('says in the table too how far was read, also where there is no cause', async () => {
    setLogged([]);
    wait(60);
    const ask = () => world.ask('GET', place('?status=failure'), { accept: 'text/csv' });
    const cells = (text: string) => text.split('\r\n').map((line) => line.split(','));
    const [names = [], none = []] = cells((await ask()).text);
    const cell = (line: readonly string[], name: string) => line.at(names.indexOf(name) - names.length) ?? '';
    expect(none).toHaveLength(names.length);
    expect(none.slice(0, names.indexOf('readFrom')).join('')).toBe('');
    expect(Date.parse(cell(none, 'readTo')) - Date.parse(cell(none, 'readFrom'))).toBe(24 * 3_600_000);
    expect(['truncated', 'notUnderstood', 'notKept'].map((name) => cell(none, name))).toEqual(['false', '0', '']);
    expect(Date.parse(cell(none, 'loggedUntil'))).toBeLessThan(Date.parse(cell(none, 'readTo')));
    setLogged(causes);
    wait(60);
    const [, ...lines] = cells((await ask()).text).slice(0, -1);
    expect(lines).toHaveLength(12);
    expect(lines.every((line) => cell(line, 'truncated') === 'true')).toBe(true);
    const comparedAt = new Set(lines.map((line) => cell(line, 'comparedAt')));
    expect([...comparedAt]).toEqual([expect.stringMatching(/^20.*Z$/)]);
    const month = new Date(world.tenant.clock.at - 40 * 24 * 3_600_000).toISOString();
    setLogged([]);
    wait(60);
    const cut = await world.ask('GET', place(`?status=failure&from=${month}`), { accept: 'text/csv' });
    expect(cell(cells(cut.text)[1] ?? [], 'notKept')).toBe('true');
  });

  it('says that there may be more objects than are counted where rows name none', async () => {
    setLogged([
      { code: 'EntryExportFailed', rows: 4, isNameless: true },
      { code: 'InvalidAnchor', rows: 3 },
    ]);
    wait(60);
    const { json } = await world.get(place());
    expect(json.value[0]).toMatchObject({ code: 'EntryExportFailed', count: 4, objects: 0, atLeast: true });
    expect(json.value[1]).toMatchObject({ code: 'InvalidAnchor', objects: 3 });
    expect(json.value[1]).not.toHaveProperty('atLeast');
  });

  it('explains a failure without a code as that, and never as a quarantine of the job', async () => {
    setLogged([{ code: '', rows: 2 }]);
    wait(60);
    const { json } = await world.get(place());
    expect(json.value).toMatchObject([{ code: 'Unknown', explanation: { title: 'The log names no code' } }]);
  });

  it('never says of a time that the log cannot hold that nothing failed in it', async () => {
    setLogged([{ code: 'EntryExportFailed', rows: 2 }]);
    wait(60);
    const at = (days: number) => new Date(world.tenant.clock.at + days * 24 * 3_600_000).toISOString();
    const ask = (from: number | undefined, to?: number) =>
      world.get(place(`?status=failure${from === undefined ? '' : `&from=${at(from)}`}${to === undefined ? '' : `&to=${at(to)}`}`));
    expect(await ask(1)).toMatchObject({ status: 400, json: { errors: [{ parameter: 'from' }] } });
    expect((await ask(1, 2)).status).toBe(400);
    expect(await world.get(place(`?comparedAt=${at(1)}`))).toMatchObject({ status: 400, json: { errors: [{ parameter: 'comparedAt' }] } });
    const before = reports().length;
    expect((await ask(-40, -31)).json).toEqual({ unavailable: { reason: 'notKept' } });
    expect((await ask(undefined, -31)).json).toEqual({ unavailable: { reason: 'notKept' } });
    expect(reports()).toHaveLength(before);
    expect((await ask(-40)).json.read).toMatchObject({ from: at(-30), to: at(0), notKept: true });
    const ahead = (await ask(-1, 5)).json;
    expect(ahead.read).toEqual({ rows: 2, from: at(-1), to: at(0) });
  });
});

describe('what Graph answers beside what was asked for', () => {
  const minutesAgo = (minutes: number) => new Date(world.tenant.clock.at - minutes * 60_000).toISOString();
  const row = (fields: object) => ({
    id: crypto.randomUUID(),
    activityDateTime: minutesAgo(60),
    jobId: world.tenant.jobAt().key.jobId,
    provisioningAction: 'create',
    provisioningStatusInfo: { status: 'failure', errorInformation: { errorCode: 'EntryExportFailed' } },
    sourceIdentity: { id: crypto.randomUUID(), displayName: 'Ada Lovelace', identityType: 'User' },
    ...fields,
  });
  const answerWith = (...value: object[]) => {
    world.tenant.shared.faults.clear();
    world.tenant.fault({ match: { path: '/auditLogs/provisioning' }, times: null, fault: { kind: 'body', body: { value } } });
    wait(60);
  };
  afterAll(() => world.tenant.shared.faults.clear());

  it('is left out: rows of another kind, however their status reads, and rows of another time', async () => {
    answerWith(row({ id: null, provisioningAction: 'stagedDelete' }), row({}), row({ activityDateTime: minutesAgo(20 * 24 * 60) }));
    expect((await world.get(place('?status=failure'))).json).toMatchObject({ value: [{ status: 'failure', count: 1 }] });
    wait(60);
    const { value } = (await world.get(place())).json;
    expect(value.map(({ status, count }: { status: string; count: number }) => [status, count])).toEqual([
      ['failure', 1],
      ['stagedDelete', 1],
    ]);
  });

  it('shows no id that is a name, and no sentence as a code, unless names are asked for', async () => {
    const named = ['ada@contoso.example', 'CN=Ada Lovelace,OU=Staff,DC=contoso,DC=example'];
    const errorInformation = { errorCode: 'Ada Lovelace is not known' };
    answerWith(
      ...named.map((id) => row({ sourceIdentity: { id, identityType: 'User' } })),
      row({ provisioningStatusInfo: { status: 'failure', errorInformation } }),
    );
    for (const accept of ['application/json', 'text/csv']) {
      const { text } = await world.ask('GET', place('?status=failure'), { accept });
      expect(text).not.toMatch(/ada|CN=/i);
      expect(text).toContain('Unknown');
      wait(60);
    }
    expect((await world.get(place('?status=failure&include=names'))).json.value[0].examples).toHaveLength(2);
  });

  it('is not repeated, neither in the answer nor in our log, where its error tells of somebody', async () => {
    const message = 'The object ada@contoso.example (Ada Lovelace) failed.';
    const body = { error: { code: 'Odd', message } };
    const { entries } = world.tenant.log;
    const before = entries.length;
    for (const [path, route] of [
      ['auditLogs', 'provisioningErrors'],
      ['auditLogs', 'stagedDeletes'],
      ['/schema', 'rules'],
    ] as const) {
      world.tenant.shared.faults.clear();
      world.tenant.fault({ match: { path }, times: null, fault: { kind: 'status', status: 500, body } });
      wait(3_600);
      expect((await world.get(`${jobPath(world.tenant.jobAt().key)}/${route}`)).text).not.toMatch(/lovelace/i);
    }
    expect(entries.length).toBeGreaterThan(before);
    expect(JSON.stringify(entries.slice(before))).not.toMatch(/lovelace|ada@/i);
  });
});

describe('where the log may not be read', () => {
  const { readerClientId } = clients;
  const grant = (roles: string[] | undefined) => {
    const tenant = [...world.tenant.world.tenants.values()][0];
    if (tenant === undefined) throw new Error('The world has no tenant');
    if (roles) tenant.grants[readerClientId] = roles;
    else delete tenant.grants[readerClientId];
    return tenant;
  };

  it.each([
    ['nothing of the log', readerRoles.filter((role) => !role.includes('Log') && role !== 'Directory.Read.All')],
    ['AuditLog.Read.All alone', ['Application.Read.All', 'Synchronization.Read.All', 'AuditLog.Read.All']],
    ['Directory.Read.All alone', ['Application.Read.All', 'Synchronization.Read.All', 'Directory.Read.All']],
  ])('the answer names the permission, and is no empty list: granted is %s', async (_, roles) => {
    grant(roles);
    wait(60);
    const { status, json } = await world.get(place());
    expect(status).toBe(200);
    expect(json).toEqual({
      unavailable: {
        reason: 'permissionMissing',
        permission: expect.stringContaining('ProvisioningLog.Read.All'),
        code: expect.any(String),
      },
    });
    grant([...readerRoles]);
  });

  it('the answer names the licence, and the permission that is told by the same code', async () => {
    const tenant = grant([...readerRoles]);
    tenant.licence = 'free';
    wait(60);
    const { json } = await world.get(place());
    expect(json.unavailable).toMatchObject({
      reason: 'licenceMissing',
      licence: expect.stringContaining('P1'),
      permission: expect.any(String),
    });
    expect(json).not.toHaveProperty('value');
    tenant.licence = 'P1';
  });

  it('an outage is an outage, and says nothing of rights', async () => {
    wait(60);
    world.tenant.fault({ match: { path: '/auditLogs/provisioning' }, times: 1, fault: { kind: 'status', status: 503 } });
    expect((await world.get(place())).status).toBe(503);
  });
});
