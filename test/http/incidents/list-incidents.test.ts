import { describe, expect, it } from '@jest/globals';
import type { Incident, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { sampleIncident, tenantId } from '../../support/storage/state-samples.ts';
import { createHttpWorld, start } from '../support/support.ts';

const iso = (offsetInMs: number) => new Date(start + offsetInMs).toISOString();

describe('GET /incidents', () => {
  const closed = { state: 'closed', resolvedAt: iso(0), resolution: 'recovered' } as const;

  function incident(index: number, change: Partial<OpenIncident> = {}): OpenIncident {
    const own = `${index}`.repeat(22).slice(0, 22);
    const unsent = { createdAt: iso(0), hash: own, seq: 1, kind: 'internal' };
    return sampleIncident(own, { openedAt: iso(index * 1000), unsent, claimedBy: 'internal', ...change });
  }

  it('lists the open ones worst first, filtered and page by page, without what the sender notes', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [], {}, [incident(3), incident(1, { severity: 'warning', condition: 'escrowsRising' }), incident(2)]);
    const first = await world.call('/incidents?pageSize=2');
    expect(first.json.value.map(({ openedAt }: Incident) => openedAt)).toEqual([iso(2000), iso(3000)]);
    expect((await world.call(first.json.nextLink)).json.value).toMatchObject([{ severity: 'warning' }]);
    expect((await world.call('/incidents?condition=escrowsRising')).json.value).toHaveLength(1);
    expect(first.text).not.toContain('internal');
  });

  it('shows one with its timeline, also after it was closed', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, []);
    await world.state.commit(tenantId, [
      [{ type: 'incident', value: incident(1) }],
      [{ type: 'pastIncident', value: { ...incident(2), ...closed } }],
    ]);
    expect((await world.call(`/incidents/${incident(1).incidentId}`)).json).toMatchObject({
      state: 'open',
      timeline: [{ what: 'opened' }],
    });
    const past = await world.call(`/incidents/${incident(2).incidentId}`);
    expect(past.json).toMatchObject({ state: 'closed', resolution: 'recovered' });
    expect((await world.call(`/incidents?state=closed&tenantId=${tenantId}`)).json.value).toHaveLength(1);
    expect((await world.call(`/incidents/${incident(3).incidentId}`)).status).toBe(404);
  });
});
