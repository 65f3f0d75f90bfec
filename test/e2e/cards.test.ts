import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReceivedCard } from '../../dev/teams/received-card.ts';
import { observe } from '../faults/notify/sink-world.ts';
import { freePorts, type RunningWorld, startWorld, until } from '../support/worlds/start-world.ts';

let port: number;
let world: RunningWorld;

interface Listed {
  value: { incidentId: string; tenantId: string; condition: string; scope: { jobId?: string } }[];
}

beforeAll(async () => {
  port = await freePorts(20_071);
  world = await startWorld(['--port', String(port)]);
}, 90_000);

afterAll(async () => {
  await world?.stop();
  rmSync(`.local/demo-${port}`, { recursive: true, force: true });
});

const cards = () => observe(world.urls.teams).cards();
const get = async <Body>(path: string) => (await (await fetch(world.urls.api + path)).json()) as Body;
const isExplained = async (id: string) => (await get<{ parentId?: string }>(`/incidents/${id}`)).parentId !== undefined;

/** Those of which nobody else's card tells. */
async function openIncidents(): Promise<Listed['value']> {
  const { value } = await get<Listed>('/incidents?pageSize=1000');
  const explained = await Promise.all(value.map(({ incidentId }) => isExplained(incidentId)));
  return value.filter((_, index) => explained[index] === false);
}

const keysOf = (card: ReceivedCard) => card.incidentIds.map((id) => `${card.kind} ${id}`);

function dispatches(): number {
  return readFileSync(`.local/demo-${port}/host.log`, 'utf8').match(/\[dispatch-notifications\] information: Succeeded/g)?.length ?? 0;
}

function expectNoneRepeated(shown: readonly ReceivedCard[]): void {
  const keys = shown.flatMap(keysOf);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
}

describe('the Teams channel of npm start', () => {
  it('shows at least three cards, one for each open incident that no other explains, none of them twice', async () => {
    const areAllTold = async () => {
      const told = new Set((await cards()).flatMap(({ incidentIds }) => incidentIds));
      const open = await openIncidents();
      return open.some(({ condition }) => condition === 'agentDown') && open.every(({ incidentId }) => told.has(incidentId));
    };
    await until(areAllTold, 'every open incident is told', 60_000);

    const shown = await cards();
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expectNoneRepeated(shown);
  }, 90_000);

  it('tells of an Entra Connect that has stopped, since when, and where to look', async () => {
    const incident = (await openIncidents()).find(({ condition }) => condition === 'directorySyncStale');
    const { incidentId = '', tenantId = '' } = incident ?? {};
    const { displayName } = await get<{ displayName: string }>(`/tenants/${tenantId}`);
    const { times } = await get<{ times: { value: { objects: { lastAt: string } } } }>(`/tenants/${tenantId}/directorySync`);
    const ofIt = async () => (await cards()).filter((card) => card.incidentIds.includes(incidentId));
    await until(async () => (await ofIt()).length > 0, 'a card tells of it');
    const about = await ofIt();
    expect(about.map(({ kind }) => kind)).toEqual([expect.stringMatching(/opened|group/)]);
    // Alone or a line among what came at once in its tenant: named, linked, and by its condition.
    const text = JSON.stringify(about[0]?.card);
    for (const told of [displayName, `incidents/${incidentId}`]) expect(text).toContain(told);
    expect(text).toMatch(/sync behind/i);
    const hoursAgo = (Date.now() - Date.parse(times.value.objects.lastAt)) / 3_600_000;
    expect(hoursAgo).toBeGreaterThan(3);
    expect(hoursAgo).toBeLessThan(24);
    // The jobs of the tenant have their own troubles, and this is none of theirs.
    expect((await get<Listed>(`/incidents?tenantId=${tenantId}`)).value.length).toBeGreaterThan(1);
    const shown = await get<{ severity: string; explanation: { meaning: string; remedies: string[] } }>(`/incidents/${incidentId}`);
    expect(shown).toMatchObject({ severity: 'warning', explanation: { remedies: expect.arrayContaining([expect.any(String)]) } });
    expect(JSON.stringify(shown.explanation)).toContain('Entra Connect');
  });

  it('shows exactly one card when a quarantine lifts, with the id of its incident', async () => {
    // Those come first that are switched off soonest, and of these a card tells that too.
    const incident = (await openIncidents()).findLast(({ condition }) => condition === 'quarantine');
    const { incidentId = '', tenantId = '', scope } = incident ?? {};
    const lifted = await fetch(`${world.urls.graph}/_jobs/${encodeURIComponent(scope?.jobId ?? '')}?tenantId=${tenantId}`, {
      method: 'POST',
      body: JSON.stringify({ status: { code: 'Active' }, cause: null }),
    });
    expect(lifted.status).toBe(204);
    const about = async () => (await cards()).filter((card) => card.incidentIds.includes(incidentId));
    await until(async () => (await about()).some(({ kind }) => kind === 'resolved'), 'a card says that it is over', 60_000);
    const before = dispatches();
    await until(() => dispatches() >= before + 2, 'cards are dispatched twice more');

    expect((await about()).map(({ kind }) => kind)).toEqual([expect.stringMatching(/opened|group/), 'resolved']);
    expectNoneRepeated(await cards());
  }, 100_000);
});
