import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../support/verify-answer.ts';
import { type DividedFleet, mayRead, startDividedFleet, type Thing, tenantIds, type Who } from './divided-fleet.ts';

const isSoak = process.env.SOAK === '1';
const requests = isSoak ? 20_000 : 2_000;
const callers = ['one', 'two'] as const;

/** Numbers that look random and are the same in every run. */
function createDice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Dice = ReturnType<typeof createDice>;

const pick = <Item>(dice: Dice, items: readonly Item[]): Item => items[dice(items.length)] as Item;

/** Filters with values of every tenant, also of those that the caller does not see. */
function listPath(dice: Dice, { facts }: DividedFleet): string {
  const text = (kind: string) =>
    pick(
      dice,
      facts.filter(({ text: its }) => its.startsWith(kind)),
    ).text;
  const tenantId = pick(dice, tenantIds);
  const size = `pageSize=${1 + dice(3)}`;
  return pick(dice, [
    `/jobs?${size}`,
    `/jobs?${size}&tenantId=${tenantId}`,
    `/jobs?${size}&errorCode=${text('error-')}`,
    `/jobs?${size}&state=Quarantine&health=critical`,
    `/incidents?${size}`,
    `/incidents?${size}&causeCode=${text('cause-')}`,
    `/incidents?${size}&tenantId=${tenantId}&condition=quarantine`,
    `/incidents?${size}&state=closed&tenantId=${tenantId}`,
    `/incidents?${size}&state=closed`,
    `/incidents?${size}&state=closed&causeCode=${text('over-')}`,
    `/operations?${size}&tenantId=${tenantId}`,
    `/operations?${size}`,
    `/operations?${size}&jobId=${text('job-')}`,
    `/audit?${size}&tenantId=${tenantId}`,
    `/tenants?${size}`,
    `/errorSightings?${size}`,
    `/grants?${size}`,
    ...['/status', '/metrics', '/me', '/health/ready', '/jobs?pageSize=1000', '/incidents?pageSize=1000', '/tenants?pageSize=1000'],
  ]);
}

interface Asked {
  who: (typeof callers)[number];
  path: string;
  answer: Answer;
  /** What the path names, where it names one thing. */
  thing?: Thing;
}

/** What an answer tells that its reader may not know: texts of other places, also those inside a continuation, and a wrong status or count. */
function leaksIn(fleet: DividedFleet, { who, path, answer, thing }: Asked): string[] {
  const continuation = /continuation=([\w-]+)/.exec(answer.json?.nextLink ?? '')?.[1] ?? '';
  const told = { ...answer.json, instance: undefined };
  const text = [
    answer.json === undefined ? answer.text : JSON.stringify(told),
    JSON.stringify(answer.headers),
    Buffer.from(continuation, 'base64url'),
  ].join('\n');
  const texts = fleet.facts.filter((fact) => !mayRead(who, fact) && text.includes(fact.text)).map((fact) => fact.text);
  // What the caller asked for by name stands in the links of the answer again.
  const leaks = texts.filter((leaked) => !(answer.status === 200 && path.includes(leaked) && answer.json?.value?.length === 0));
  const isShown =
    thing === undefined ||
    mayRead(who, { place: thing.place, ...(thing.path.startsWith('/tenants/') && !thing.place.servicePrincipalId && { part: true }) });
  if (!isShown && answer.status !== 404) leaks.push(`${answer.status} for ${thing?.path}`);
  if (isShown && thing !== undefined && answer.status !== 200 && answer.status !== 304) leaks.push(`no ${thing.path}`);
  return [...leaks, ...countLeaks(fleet, { who, path, answer })];
}

