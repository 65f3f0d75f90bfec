import { expect, it } from '@jest/globals';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { UpstreamError } from '../../../lib/domain/errors.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { sampleJob } from '../../support/storage/state-samples.ts';
import { createFakeChannel, createNotifyWorld, type NotifyWorld } from '../../support/worlds/notify-world.ts';

const tenantId = 't1';
const job = { ...sampleJob(1), tenantId };

/** A job that somebody restarted twenty minutes before it broke. */
async function brokenWorld(openTable?: OpenTable): Promise<NotifyWorld> {
  const world = createNotifyWorld(openTable);
  await world.addTenant(tenantId);
  await world.state.commit(tenantId, [[{ type: 'job', value: job }]]);
  const { servicePrincipalId, jobId } = job;
  const record = {
    v: 1,
    tenantId,
    servicePrincipalId,
    jobId,
    phase: 'outcome',
    outcome: 'Succeeded',
    actor: 'home/alice',
    subjectId: 's',
  } as const;
  await world.audit.add({ ...record, at: new Date(world.clock.now()).toISOString(), action: 'restart', operationId: 'o' });
  world.clock.advance(20 * 60_000);
  await world.openIncident(tenantId, 'a', { scope: { kind: 'job', servicePrincipalId, jobId }, condition: 'silent', causeCode: 'silent' });
  world.clock.advance(20_000);
  return world;
}

const linesOf = (channel: ReturnType<typeof createFakeChannel>) =>
  channel.sent.map(({ kind, sections }) => [kind, sections.find(({ heading }) => heading === 'Changed before')?.text]);

it('a card that opens an incident has one line of what was changed before, out of what is stored', async () => {
  const world = await brokenWorld();
  const teams = createFakeChannel();
  await world.dispatcher([teams])();
  expect(linesOf(teams)).toEqual([['opened', expect.stringMatching(/^home\/alice restarted the job 20 min before/)]]);
});

it('a card goes out at once without that line where it cannot be read', async () => {
  const tables = createInMemoryTables();
  let isBroken = false;
  const world = await brokenWorld((name) => {
    const table = tables(name);
    async function* query(range: Parameters<typeof table.query>[0]) {
      if (isBroken && name === 'Audit') throw new UpstreamError({ service: 'tables', operation: 'query', reason: 'unavailable' });
      yield* table.query(range);
    }
    return { ...table, query };
  });
  isBroken = true;
  const teams = createFakeChannel();
  await world.dispatcher([teams])();
  expect(linesOf(teams)).toEqual([['opened', undefined]]);
  expect(world.log.entries.filter(({ text }) => text.includes('the card goes without it'))).not.toEqual([]);
});
