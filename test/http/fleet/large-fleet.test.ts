import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { compareJobs, type JobSortKey } from '../../../lib/domain/view/sort-jobs.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { loggedTables, type StoreRequest } from '../../support/storage/logged-tables.ts';
import { sampleFleetJob } from '../support/sample-fleet.ts';
import { storeTenant } from '../support/store-tenant.ts';
import { createHttpWorld, start } from '../support/support.ts';

const isSoak = process.env.SOAK === '1';
const size = isSoak ? { tenants: 1_000, jobsPerTenant: 100 } : { tenants: 40, jobsPerTenant: 50 };

type Listed = JobSortKey & { id: string; state: string; health: string };
type World = ReturnType<typeof createWorld>;

const tenantIdOf = (index: number) => `${String(index).padStart(8, '0')}-1111-4111-8111-111111111111`;
const keyOf = ({ severity, since }: Pick<Listed, 'severity' | 'since'>) => `${severity} ${since}`;

function createWorld() {
  const requests: StoreRequest[] = [];
  const world = createHttpWorld({}, loggedTables(createInMemoryTables(), requests));
  const jobs = new Map<string, JobRecord[]>();

  async function store(tenantId: string, own: JobRecord[]): Promise<void> {
    jobs.set(tenantId, own);
    await storeTenant(world, { tenantId, jobs: own, now: world.clock.at, viewOnly: true });
  }

  async function fill({ tenants, jobsPerTenant }: typeof size): Promise<void> {
    for (let index = 0; index < tenants; index++) {
      const tenantId = tenantIdOf(index);
      await store(
        tenantId,
        Array.from({ length: jobsPerTenant }, (_, at) => sampleFleetJob(tenantId, at, start)),
      );
    }
  }

  return { ...world, requests, jobs, store, fill };
}

/** Follows the links to the end; `between` may change the fleet, which two seconds later everybody sees. */
async function listAll(world: World, query: string, between: () => Promise<void> = async () => {}): Promise<Listed[]> {
  const seen: Listed[] = [];
  for (let next: string | undefined = `/jobs?${query}`; next !== undefined; ) {
    const { json }: { json: { value: Listed[]; nextLink?: string } } = await world.call(next);
    seen.push(...json.value);
    next = json.nextLink;
    await between();
  }
  return seen;
}

describe(`a fleet of ${size.tenants * size.jobsPerTenant} jobs in ${size.tenants} tenants`, () => {
  const world = createWorld();
  const total = size.tenants * size.jobsPerTenant;

  beforeAll(() => world.fill(size), 300_000);

  it('is listed to the end, every job once, worst first', async () => {
    const seen = await listAll(world, 'pageSize=1000');
    expect(seen).toHaveLength(total);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(total);
    expect(seen.every((job, index) => index === 0 || compareJobs(seen[index - 1] as Listed, job) < 0)).toBe(true);
  }, 120_000);

  it.each([
    ['state=Quarantine', (job: Listed) => job.state === 'Quarantine', 1 / 3],
    ['health=healthy', (job: Listed) => job.health === 'healthy', 1 / 3],
    [`tenantId=${tenantIdOf(7)}`, (job: Listed) => job.tenantId === tenantIdOf(7), 1 / size.tenants],
    ['errorCode=HybridSynchronizationActiveDirectoryInvalidCredentials', (job: Listed) => job.state === 'Quarantine', 1 / 3],
    ['freshness=stale', () => false, 0],
  ])(
    'shows with the filter %s what it names and nothing else',
    async (query, isNamed, part) => {
      const seen = await listAll(world, `${query}&pageSize=1000`);
      expect(seen.every(isNamed)).toBe(true);
      expect(Math.abs(seen.length - total * part)).toBeLessThanOrEqual(size.tenants);
      expect(seen.every((job, index) => index === 0 || compareJobs(seen[index - 1] as Listed, job) < 0)).toBe(true);
    },
    60_000,
  );

  const read = () => world.requests.map(({ table, operation }) => `${operation} ${table}`).toSorted();

  it('is summed up from the rows of the fleet, one per tenant, and nothing else is read', async () => {
    world.clock.at += 2_000;
    world.requests.length = 0;
    const { json } = await world.call('/status');
    expect(json).toMatchObject({ tenants: { total: size.tenants }, jobs: { total } });
    expect(read()).toEqual(['query Fleet']);
  });

  it('is read once for all who ask within two seconds, and of a change only the tenant it happened in', async () => {
    world.clock.at += 2_000;
    await world.store(tenantIdOf(3), [sampleFleetJob(tenantIdOf(3), 1, start)]);
    world.clock.at += 2_000;
    world.requests.length = 0;
    await Promise.all([world.call('/jobs'), world.call('/jobs?state=Active'), world.call('/status'), world.call('/incidents')]);
    expect(read()).toEqual(['query Fleet', 'query JobViews']);
  });
});

/** One change of a tenant between two pages. */
interface Change {
  tenant: number;
  job: number;
  kind: 'remove' | 'add' | 'worsen' | 'recover';
}

function applyChange(own: readonly JobRecord[], { job, kind }: Change, tenantId: string): JobRecord[] {
  const at = job % Math.max(1, own.length);
  if (kind === 'add') return [...own, sampleFleetJob(tenantId, 1_000 + own.length + job, start)];
  if (kind === 'remove') return own.filter((_, index) => index !== at);
  const change = kind === 'worsen' ? ({ health: 'critical', reasons: ['silent'] } as const) : ({ health: 'healthy', reasons: [] } as const);
  return own.map((record, index) =>
    index === at ? { ...record, health: change.health, reasons: [...change.reasons], since: new Date(start + job).toISOString() } : record,
  );
}

const anyChange = fc.record<Change>({
  tenant: fc.nat(4),
  job: fc.nat(20),
  kind: fc.constantFrom('remove', 'add', 'worsen', 'recover'),
});

describe('paging while the fleet changes', () => {
  it('neither skips nor repeats a job that was there throughout and kept its place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9 }),
        fc.array(fc.array(anyChange, { maxLength: 3 }), { maxLength: 30 }),
        async (pageSize, rounds) => {
          const world = createWorld();
          await world.fill({ tenants: 5, jobsPerTenant: 6 });
          const snapshot = async () => new Map((await listAll(world, 'pageSize=1000')).map((job) => [job.id, keyOf(job)]));
          const moments = [await snapshot()];
          const left = [...rounds];
          const seen = await listAll(world, `pageSize=${pageSize}`, async () => {
            for (const change of left.shift() ?? []) {
              const tenantId = tenantIdOf(change.tenant);
              await world.store(tenantId, applyChange(world.jobs.get(tenantId) ?? [], change, tenantId));
            }
            world.clock.at += 2_000;
            moments.push(await snapshot());
          });
          const first = moments[0] ?? new Map();
          const unmoved = [...first].filter(([id, key]) => moments.every((moment) => moment.get(id) === key)).map(([id]) => id);
          const counts = new Map<string, number>();
          for (const { id } of seen) counts.set(id, (counts.get(id) ?? 0) + 1);
          expect(unmoved.filter((id) => counts.get(id) !== 1)).toEqual([]);
        },
      ),
      { numRuns: isSoak ? 300 : 25 },
    );
  }, 120_000);
});