function countLeaks({ facts }: DividedFleet, { who, path, answer: { json, text, status } }: Asked): string[] {
  if (status !== 200) return [];
  const jobs = facts.filter((fact) => fact.text.startsWith('job-') && mayRead(who, fact)).length;
  const incidents = facts.filter((fact) => fact.text.startsWith('cause-') && mayRead(who, fact)).length;
  const tenants = tenantIds.filter((tenantId) => mayRead(who, { place: { tenantId }, part: true })).length;
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}\\{.*\\} (\\d+)$`, 'gm'))].reduce((total, [, count]) => total + Number(count), 0);
  const counts: Record<string, () => [seen: number, due: number][]> = {
    '/status': () => [
      [json.jobs.total, jobs],
      [json.tenants.total, tenants],
      [(json.incidents.critical ?? 0) + (json.incidents.warning ?? 0), incidents],
    ],
    '/metrics': () => [
      [sum('entrasync_jobs'), jobs],
      [sum('entrasync_jobs_health'), jobs],
      [sum('entrasync_open_incidents'), incidents],
      [sum('entrasync_tenant_readable'), tenants],
    ],
    '/jobs?pageSize=1000': () => [[json.value.length, jobs]],
    '/incidents?pageSize=1000': () => [[json.value.length, incidents]],
    '/tenants?pageSize=1000': () => [
      [json.value.reduce((total: number, tenant: { jobs: { total: number } }) => total + tenant.jobs.total, 0), jobs],
    ],
  };
  return (counts[path]?.() ?? []).filter(([seen, due]) => seen !== due).map(([seen, due]) => `${path} counts ${seen}, not ${due}`);
}

/** Two callers ask at random: by ids of everybody, by lists, by links and tags that each of them and the administrator got. */
async function walk(fleet: DividedFleet, count: number): Promise<{ asked: number; leaks: string[] }> {
  const dice = createDice(20_261_130);
  const links: string[] = [];
  const tags: string[] = ['*'];
  const leaks = new Set<string>();
  for (let asked = 0; asked < count; asked++) {
    const who: Who = dice(4) === 0 ? 'chief' : pick(dice, callers);
    const thing = dice(2) === 0 ? pick(dice, fleet.things) : undefined;
    const path = thing?.path ?? (dice(3) === 0 && links.length > 0 ? pick(dice, links) : listPath(dice, fleet));
    const held = dice(4) === 0 ? { 'if-none-match': pick(dice, tags.slice(1).length > 0 ? tags.slice(1) : tags) } : {};
    if (dice(8) === 0) fleet.clock.at += 500;
    const answer = await fleet.call(path, { headers: { 'x-who': who, ...(path.startsWith('http') ? {} : held) } });
    if (answer.json?.nextLink !== undefined) links.push(answer.json.nextLink);
    if (answer.headers.etag !== undefined) tags.push(answer.headers.etag);
    if (who !== 'chief')
      for (const leak of leaksIn(fleet, { who, path, answer, ...(thing && { thing }) })) leaks.add(`${who} ${path}: ${leak}`);
  }
  return { asked: count, leaks: [...leaks] };
}

describe('two callers who share a tenant and nothing in it', () => {
  it(`learn nothing of each other in ${requests} requests by ids, filters, links, tags, counts, metrics and the audit log`, async () => {
    const fleet = await startDividedFleet();
    expect(await walk(fleet, requests)).toEqual({ asked: requests, leaks: [] });
  }, 600_000);

  it.each(callers)('see all that is theirs: %s', async (who) => {
    const fleet = await startDividedFleet();
    const read = async (path: string) => (await fleet.call(path, { headers: { 'x-who': who } })).text;
    const facts = (...kinds: string[]) => fleet.facts.filter(({ text }) => kinds.some((kind) => text.startsWith(`${kind}-`)));
    const lists = ['/jobs', '/incidents', '/errorSightings', '/tenants'];
    const past = (await Promise.all(['/incidents?state=closed', '/operations'].map(read))).join('\n');
    const missed = facts('over', 'operation').filter((fact) => mayRead(who, fact) && !past.includes(fact.text));
    expect(missed).toEqual([]);
    const ofTenants = tenantIds.flatMap((id) =>
      ['/incidents?state=closed&', '/operations?', '/audit?'].map((list) => `${list}tenantId=${id}`),
    );
    const all = (await Promise.all([...lists, ...ofTenants].map(read))).join('\n');
    const missing = fleet.facts.filter((fact) => mayRead(who, fact) && !all.includes(fact.text));
    expect(missing).toEqual([]);
  });

  it('get one and the same answer for what the other has and for what nobody has', async () => {
    const fleet = await startDividedFleet();
    const answerTo = async (path: string) => {
      const { status, json } = await fleet.call(path, { headers: { 'x-who': 'two' } });
      return { status, ...json, instance: '', requestId: '' };
    };
    for (const { path, place } of fleet.things.filter((thing) => !mayRead('two', { place: thing.place, part: true }))) {
      const [tenantId = '', missing = ''] = [place.tenantId, 'dddddddd-1111-4111-8111-111111111111'];
      expect(await answerTo(path)).toEqual(await answerTo(path.replace(tenantId, missing)));
    }
  });

  it('hold versions that nothing of the other changes', async () => {
    const fleet = await startDividedFleet();
    const paths = [
      '/jobs',
      '/incidents',
      '/status',
      '/tenants',
      '/errorSightings',
      '/incidents?state=closed',
      '/operations',
      `/jobs?tenantId=${tenantIds[2]}`,
      `/tenants/${tenantIds[2]}`,
      '/me',
    ];
    const ask = (path: string, etag = '') => fleet.call(path, { headers: { 'x-who': 'one', 'if-none-match': etag } });
    const held = new Map<string, string>();
    for (const path of paths) held.set(path, (await ask(path)).headers.etag ?? '');
    // Another job of the shared tenant and a whole tenant of the other change in everything that lists show.
    for (const tenantId of tenantIds.slice(1)) {
      const state = await fleet.state.readNow(tenantId);
      const jobs = state.jobs.flatMap(({ value }) => (value === undefined ? [] : [value]));
      const changed = jobs.map((job) =>
        mayRead('one', { place: job })
          ? job
          : { ...job, displayName: `${job.displayName} renamed`, health: 'warning' as const, reasons: ['paused' as const] },
      );
      const open = state.incidents.flatMap(({ value }) => (value.state === 'open' ? [value] : []));
      const kept = open.filter(({ scope }) => mayRead('one', { place: { tenantId, ...scope } }));
      await fleet.poll(tenantId, changed, {}, kept);
    }
    fleet.clock.at += 2_000;
    for (const path of paths) expect({ path, status: (await ask(path, held.get(path))).status }).toEqual({ path, status: 304 });
    const chief = await fleet.call('/jobs', { headers: { 'x-who': 'chief' } });
    expect(chief.text).toContain('renamed');
  });
});

/** Faults that somebody might make: each must be found. */
const faults: Record<string, (fleet: DividedFleet) => void> = {
  'an audit log that shows a whole tenant': ({ deps }) => {
    const { list } = deps.audit;
    deps.audit.list = (tenantId, { isShown: _, ...query }) => list(tenantId, query);
  },
  'a list of closed incidents that shows a whole tenant': ({ deps }) => {
    const { listPastIncidents } = deps.state;
    deps.state.listPastIncidents = (tenantId, { isShown: _, ...query }) => listPastIncidents(tenantId, query);
  },
  'a kept body that is sent to whoever asks for the same address': ({ deps }) => {
    const { get } = deps.bodies;
    deps.bodies.get = (key, source, build) => get(JSON.stringify(JSON.parse(key).toSpliced(3, 1)), source, build);
  },
  'rights that are kept for whoever asks next': ({ deps }) => {
    const { read } = deps.rights;
    let kept: ReturnType<typeof read> | undefined;
    deps.rights.read = (holder, age) => {
      kept ??= read(holder, age);
      return kept;
    };
  },
  'a scope that is taken for the tenant it lies in': ({ deps }) => {
    const { read } = deps.rights;
    deps.rights.read = async (holder, age) => {
      const rights = await read(holder, age);
      if (rights.visible === 'all') return rights;
      const tenants = new Map([...rights.visible.tenants.keys()].map((tenantId) => [tenantId, new Map([['', 'Admin' as const]])]));
      return { ...rights, visible: { ...rights.visible, tenants } };
    };
  },
};

describe('a fault in what keeps two callers apart', () => {
  it.each(Object.entries(faults))('is noticed: %s', async (_, plant) => {
    const fleet = await startDividedFleet();
    plant(fleet);
    expect((await walk(fleet, 600)).leaks).not.toEqual([]);
  });
});
