import { describe, expect, it } from '@jest/globals';
import { operationMessages } from '../../../lib/application/operate/operation-message.ts';
import type { DeadLetters } from '../../../lib/application/ports/ports.ts';
import { handleMessage, type MessageKind } from '../../../lib/application/tenant/messages/handle-message.ts';
import { pollMessages } from '../../../lib/application/tenant/messages/poll-message.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createWorldClock } from '../../support/worlds/world-clock.ts';

const start = Date.parse('2026-03-02T08:00:00.000Z');
const tenantId = '11111111-1111-4111-8111-111111111111';
const tick = { v: 1, tickId: '2026-03-02T08:00:00.000Z', tenantId };

async function deliver(kind: MessageKind<unknown>, raw: unknown) {
  const letters: Parameters<DeadLetters['record']>[0][] = [];
  const deadLetters: DeadLetters = { record: async (letter) => void letters.push(letter) };
  const deps = { deadLetters, clock: createWorldClock(start, 1), log: createRecordingLog() };
  const handled: unknown[] = [];
  const next = await handleMessage(deps, kind, { raw, id: 'm' }, async (message) => {
    handled.push(message);
    return ['next'];
  });
  return { handled, letters, next };
}

describe('a delivered message', () => {
  it.each<[MessageKind<unknown>, object]>([
    [pollMessages, tick],
    [pollMessages, { v: 1, force: '2026-03-02T08:00:00.000Z', tenantId, rebuild: true }],
    [operationMessages, { v: 1, tenantId, operationId: `${tenantId}.hash` }],
  ])('of its queue is handled ($name)', async (kind, raw) => {
    expect(await deliver(kind, raw)).toEqual({ handled: [raw], letters: [], next: ['next'] });
  });

  it.each<[MessageKind<unknown>, object]>([
    [pollMessages, tick],
    [pollMessages, { v: 1, force: '2026-03-02T08:00:00.000Z', tenantId, rebuild: true }],
    [operationMessages, { v: 1, tenantId, operationId: `${tenantId}.hash` }],
  ])('with fields that a later release has added is handled without them ($name)', async (kind, raw) => {
    const later = { ...raw, priority: 1, targets: [{ id: 'x' }] };
    expect(await deliver(kind, later)).toEqual({ handled: [raw], letters: [], next: ['next'] });
    expect(await deliver(kind, { ...later, v: 2 })).toMatchObject({
      handled: [],
      letters: [{ reason: 'written by a newer version (v 2)' }],
    });
  });

  it.each<[string, MessageKind<unknown>, unknown, string]>([
    ['of both forms of a poll', pollMessages, { ...tick, force: tick.tickId }, 'not a poll message'],
    ['of another queue', operationMessages, tick, 'not an operation message'],
    ['of another form', pollMessages, { ...tick, tickId: 'now' }, 'not a poll message'],
    ['of a newer release', pollMessages, { ...tick, v: 2 }, 'written by a newer version (v 2)'],
    ['of a newer release', operationMessages, { v: 3, operation: 'x' }, 'written by a newer version (v 3)'],
    ['of no form at all', operationMessages, null, 'not an operation message'],
  ])('%s is kept with the reason, and neither handled nor tried again', async (_title, kind, raw, reason) => {
    const { handled, letters, next } = await deliver(kind, raw);
    expect({ handled, next }).toEqual({ handled: [], next: [] });
    expect(letters).toMatchObject([{ queue: kind.queue, id: 'm', reason, at: '2026-03-02T08:00:00.000Z' }]);
  });
});
