import { beforeEach, describe, expect, it } from '@jest/globals';
import { askForCard } from '../../../lib/domain/incident/incident-cards.ts';
import { dayInMs, hourInMs, minuteInMs } from '../../../lib/domain/time.ts';
import {
  createFakeChannel,
  createNotifyWorld,
  type FakeChannel,
  linesPerCard,
  type NotifyWorld,
} from '../../support/worlds/notify-world.ts';
import { removeTenant } from '../../support/worlds/register-tenant.ts';

describe('the dispatcher', () => {
  let world: NotifyWorld;
  let teams: FakeChannel;
  beforeEach(async () => {
    world = createNotifyWorld();
    teams = createFakeChannel();
    await world.addTenant('t1');
  });

  const kinds = (channel: FakeChannel) => channel.sent.map(({ kind }) => kind);
  const incident = async (hash: string, tenantId = 't1') => (await world.state.getIncident(tenantId, hash))?.value;

  it('waits for the group, then tells once, marks the incident and clears the tenant', async () => {
    const dispatch = world.dispatcher([teams]);
    await world.openIncident('t1', 'a');
    expect(await dispatch()).toEqual({ reason: 'done', sent: 0, left: 1 });
    world.clock.advance(20_000);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 1, left: 0 });
    expect(await dispatch()).toEqual({ reason: 'done', sent: 0, left: 0 });
    expect(teams.sent).toMatchObject([{ kind: 'opened', incidentIds: ['t1.a.1'] }]);
    const told = await incident('a');
    expect(told).toMatchObject({ announced: { opened: '2026-11-20T10:00:20.000Z' } });
    expect(told).not.toHaveProperty('unsent');
    expect(told).not.toHaveProperty('claimedBy');
    expect((await world.fleet.get('t1'))?.value.outboxPendingSince).toBeUndefined();
  });

  it('sends opened before resolved, with the same incident id, and notes both on the closed incident', async () => {
    const dispatch = world.dispatcher([teams]);
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    teams.answers.push({ outcome: 'retry', fault: 'timeout' });
    await dispatch();
    await world.resolveIncident('t1', 'a');
    world.clock.advance(minuteInMs);
    await dispatch();
    expect(teams.sent.map(({ kind, incidentIds }) => [kind, incidentIds])).toEqual([
      ['opened', ['t1.a.1']],
      ['resolved', ['t1.a.1']],
    ]);
    expect(await world.state.getPastIncident('t1', 'a', 1)).toMatchObject({
      announced: { opened: expect.any(String), resolved: expect.any(String) },
    });
  });

  it('marks an incident that closed while its card was on the way', async () => {
    const slow = createFakeChannel('primary', () => (slow.calls === 1 ? world.resolveIncident('t1', 'a') : undefined));
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    const dispatch = world.dispatcher([slow]);
    await dispatch();
    expect(await world.state.getPastIncident('t1', 'a', 1)).toMatchObject({ announced: { opened: expect.any(String) } });
    world.clock.advance(minuteInMs);
    await dispatch();
    expect(kinds(slow)).toEqual(['opened', 'resolved']);
  });

  it('leaves the mark of pending cards alone when the tenant was polled meanwhile', async () => {
    const racing = createFakeChannel('primary', async () => {
      if (racing.calls > 1) return;
      const row = await world.fleet.get('t1');
      await world.fleet.merge('t1', { lastTickId: 'x' }, row?.etag ?? '');
    });
    const dispatch = world.dispatcher([racing]);
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    await dispatch();
    expect((await world.fleet.get('t1'))?.value.outboxPendingSince).toBeDefined();
    await dispatch();
    expect((await world.fleet.get('t1'))?.value.outboxPendingSince).toBeUndefined();
    expect(racing.calls).toBe(1);
  });

  it('finds the cards of a holder that was killed before it could say so', async () => {
    await world.openIncident('t1', 'a');
    const row = await world.fleet.get('t1');
    await world.fleet.merge(
      't1',
      { outboxPendingSince: null, leaseOwner: 'dead', leaseUntil: '2026-11-20T10:00:10.000Z' },
      row?.etag ?? '',
    );
    world.clock.advance(20_000);
    expect(await world.dispatcher([teams])()).toMatchObject({ sent: 1 });
  });

  it('lets one sender at a time send, and another take over when its lease is over', async () => {
    let other = 0;
    const slow = createFakeChannel('primary', async () => {
      other += (await world.dispatcher([teams])()).reason === 'leaseHeld' ? 1 : 0;
    });
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    await world.dispatcher([slow])();
    expect([other, teams.calls, slow.calls]).toEqual([1, 0, 1]);
  });

  it('never posts before Retry-After, and loses nothing', async () => {
    const dispatch = world.dispatcher([teams]);
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    teams.answers.push({ outcome: 'retry', fault: 'HTTP 429', retryAfterInMs: hourInMs });
    await dispatch();
    for (let minutes = 0; minutes < 59; minutes++) {
      world.clock.advance(minuteInMs);
      await dispatch();
    }
    expect(teams.calls).toBe(1);
    world.clock.advance(minuteInMs);
    expect(await dispatch()).toMatchObject({ sent: 1, left: 0 });
  });

  it('tells a thousand quarantines in one card that links to all of them', async () => {
    for (let tenant = 0; tenant < 10; tenant++) {
      await world.addTenant(`many-${tenant}`);
      for (let job = 0; job < 100; job++) await world.openIncident(`many-${tenant}`, `h${job}`);
    }
    world.clock.advance(20_000);
    const dispatch = world.dispatcher([teams]);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 1, left: 0 });
    const [card] = teams.sent;
    expect(card).toMatchObject({ kind: 'group', more: `and ${1_000 - linesPerCard} more` });
    expect(card?.incidentIds).toHaveLength(linesPerCard);
    expect(card?.links).toEqual([
      { title: 'Open all 1000', url: 'https://sync.example.com/incidents?condition=quarantine&causeCode=EncounteredQuarantineException' },
    ]);
    const told = (await world.state.readNow('many-3')).incidents.filter(
      ({ value }) => 'announced' in value && value.announced?.opened !== undefined,
    );
    expect(told).toHaveLength(100);
  });

  it('gives each of a hundred problems at once a line, on as many cards as that takes, worst first and the ended ones last', async () => {
    for (let job = 0; job < 100; job++) await world.openIncident('t1', `h${job}`, job % 2 ? {} : { severity: 'warning' });
    world.clock.advance(20_000);
    const dispatch = world.dispatcher([teams]);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 3, left: 0 });
    expect(teams.sent.map(({ items, more }) => [items.length, more])).toEqual([
      [40, undefined],
      [40, undefined],
      [20, undefined],
    ]);
    const told = teams.sent.flatMap(({ incidentIds }) => incidentIds);
    expect(new Set(told).size).toBe(100);
  });

  it('tells on the last card what is beyond the allowance, and leaves in the outbox what that card cannot hold', async () => {
    for (let index = 0; index < 60; index++) {
      await world.addTenant(`t${index}`);
      await world.openIncident(`t${index}`, 'h', { causeCode: `cause-${index}` });
    }
    world.clock.advance(20_000);
    const dispatch = world.dispatcher([teams]);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 16, left: 5 });
    expect(teams.sent.map(({ incidentIds }) => incidentIds.length)).toEqual([...Array(15).fill(1), linesPerCard]);
    const unclaimed = [...(await world.outbox.list('t59')), ...(await world.outbox.list('t58'))];
    expect(unclaimed.map(({ value }) => value.cardId)).toEqual([undefined, undefined]);
    world.clock.advance(minuteInMs);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 1, left: 0 });
    expect(new Set(teams.sent.flatMap(({ incidentIds }) => incidentIds)).size).toBe(60);
  });

  it('gives a channel that finds a card too large half of its lines, until it takes them', async () => {
    for (let job = 0; job < 10; job++) await world.openIncident('t1', `h${job}`);
    world.clock.advance(20_000);
    teams.answers.push({ outcome: 'tooLarge', fault: 'HTTP 413' }, { outcome: 'tooLarge', fault: 'HTTP 413' });
    expect(await world.dispatcher([teams])()).toMatchObject({ left: 0 });
    expect(teams.sent.map(({ incidentIds }) => incidentIds.length)).toEqual([3, 7]);
    expect(new Set(teams.sent.flatMap(({ incidentIds }) => incidentIds)).size).toBe(10);
  });

  it('loses none of many cards to an unreliable channel', async () => {
    const dispatch = world.dispatcher([teams]);
    for (let index = 0; index < 60; index++) {
      if (index % 7 === 3) teams.answers.push({ outcome: 'retry', fault: index % 2 ? 'HTTP 429' : 'timeout' });
      await world.openIncident('t1', `h${index}`, { causeCode: `cause-${index}` });
      world.clock.advance(minuteInMs);
      await dispatch();
    }
    for (let minutes = 0; minutes < 120; minutes++) {
      world.clock.advance(minuteInMs);
      await dispatch();
    }
    expect((await world.outbox.list('t1')).length).toBe(0);
    const state = await world.state.readNow('t1');
    expect(state.incidents.every(({ value }) => 'announced' in value && value.announced?.opened !== undefined)).toBe(true);
  });

  it('sends the shortest form once when the whole card is too large', async () => {
    teams.answers.push({ outcome: 'tooLarge', fault: 'HTTP 413' });
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    expect(await world.dispatcher([teams])()).toMatchObject({ sent: 1, left: 0 });
    expect(teams.calls).toBe(2);
  });

  it('turns to the second channel in the same run when the first is broken, and repairs the first with one card', async () => {
    const second = createFakeChannel('secondary');
    const dispatch = world.dispatcher([teams, second]);
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    teams.answers.push({ outcome: 'broken', fault: 'HTTP 404' });
    expect(await dispatch()).toMatchObject({ sent: 1, left: 0 });
    expect([kinds(teams), kinds(second)]).toEqual([[], ['opened']]);
    expect((await world.channels.get('primary'))?.value).toMatchObject({ state: 'broken', lastFault: 'HTTP 404' });
    world.clock.advance(15 * minuteInMs);
    await dispatch();
    expect(teams.sent).toMatchObject([{ kind: 'notice', word: 'CHANNEL REPAIRED' }]);
    expect((await world.channels.get('primary'))?.value.state).toBe('unproven');
  });

  it('keeps everything while the only channel is broken and brings it in one card', async () => {
    const dispatch = world.dispatcher([teams]);
    teams.answers.push({ outcome: 'broken', fault: 'HTTP 401' }, { outcome: 'broken', fault: 'HTTP 401' });
    for (const hash of ['a', 'b', 'c']) await world.openIncident('t1', hash, { causeCode: hash });
    world.clock.advance(20_000);
    expect(await dispatch()).toMatchObject({ sent: 0, left: 3 });
    await world.resolveIncident('t1', 'a');
    for (let probes = 0; probes < 2; probes++) {
      world.clock.advance(15 * minuteInMs);
      await dispatch();
    }
    expect(teams.calls).toBe(3);
    expect(teams.sent).toMatchObject([
      { kind: 'notice', word: 'CHANNEL REPAIRED', sections: [{ text: '3 incidents waited to be told; 1 of them is over.' }] },
    ]);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 0, left: 0 });
  });

  it('tries a broken second channel again although the first works', async () => {
    const second = createFakeChannel('secondary');
    second.answers.push({ outcome: 'broken', fault: 'HTTP 404' });
    const dispatch = world.dispatcher([teams, second]);
    await dispatch();
    world.clock.advance(7 * dayInMs);
    await dispatch();
    expect((await world.channels.get('secondary'))?.value.state).toBe('broken');
    world.clock.advance(15 * minuteInMs);
    await dispatch();
    expect(second.sent).toMatchObject([{ word: 'CHANNEL REPAIRED', items: [] }]);
    expect((await world.channels.get('secondary'))?.value.state).toBe('unproven');
  });

  it('drops a reminder of what somebody looks after by now', async () => {
    await world.openIncident('t1', 'a');
    const dispatch = world.dispatcher([teams]);
    world.clock.advance(20_000);
    await dispatch();
    const stored = await world.state.getIncident('t1', 'a');
    if (stored?.value.state !== 'open') throw new Error('missing');
    const asked = askForCard({ ...stored.value, acknowledgedAt: '2026-11-20T10:00:30.000Z' }, 'reminder', world.clock.now());
    await world.state.commit('t1', [
      [
        { type: 'incident', value: asked.incident, etag: stored.etag },
        { type: 'outbox', value: asked.outbox },
      ],
    ]);
    const row = await world.fleet.get('t1');
    await world.fleet.merge('t1', { outboxPendingSince: asked.outbox.createdAt }, row?.etag ?? '');
    world.clock.advance(20_000);
    expect(await dispatch()).toEqual({ reason: 'done', sent: 0, left: 0 });
    expect(await incident('a')).not.toHaveProperty('unsent');
    expect(await world.outbox.list('t1')).toEqual([]);
  });

  it('says every week that it still watches', async () => {
    const dispatch = world.dispatcher([teams]);
    for (let day = 0; day <= 31; day++) {
      await dispatch();
      world.clock.advance(dayInMs);
    }
    expect(teams.sent.map(({ word }) => word)).toEqual(Array(4).fill('STILL WATCHING'));
  });

  it('ignores a removed tenant at once, and does nothing without a channel', async () => {
    await world.openIncident('t1', 'a');
    world.clock.advance(20_000);
    expect(await world.dispatcher([])()).toEqual({ reason: 'noChannel', sent: 0, left: 0 });
    await removeTenant(world, 't1', '2026-11-20T10:00:00.000Z');
    expect(await world.dispatcher([teams])()).toEqual({ reason: 'done', sent: 0, left: 0 });
  });
});
