import { afterEach, describe, expect, it } from '@jest/globals';
import { isWrite, quarantinePatch, type StoreWorld, startStoreWorld, storyOf } from './store-world.ts';

let world: StoreWorld;

afterEach(() => world.close());

/** As the queue does: a message whose handler failed comes again. */
async function deliver(): Promise<void> {
  for (let dequeueCount = 1; dequeueCount <= 5; dequeueCount++) {
    if (
      await world.poll().then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('the message would be poison');
}

describe('F22: a reply that is lost after the commit', () => {
  it.each([
    ['when the client repeats the write and meets its own row', 2],
    ['when the connection just dies', 0],
  ])('leaves exactly one event, one incident and one card per change, %s', async (_, retries) => {
    world = await startStoreWorld({ sdk: { retries } });
    await world.plan();
    await world.poll();
    const jobs = world.cloud.jobs(world.tenantId);
    // The answers to two writes of three: leases, transactions and views alike.
    let writes = 0;
    world.onRequest((line) => (isWrite(line) && writes++ % 3 !== 2 ? 'dropAnswer' : 'none'));
    for (const code of ['AADSTS7000222', 'AADSTS65001', 'AADSTS50012']) {
      world.nextTick();
      for (const { document } of jobs) world.cloud.patch(document.id, quarantinePatch(code));
      await deliver();
    }

    expect(world.proxy.faults()).toBeGreaterThanOrEqual(6);
    for (const events of (await world.events()).values()) {
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
      expect(storyOf(events).states).toEqual(['Active', 'Quarantine']);
      expect(events.slice(2).every(({ changes }) => changes.includes('status.quarantine.error.code'))).toBe(true);
    }
    const { incidents } = await world.direct.state.readNow(world.tenantId);
    expect(incidents).toHaveLength(jobs.length);
    const cards = await world.direct.outbox.list(world.tenantId);
    expect(cards.filter(({ value }) => value.kind === 'opened')).toHaveLength(jobs.length);
    expect(new Set(cards.map(({ value }) => `${value.incidentId}/${value.kind}/${value.seq}`)).size).toBe(cards.length);
  });
});
