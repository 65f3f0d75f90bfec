import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFleet, type PlainJob, type PlainTenant, shapes, startRandomFleet, unreadActor, type Who } from '../support/random-fleet.ts';
import { pollIntervalInMs, start } from '../support/support.ts';

const isSoak = process.env.SOAK === '1';
const dayInMs = 86_400_000;
const freshForInMs = 2 * pollIntervalInMs + 60_000;
const worstFirst = ['critical', 'unknown', 'warning', 'healthy'];

// What the catalogue calls each of the shapes while its reading is good.
const codes: Record<PlainJob['shape'], string> = {
  healthy: '',
  paused: 'Paused',
  filling: 'NearQuarantine',
  quarantined: 'HybridIdentityServiceNoActiveAgents',
  switchedOff: 'QuarantineAutoDisable28Days',
  firstCycle: 'FirstCycle',
  unread: 'ReadingFails',
};

/** A job as anybody can tell it from the facts, without the product. */
interface Counted {
  id: string;
  tenantId: string;
  kind: string;
  health: string;
  code: string;
  who: string;
  /** Everything that it is found by. */
  texts: string[];
  state: string;
  hasIncident: boolean;
  disableAt: string | undefined;
}

function countedOf({ record, shape, kind, hasIncident }: PlainJob, tenant: PlainTenant, now: number): Counted {
  const { lastCompletedAt = '' } = tenant;
  const { tenantId, servicePrincipalId, jobId, observedAt, health, displayName, snapshot } = record;
  const readAt = shape === 'unread' || observedAt > lastCompletedAt ? observedAt : lastCompletedAt;
  const isFresh = now - Date.parse(readAt) <= freshForInMs;
  const isStale = !isFresh && shape !== 'unread';
  const unread = isStale || shape === 'unread' ? unreadActor(tenant) : undefined;
  // What was seen last keeps its name where the whole tenant cannot be read.
  const code = isStale && (unread === undefined || shape === 'healthy') ? 'ReadingStale' : codes[shape];
  const known = shapes[shape];
  const id = `${tenantId}/${servicePrincipalId}/${jobId}`;
  const { seriesBegan, reason, error } = snapshot.quarantine ?? {};
  const ends = shape === 'quarantined' && seriesBegan !== undefined;
  return {
    id,
    tenantId,
    kind,
    health: isFresh || health === 'critical' ? health : 'unknown',
    code,
    who: unread ?? (isStale ? 'service-owner' : 'who' in known ? known.who : ''),
    texts: [id, displayName, `Tenant ${tenantId.slice(0, 4)}`, code, reason, error?.code].flatMap((text) => text?.toLowerCase() ?? []),
    state: snapshot.state,
    hasIncident,
    disableAt: ends ? new Date(Date.parse(seriesBegan) + 28 * dayInMs).toISOString() : undefined,
  };
}

/** A filter in the words of the API, and said plainly. */
interface Filter {
  query: string;
  fits(job: Counted): boolean;
}

const search = (q: string): Filter => ({
  query: `q=${encodeURIComponent(q)}`,
  fits: ({ texts }) => {
    const words = q.toLowerCase().split(' ');
    return words.every((word) => texts.some((text) => text.includes(word)));
  },
});

const filters: readonly Filter[] = [
  { query: '', fits: () => true },
  ...['app', 'tenant 1111', 'TENANT 2', 'workday', '8-1111', 'sp-1/', '/sp-0/w', 'noactive', 'reading', 'app 3 ad2aad', 'zzz'].map(search),
  { query: 'kind=hr', fits: ({ kind }) => kind === 'hr' },
  { query: 'whoMustAct=tenant-admin', fits: ({ who }) => who === 'tenant-admin' },
  { query: 'cause=ReadingStale', fits: ({ code }) => code === 'ReadingStale' },
  { query: 'acknowledged=false', fits: ({ hasIncident }) => hasIncident },
  { query: 'acknowledged=true', fits: () => false },
  { query: 'health=unknown', fits: ({ health }) => health === 'unknown' },
  { query: 'state=Quarantine&q=app', fits: ({ state }) => state === 'Quarantine' },
];

const keysOf = {
  cause: ({ code, who }: Counted) => `${code} ${who}`,
  tenant: ({ tenantId }: Counted) => `${tenantId} `,
  whoMustAct: ({ who }: Counted) => `${who} `,
  kind: ({ kind }: Counted) => `${kind} `,
};

/** Each group as counted one by one, in no order. */
function plainGroups(jobs: readonly Counted[], by: keyof typeof keysOf) {
  const groups = Object.entries(Object.groupBy(jobs, keysOf[by])).map(([name, members = []]) => {
    const healths = members.map(({ health }) => health);
    const ends = members.flatMap(({ disableAt }) => disableAt ?? []).sort();
    return {
      name,
      count: members.length,
      tenants: new Set(members.map(({ tenantId }) => tenantId)).size,
      health: worstFirst.find((health) => healths.includes(health)),
      byHealth: Object.fromEntries(worstFirst.map((health) => [health, healths.filter((each) => each === health).length])),
      ...(ends[0] && { disableAt: ends[0] }),
    };
  });
  return groups.sort(byName);
}

interface ToldGroup {
  key?: string;
  whoMustAct?: string;
  count: number;
  tenants: number;
  health: string;
  byHealth: Record<string, number>;
  disableAt?: string;
}

function toldGroups(value: readonly ToldGroup[]) {
  const groups = value.map(({ key = '', whoMustAct = '', count, tenants, health, byHealth, disableAt }) => ({
    name: `${key} ${whoMustAct}`,
    count,
    tenants,
    health,
    byHealth,
    ...(disableAt && { disableAt }),
  }));
  return groups.sort(byName);
}

/** As a number per health, the worst first, and the next switch-off: no group stands below one that is better. */
function expectWorstFirst(value: readonly ToldGroup[]): void {
  const places = value.map(({ byHealth, disableAt = '9' }) => {
    const fewer = worstFirst.map((health) => String(9_999 - (byHealth[health] ?? 0)));
    return [...fewer, disableAt].join(' ');
  });
  expect(places).toEqual(places.toSorted());
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}

describe('the groups and the searches of the fleet', () => {
  it('are those of what each caller sees, for two callers who see nothing of each other, counted one by one', async () => {
    const wait = fc.integer({ min: 0, max: 20 * 60_000 });
    await fc.assert(
      fc.asyncProperty(anyFleet, wait, fc.constantFrom(...filters), async (fleet, waitInMs, { query, fits }) => {
        const world = await startRandomFleet(fleet);
        world.clock.at = start + waitInMs;
        for (const who of ['one', 'two', 'chief'] satisfies Who[]) {
          const seen = world.seenBy(who).flatMap((tenant) => tenant.jobs.map((job) => countedOf(job, tenant, world.clock.at)));
          const wanted = seen.filter(fits);
          const listed = await world.as(who, `/jobs?pageSize=1000&${query}`);
          expect(listed.json.value.map(({ id }: { id: string }) => id).sort()).toEqual(wanted.map(({ id }) => id).sort());
          for (const by of ['cause', 'tenant', 'whoMustAct', 'kind'] as const) {
            const { json } = await world.as(who, `/jobGroups?by=${by}&${query}`);
            expectWorstFirst(json.value);
            expect(toldGroups(json.value)).toEqual(plainGroups(wanted, by));
          }
        }
      }),
      { numRuns: isSoak ? 1_500 : 60 },
    );
  }, 600_000);
});
