import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type StoreWorld, startStoreWorld } from './store-world.ts';

let world: StoreWorld;

beforeEach(async () => {
  world = await startStoreWorld({ servicePrincipals: 3 });
});

afterEach(() => world.close());

describe('F25: content that is too large for a row or illegal in a key', () => {
  it('an error text of 1 MB is cut and stored, and the next pass writes nothing', async () => {
    const [job] = world.cloud.jobs(world.tenantId);
    const message = 'The bucket is full.\u0000\u001b[31m '.repeat(40_000);
    world.cloud.patch(job?.document.id ?? '', {
      status: { code: 'Quarantine', quarantine: { reason: 'EncounteredQuarantineException', error: { code: 'Full', message } } },
    });
    await world.plan();
    await world.poll();

    const { jobs } = await world.direct.state.readNow(world.tenantId);
    const stored = jobs.find(({ jobId }) => jobId === job?.document.id);
    expect(stored?.value?.snapshot).toMatchObject({ state: 'Quarantine', quarantine: { error: { code: 'Full' } } });
    const text = JSON.stringify(stored?.value);
    expect(text.length).toBeLessThan(32_768);
    expect(text).not.toMatch(/\\u00[01]/);

    world.nextTick();
    await world.poll();
    const after = await world.direct.state.readNow(world.tenantId);
    expect(after.jobs.map((job) => job.etag)).toEqual(jobs.map((job) => job.etag));
  });

  it.each([
    ['what a key forbids', 'Job/with\\all#of?them%00'],
    ['characters beyond ASCII', 'Jöb.漢字.🐟'],
    ['250 characters that each take five in a key', '漢'.repeat(250)],
    ['the separators of our own keys', 'now!job!sp~0021"'],
  ])('an id with %s is stored, found again and read once', async (_, id) => {
    await pollTwiceWithId(id);

    const { servicePrincipalId } = world.cloud.jobs(world.tenantId)[0] ?? { servicePrincipalId: '' };
    const key = { tenantId: world.tenantId, servicePrincipalId, jobId: id };
    expect((await world.direct.state.getJob(key))?.value).toMatchObject({ jobId: id, seq: 1 });
    expect((await world.direct.state.listEvents(key, { pageSize: 10 })).value.map(({ type }) => type)).toEqual(['appeared']);
    expect(await listedIds()).toEqual(
      world.cloud
        .jobs(world.tenantId)
        .map(({ document }) => document.id)
        .sort(),
    );
  });

  it.each([
    ['control characters', 'Job\u0000\u0001\u007f\u009f'],
    ['half a surrogate pair', 'Job\ud83d'],
    ['3,000 characters', 'J'.repeat(3_000)],
  ])('an id with %s is nobody’s: it is not stored, and the other jobs are', async (_, id) => {
    await pollTwiceWithId(id);

    const others = world.cloud.jobs(world.tenantId).slice(1);
    expect(await listedIds()).toEqual(others.map(({ document }) => document.id).sort());
    const row = (await world.direct.fleet.get(world.tenantId))?.value;
    expect(Date.parse(row?.lastCompletedAt ?? '')).toBe(world.clock.at);
  });
});

async function pollTwiceWithId(id: string): Promise<void> {
  const [job] = world.cloud.jobs(world.tenantId);
  if (job !== undefined) job.document.id = id;
  await world.plan();
  await world.poll();
  world.nextTick();
  await world.poll();
}

async function listedIds(): Promise<string[]> {
  const pages = await world.direct.views.read(world.tenantId);
  return (pages ?? []).flatMap(({ jobs }) => jobs.map(({ jobId }) => jobId)).sort();
}
