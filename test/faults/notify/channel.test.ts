import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTeamsNotifier } from '../../../lib/adapters/teams/create-teams-notifier.ts';
import type { DispatchReport } from '../../../lib/application/notify/dispatch-notifications.ts';
import type { Notifier } from '../../../lib/application/ports/ports.ts';
import { summariseChannel } from '../../../lib/domain/channel/channel.ts';
import type { Delivery } from '../../../lib/domain/channel/delivery.ts';
import { dayInMs, hourInMs, minuteInMs } from '../../../lib/domain/time.ts';
import { createFakeChannel, createNotifyWorld, type NotifyWorld } from '../../support/worlds/notify-world.ts';
import { type ObservedSink, startObservedSink } from './sink-world.ts';

const opened = [{ kind: 'opened', incidentIds: ['t1.a.1'] }];

describe('a Teams channel', () => {
  let world: NotifyWorld;
  let sink: ObservedSink;
  let posts: { at: number; delivery: Delivery }[];
  let dispatch: () => Promise<DispatchReport>;

  beforeEach(async () => {
    world = createNotifyWorld();
    sink = await startObservedSink();
    posts = [];
    dispatch = world.dispatcher([timed(createTeamsNotifier(world, sink.webhookUrl))]);
    await world.addTenant('t1');
  });
  afterEach(() => sink.close());

  /** So short a lease leaves a post one true second: for what never answers, and nothing else. */
  function dispatchInHaste(): void {
    dispatch = world.dispatcher([timed(createTeamsNotifier(world, sink.webhookUrl))], { leaseInMs: 6_000 });
  }

  function timed(notifier: Notifier): Notifier {
    return {
      ...notifier,
      send: async (message, options) => {
        const at = world.clock.now();
        const delivery = await notifier.send(message, options);
        posts.push({ at, delivery });
        return delivery;
      },
    };
  }

  async function openAndDispatch(): Promise<DispatchReport> {
    await world.openIncident('t1', 'a', { causeCode: 'a' });
    world.clock.advance(20_000);
    return dispatch();
  }

  async function dispatchEvery(stepInMs: number, lastsInMs: number): Promise<void> {
    for (let passed = 0; passed < lastsInMs; passed += stepInMs) {
      world.clock.advance(stepInMs);
      await dispatch();
    }
  }

  const channel = async () => (await world.channels.get('primary'))?.value;

  function expectNoPostBeforeRetryAfter(): void {
    let notBefore = 0;
    for (const { at, delivery } of posts) {
      expect(at).toBeGreaterThanOrEqual(notBefore);
      notBefore = delivery.outcome === 'retry' ? at + (delivery.retryAfterInMs ?? 0) : 0;
    }
  }

  it.each(['90', 'Fri, 20 Nov 2026 10:01:50 GMT'])(
    'F40 delivers once, after the time it named, when the channel throttles with Retry-After: %s',
    async (retryAfter) => {
      await sink.fault({ fault: { kind: 'status', status: 429, headers: { 'Retry-After': retryAfter } } });
      expect(await openAndDispatch()).toEqual({ reason: 'done', sent: 0, left: 1 });
      expect(await channel()).toMatchObject({ state: 'failing', notBefore: '2026-11-20T10:01:50.000Z' });
      await dispatchEvery(1_000, 89_000);
      expect(await sink.requests()).toHaveLength(1);
      await dispatchEvery(1_000, 3_000);
      expect(await sink.cards()).toMatchObject(opened);
      expect((await sink.requests()).map(({ status }) => status)).toEqual([429, 202]);
    },
  );

  it('F40 loses none of 500 cards to a channel that throttles at random, and never posts before Retry-After', async () => {
    await sink.fault({ fault: { kind: 'status', status: 429, headers: { 'Retry-After': '45' } }, times: null, probability: 0.4 });
    for (let index = 0; index < 500; index++) {
      await world.openIncident('t1', `h${index}`, { causeCode: `cause-${index % 50}` });
      if (index % 5 === 4) await dispatchEvery(20_000, 20_000);
    }
    await sink.heal();
    await dispatchEvery(minuteInMs, hourInMs);
    expect(await world.outbox.list('t1')).toEqual([]);
    const { incidents } = await world.state.readNow('t1');
    expect(incidents.filter(({ value }) => 'announced' in value && value.announced?.opened)).toHaveLength(500);
    for (const { bytes } of await sink.cards()) expect(bytes).toBeLessThanOrEqual(20_480);
    expect(posts.filter(({ delivery }) => delivery.outcome === 'retry').length).toBeGreaterThan(10);
    expectNoPostBeforeRetryAfter();
  });

  it.each([429, 500, 502, 503])('F41 keeps the card through a day of answers %i, and then tells it in one card', async (status) => {
    await sink.fault({ fault: { kind: 'status', status }, times: null });
    await openAndDispatch();
    await dispatchEvery(10 * minuteInMs, 23 * hourInMs);
    expect(await channel()).toMatchObject({ state: 'failing', lastFault: `HTTP ${status}` });
    await dispatchEvery(10 * minuteInMs, 2 * hourInMs);
    expect(await channel()).toMatchObject({ state: 'broken' });
    expect(posts.length).toBeGreaterThan(70);
    await sink.heal();
    await dispatchEvery(minuteInMs, 20 * minuteInMs);
    expect(await sink.cards()).toMatchObject([{ kind: 'notice', incidentIds: ['t1.a.1'] }]);
    expect(await world.outbox.list('t1')).toEqual([]);
  });

  it.each([{ kind: 'timeout' as const }, { kind: 'reset' as const }])('F41 tells once what met %j', async (fault) => {
    dispatchInHaste();
    await sink.fault({ fault });
    expect(await openAndDispatch()).toMatchObject({ sent: 0, left: 1 });
    expect(await channel()).toMatchObject({ state: 'failing', lastFault: fault.kind === 'timeout' ? 'timeout' : 'unreachable' });
    await dispatchEvery(minuteInMs, minuteInMs);
    expect(await sink.cards()).toMatchObject(opened);
  });

  it.each([{ kind: 'acceptThenTimeout' as const }, { kind: 'acceptThenReset' as const }])(
    'F42 repeats at most once, with the same incident id, what was accepted without an answer (%j)',
    async (fault) => {
      dispatchInHaste();
      await sink.fault({ fault });
      await openAndDispatch();
      await dispatchEvery(minuteInMs, hourInMs);
      expect(await sink.cards()).toMatchObject([...opened, ...opened]);
    },
  );

  it('F43 takes a 200 with the text of an error for the failure it is', async () => {
    await sink.fault({ fault: { kind: 'status', status: 200, body: 'Microsoft Teams endpoint returned HTTP error 429 with ContextId x' } });
    expect(await openAndDispatch()).toMatchObject({ sent: 0, left: 1 });
    expect(await channel()).toMatchObject({ state: 'failing', lastFault: 'HTTP 429' });
    await dispatchEvery(minuteInMs, minuteInMs);
    expect(await sink.cards()).toMatchObject(opened);
  });

  it('F44 stays unproven while it answers nothing but 202, and shows when its last weekly card was taken', async () => {
    await openAndDispatch();
    await dispatchEvery(dayInMs, 8 * dayInMs);
    const record = await channel();
    expect(record && summariseChannel(record)).toMatchObject({ state: 'unproven', lastDigestAt: '2026-11-27T10:00:20.000Z' });
    expect(record).not.toHaveProperty('lastProvenAt');
    await sink.fault({ fault: { kind: 'status', status: 200 }, times: null });
    await dispatchEvery(dayInMs, 7 * dayInMs);
    expect(await channel()).toMatchObject({ state: 'ok', lastProvenAt: '2026-12-04T10:00:20.000Z' });
  });

  it.each([400, 401, 403, 404, 410])(
    'F45 is broken at the first %i, leaves the card to the second channel, and is mended by one card',
    async (status) => {
      const second = createFakeChannel('secondary');
      dispatch = world.dispatcher([timed(createTeamsNotifier(world, sink.webhookUrl)), second]);
      await sink.fault({ fault: { kind: 'status', status }, times: 2 });
      expect(await openAndDispatch()).toEqual({ reason: 'done', sent: 1, left: 0 });
      expect(await channel()).toMatchObject({ state: 'broken', lastFault: `HTTP ${status}` });
      expect(second.sent).toMatchObject(opened);
      await dispatchEvery(minuteInMs, 35 * minuteInMs);
      expect((await sink.requests()).map((request) => request.status)).toEqual([status, status, 202]);
      expect((await sink.cards()).map(({ kind }) => kind)).toEqual(['notice']);
      expect(second.sent).toHaveLength(1);
    },
  );

  it('F45 brings in one card all that waited for the only channel', async () => {
    await sink.fault({ fault: { kind: 'status', status: 404 } });
    await openAndDispatch();
    for (const hash of ['b', 'c', 'd']) await world.openIncident('t1', hash, { causeCode: hash });
    await dispatchEvery(minuteInMs, 20 * minuteInMs);
    const [card, ...others] = await sink.cards();
    expect(others).toEqual([]);
    expect(card).toMatchObject({ kind: 'notice', incidentIds: ['a', 'b', 'c', 'd'].map((hash) => `t1.${hash}.1`) });
    expect(await world.outbox.list('t1')).toEqual([]);
  });

  it('F46 follows no redirect', async () => {
    const elsewhere = await startObservedSink();
    await sink.fault({ fault: { kind: 'redirect', location: elsewhere.webhookUrl } });
    expect(await openAndDispatch()).toMatchObject({ sent: 0, left: 1 });
    expect(await channel()).toMatchObject({ state: 'broken', lastFault: 'redirect' });
    expect(await elsewhere.requests()).toEqual([]);
    await elsewhere.close();
  });
});
