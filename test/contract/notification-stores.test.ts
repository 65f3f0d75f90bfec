import { beforeEach, describe, expect, it } from '@jest/globals';
import { createStores, type Stores } from '../../lib/adapters/tables/create-stores.ts';
import type { OutboxChange } from '../../lib/application/ports/ports.ts';
import { newChannel } from '../../lib/domain/channel/channel.ts';
import { createRecordingLog } from '../support/recording-log.ts';
import { sampleIncident, sampleOutbox, tenantId } from '../support/storage/state-samples.ts';
import { tableKinds } from '../support/storage/table-kinds.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');

describe.each(tableKinds)('the stores of the notifications %s', (_, openKind) => {
  let stores: Stores;
  beforeEach(() => {
    stores = createStores({ openTable: openKind(), log: createRecordingLog() });
  });

  const seed = (hash: string) =>
    stores.state.commit(tenantId, [
      [
        { type: 'incident', value: sampleIncident(hash) },
        { type: 'outbox', value: sampleOutbox(hash) },
      ],
    ]);

  async function read(hash: string) {
    const rows = (await stores.outbox.list(tenantId)).filter(({ value }) => value.hash === hash);
    const incidents = await stores.outbox.findIncidents(
      tenantId,
      rows.map(({ value }) => value),
    );
    const [row] = rows;
    const incident = row && incidents.get(row.value.incidentId);
    if (!row || !incident) throw new Error('missing');
    return { row, incident };
  }

  it('write a card and its incident together, or neither', async () => {
    await seed('a');
    const { row, incident } = await read('a');
    const claim: OutboxChange = {
      kind: 'claimed',
      row: { ...row, value: { ...row.value, cardId: 'c1' } },
      incident: { ...incident, value: { ...incident.value, claimedBy: 'c1' } },
    };
    expect(await stores.outbox.write(tenantId, [claim])).toEqual(['committed']);
    expect(await stores.outbox.write(tenantId, [claim])).toEqual(['conflict']);
    const after = await read('a');
    expect([after.row.value.cardId, after.incident.value.claimedBy]).toEqual(['c1', 'c1']);
    const stale: OutboxChange = { kind: 'removed', row: row.value, incident };
    expect(await stores.outbox.write(tenantId, [stale])).toEqual(['conflict']);
    expect(await stores.outbox.list(tenantId)).toHaveLength(1);
  });

  it('let one changed incident hold up only its own card', async () => {
    const hashes = Array.from({ length: 60 }, (_unused, index) => `h${index}`);
    await Promise.all(hashes.map(seed));
    const rows = await stores.outbox.list(tenantId);
    const incidents = await stores.outbox.findIncidents(
      tenantId,
      rows.map(({ value }) => value),
    );
    const marks = rows.map(({ value }): OutboxChange => {
      const incident = incidents.get(value.incidentId);
      if (!incident) throw new Error('missing');
      return { kind: 'removed', row: value, incident: value.hash === 'h7' ? { ...incident, etag: 'W/"old"' } : incident };
    });
    const outcomes = await stores.outbox.write(tenantId, marks);
    expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(1);
    expect((await stores.outbox.list(tenantId)).map(({ value }) => value.hash)).toEqual(['h7']);
  });

  it('find the incident of a card after it was closed and reopened', async () => {
    await seed('a');
    const { row, incident } = await read('a');
    const closed = { ...incident.value, state: 'closed', resolvedAt: '2026-11-20T11:00:00.000Z', resolution: 'recovered' } as const;
    const reopened = sampleIncident('a', { incidentId: `${tenantId}.a.2`, openedSeq: 2 });
    await stores.state.commit(tenantId, [
      [
        { type: 'pastIncident', value: closed },
        { type: 'incident', value: reopened, etag: incident.etag },
      ],
    ]);
    const found = (await read('a')).incident;
    expect(found.value).toEqual(closed);
    const told = { ...found, value: { ...closed, announced: { opened: '2026-11-20T12:00:00.000Z' } } };
    expect(await stores.outbox.write(tenantId, [{ kind: 'removed', row: row.value, incident: told }])).toEqual(['committed']);
    expect(await stores.state.getPastIncident(tenantId, 'a', 1)).toMatchObject({ announced: { opened: expect.any(String) } });
  });

  it('keep a channel for the writer who read it last', async () => {
    const channel = newChannel('primary', 'host#00000000', now);
    const etag = await stores.channels.put(channel);
    expect(etag).toBeDefined();
    expect(await stores.channels.put(channel)).toBeUndefined();
    const next = await stores.channels.put({ ...channel, consecutiveFailures: 2 }, etag);
    expect(await stores.channels.put(channel, etag)).toBeUndefined();
    expect(await stores.channels.get('primary')).toEqual({ value: { ...channel, consecutiveFailures: 2 }, etag: next });
    expect(await stores.channels.get('secondary')).toBeUndefined();
  });

  it('count the messages that were set aside after a time', async () => {
    for (const at of ['2026-11-20T10:00:00.000Z', '2026-11-20T11:00:00.000Z', '2026-11-20T12:00:00.000Z']) {
      await stores.deadLetters.record({ queue: 'poll-tenant', id: at, at, reason: 'x', text: '' });
    }
    const count = (since: string) => stores.deadLetterReader.countSince('poll-tenant', since);
    expect(await Promise.all(['2026-11-20T09:00:00.000Z', '2026-11-20T10:30:00.000Z', '2026-11-20T12:00:00.000Z'].map(count))).toEqual([
      3, 2, 0,
    ]);
    expect(await stores.deadLetterReader.countSince('run-operation', '2026-11-20T09:00:00.000Z')).toBe(0);
  });
});
