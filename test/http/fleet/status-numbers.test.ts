import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyFleet, type PlainJob, type PlainTenant, shapes, startRandomFleet, unreadActor, type Who } from '../support/random-fleet.ts';
import { pollIntervalInMs, start } from '../support/support.ts';

const isSoak = process.env.SOAK === '1';
const dayInMs = 86_400_000;
const freshForInMs = 2 * pollIntervalInMs + 60_000;

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Only what occurs: the answer also names what does not. */
function withoutZeros(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0));
}

const isFresh = (time: string | undefined, now: number) => time !== undefined && now - Date.parse(time) <= freshForInMs;

function actorOf(shape: PlainJob['shape']): string | undefined {
  const known = shapes[shape];
  return 'who' in known ? known.who : undefined;
}

/** Told from the facts alone: the age of a job is that of its own reading, or of the last complete pass where it can be read. */
function judge({ record, shape }: PlainJob, tenant: PlainTenant, now: number) {
  const { lastCompletedAt = '' } = tenant;
  const { observedAt, health } = record;
  const fresh = isFresh(shape === 'unread' || observedAt > lastCompletedAt ? observedAt : lastCompletedAt, now);
  const isShownAsIs = fresh || health === 'critical';
  return { health: isShownAsIs ? health : 'unknown', who: whoActs(shape, fresh, unreadActor(tenant)) };
}

// A tenant that cannot be read comes first; what was read a moment ago still holds.
function whoActs(shape: PlainJob['shape'], fresh: boolean, unread: string | undefined): string | undefined {
  if (fresh && shape !== 'unread') return actorOf(shape);
  return unread ?? 'service-owner';
}

function firstDisableOf(jobs: readonly PlainJob[]) {
  const ending = jobs.flatMap(({ record, shape }) => {
    const { seriesBegan } = record.snapshot.quarantine ?? {};
    return shape === 'quarantined' && seriesBegan ? [Date.parse(seriesBegan) + 28 * dayInMs] : [];
  });
  return ending.length === 0 ? undefined : new Date(Math.min(...ending)).toISOString();
}

/** Every number that somebody is to be told, counted one by one. */
function plainNumbers(tenants: readonly PlainTenant[], now: number) {
  const jobs = tenants.flatMap((tenant) => tenant.jobs.map((job) => ({ ...job, ...judge(job, tenant, now) })));
  const incidents = [
    ...jobs.flatMap(({ hasIncident }) => (hasIncident ? ['critical'] : [])),
    ...tenants.flatMap(({ hasTenantIncident }) => (hasTenantIncident ? ['warning'] : [])),
  ];
  return {
    tenants: tenants.length,
    unreadable: tenants.filter(({ lastCompletedAt, trouble }) => lastCompletedAt === undefined || trouble).map(({ tenantId }) => tenantId),
    jobs: jobs.length,
    byState: count(jobs.map(({ record }) => record.snapshot.state)),
    byHealth: count(jobs.map(({ health }) => health)),
    byKind: count(jobs.map(({ kind }) => kind)),
    byWhoMustAct: count(jobs.flatMap(({ who }) => who ?? [])),
    nearQuarantine: jobs.filter(({ shape }) => shape === 'filling').length,
    disabled: jobs.filter(({ shape }) => shape === 'switchedOff').length,
    firstDisable: firstDisableOf(jobs),
    incidents: count(incidents),
    beyondJobs: tenants.filter(({ hasTenantIncident }) => hasTenantIncident).length,
    freshness: count(
      tenants.map(({ lastCompletedAt }) => (lastCompletedAt === undefined ? 'unknown' : isFresh(lastCompletedAt, now) ? 'fresh' : 'stale')),
    ),
  };
}

interface Told {
  tenants: { total: number; unreadable: { tenantId: string }[] };
  jobs: {
    total: number;
    nearQuarantine: number;
    disabled: number;
    firstDisable?: { at: string; job: { id: string; tenantId: string; servicePrincipalId: string; jobId: string } };
  } & Record<'byState' | 'byHealth' | 'byKind' | 'byWhoMustAct', Record<string, number>>;
  incidents: Record<string, number>;
  incidentsBeyondJobs: { count: number; value: unknown[] };
  freshness: Record<string, number>;
}

function toldNumbers({ tenants, jobs, incidents, incidentsBeyondJobs, freshness }: Told): ReturnType<typeof plainNumbers> {
  return {
    tenants: tenants.total,
    unreadable: tenants.unreadable.map(({ tenantId }) => tenantId),
    jobs: jobs.total,
    byState: withoutZeros(jobs.byState),
    byHealth: withoutZeros(jobs.byHealth),
    byKind: withoutZeros(jobs.byKind),
    byWhoMustAct: withoutZeros(jobs.byWhoMustAct),
    nearQuarantine: jobs.nearQuarantine,
    disabled: jobs.disabled,
    firstDisable: jobs.firstDisable?.at,
    incidents: withoutZeros(incidents),
    beyondJobs: incidentsBeyondJobs.value.length,
    freshness: withoutZeros(freshness),
  };
}

describe('the numbers of the fleet', () => {
  it('are those of what each caller sees, for two callers who see nothing of each other, counted one by one', async () => {
    await fc.assert(
      fc.asyncProperty(anyFleet, fc.integer({ min: 0, max: 20 * 60_000 }), async (fleet, waitInMs) => {
        const world = await startRandomFleet(fleet);
        world.clock.at = start + waitInMs;
        for (const who of ['one', 'two', 'chief'] satisfies Who[]) {
          const { json }: { json: Told } = await world.as(who, '/status');
          const seen = world.seenBy(who);
          expect(toldNumbers(json)).toEqual(plainNumbers(seen, world.clock.at));
          const { firstDisable } = json.jobs;
          const mine = seen.flatMap(({ jobs }) =>
            jobs.map(({ record: { tenantId, servicePrincipalId, jobId } }) => `${tenantId}/${servicePrincipalId}/${jobId}`),
          );
          if (firstDisable) expect(mine).toContain(firstDisable.job.id);
        }
      }),
      { numRuns: isSoak ? 2_000 : 250 },
    );
  }, 300_000);
});
