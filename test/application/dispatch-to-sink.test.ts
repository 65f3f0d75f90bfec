import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTeamsSink, type TeamsSink } from '../../dev/teams/start-teams-sink.ts';
import { createTeamsNotifier } from '../../lib/adapters/teams/create-teams-notifier.ts';
import { createWebhookNotifier } from '../../lib/adapters/teams/create-webhook-notifier.ts';
import type { DispatchReport } from '../../lib/application/dispatch-notifications.ts';
import { minuteInMs } from '../../lib/domain/time.ts';
import { createInMemoryTables } from '../support/in-memory-table.ts';
import { createNotifyWorld, type NotifyWorld } from '../support/notify-world.ts';

const secret = 'planted-secret-4711';

describe('the dispatcher and a Teams channel', () => {
  let world: NotifyWorld;
  let sink: TeamsSink;
  let dispatch: () => Promise<DispatchReport>;
  const tables = new Map<string, ReturnType<NotifyWorld['openTable']>>();

  beforeEach(async () => {
    const openTable = createInMemoryTables();
    tables.clear();
    world = createNotifyWorld((name) => {
      const table = openTable(name);
      tables.set(name, table);
      return table;
    });
    sink = await startTeamsSink({ port: 0, token: secret });
    dispatch = world.dispatcher([createTeamsNotifier(world, sink.webhookUrl)], { leaseInMs: 20_000 });
    await world.addTenant('t1');
  });
  afterEach(() => sink.close());

  const fault = (rule: unknown) => fetch(`${sink.url}/_faults`, { method: 'POST', body: JSON.stringify(rule) });
  const cards = async () => (await (await fetch(`${sink.url}/_cards`)).json()) as { kind: string; incidentIds: string[]; bytes: number }[];
  const requests = async () => (await (await fetch(`${sink.url}/_requests`)).json()) as { status: number }[];

  async function openAndDispatch(hash = 'a'): Promise<DispatchReport> {
    await world.openIncident('t1', hash, { causeCode: hash });
    world.clock.advance(20_000);
    return dispatch();
  }

  it.each([404, 401, 403, 410, 400])('calls the channel broken after %i and keeps the card', async (status) => {
    await fault({ fault: { kind: 'status', status } });
    expect(await openAndDispatch()).toEqual({ reason: 'done', sent: 0, left: 1 });
    expect((await world.channels.get('primary'))?.value).toMatchObject({ state: 'broken', lastFault: `HTTP ${status}` });
    world.clock.advance(15 * minuteInMs);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 1, left: 0 });
    expect(await cards()).toMatchObject([{ kind: 'notice', incidentIds: ['t1.a.1'] }]);
  });

  it('follows no redirect', async () => {
    await fault({ fault: { kind: 'redirect', location: `${sink.url}/workflows/other` } });
    expect(await openAndDispatch()).toMatchObject({ sent: 0, left: 1 });
    expect((await world.channels.get('primary'))?.value).toMatchObject({ state: 'broken', lastFault: 'redirect' });
    expect(await requests()).toHaveLength(1);
  });

  it.each([
    { kind: 'reset' },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 200, body: 'Microsoft Teams endpoint returned HTTP error 429' },
  ])('tries again after %j and tells once', async (transient) => {
    await fault({ fault: transient });
    expect(await openAndDispatch()).toMatchObject({ sent: 0, left: 1 });
    world.clock.advance(minuteInMs);
    expect(await dispatch()).toMatchObject({ sent: 1, left: 0 });
    expect(await cards()).toMatchObject([{ kind: 'opened', incidentIds: ['t1.a.1'] }]);
  });

  it('repeats at most once, with the same incident id, what was accepted without an answer', async () => {
    await fault({ fault: { kind: 'acceptThenReset' } });
    await openAndDispatch();
    world.clock.advance(minuteInMs);
    await dispatch();
    expect((await cards()).map(({ incidentIds }) => incidentIds)).toEqual([['t1.a.1'], ['t1.a.1']]);
  });

  it('loses none of 500 cards to a channel that throttles at random, and never comes back too early', async () => {
    await fault({ fault: { kind: 'status', status: 429, headers: { 'Retry-After': '45' } }, times: null, probability: 0.4 });
    let seen = 0;
    let blockedUntil = 0;
    for (let index = 0; index < 500; index++) {
      await world.openIncident('t1', `h${index}`, { causeCode: `cause-${index % 50}` });
      if (index % 5 > 0) continue;
      world.clock.advance(20_000);
      const at = world.clock.now();
      await dispatch();
      const log = await requests();
      if (log.length > seen) expect(at).toBeGreaterThanOrEqual(blockedUntil - 2_000);
      if (log.slice(seen).some(({ status }) => status === 429)) blockedUntil = at + 45_000;
      seen = log.length;
    }
    await fetch(`${sink.url}/_faults`, { method: 'DELETE' });
    for (let minutes = 0; minutes < 60 && (await world.outbox.list('t1')).length > 0; minutes++) {
      world.clock.advance(minuteInMs);
      await dispatch();
    }
    expect(await world.outbox.list('t1')).toEqual([]);
    const { incidents } = await world.state.readNow('t1');
    expect(incidents.filter(({ value }) => 'announced' in value && value.announced?.opened)).toHaveLength(500);
    for (const { bytes } of await cards()) expect(bytes).toBeLessThanOrEqual(20_480);
  });

  it('leaves its address in no row, no card and no line of the log', async () => {
    const both = world.dispatcher([
      createTeamsNotifier(world, sink.webhookUrl),
      createWebhookNotifier(world, `${sink.webhookUrl}?second=1`),
    ]);
    for (const kind of ['reset', 'acceptThenReset']) await fault({ fault: { kind } });
    await fault([
      { fault: { kind: 'status', status: 404, body: sink.webhookUrl } },
      { fault: { kind: 'redirect', location: sink.webhookUrl } },
    ]);
    await world.openIncident('t1', 'a');
    for (let minutes = 0; minutes < 60; minutes++) {
      world.clock.advance(minuteInMs);
      await both();
    }
    const rows: unknown[] = [];
    for (const table of tables.values()) {
      for (const partitionKey of ['t1', 'channels', 'fleet', 'registry']) {
        for await (const page of table.query({ partitionKey })) rows.push(...page);
      }
    }
    expect(rows.length).toBeGreaterThan(3);
    expect(JSON.stringify([rows, world.log.entries, await cards()])).not.toContain(secret);
  });
});
