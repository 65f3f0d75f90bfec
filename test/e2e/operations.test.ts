import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts, type RunningWorld, startWorld, until } from '../support/worlds/start-world.ts';

interface Job {
  jobId: string;
  displayName: string;
  state: string;
  incidentId?: string;
  advice?: { action: string; why: string; escalatedFrom?: string };
  links: { self: string };
}

interface Operation {
  status: string;
  verification?: string;
}

async function get<Body>(url: string): Promise<Body> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  return (await answer.json()) as Body;
}

describe('clearing a quarantine in the demo', () => {
  let world: RunningWorld;
  const operations = new Map<string, string>();
  const before = new Map<string, Job>();

  async function jobNamed(name: string): Promise<Job> {
    const { value } = await get<{ value: Job[] }>(`${world.urls.api}/jobs?pageSize=1000`);
    const found = value.find(({ displayName, jobId }) => displayName === name && !jobId.includes('PasswordHash'));
    if (found === undefined) throw new Error(`There is no job ${name}`);
    return get<Job>(found.links.self);
  }

  const cards = () => get<{ kind: string; incidentIds: string[]; card: unknown }[]>(`${world.urls.teams}/_cards`);

  async function clearQuarantine(name: string): Promise<Response> {
    const { links } = before.get(name) ?? (await jobNamed(name));
    return fetch(`${links.self}/clearQuarantine`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `e2e-${name}` },
      body: '{"reason":"the cause is mended"}',
    });
  }

  const held = 'ad.harborcity.example';
  const relapsing = 'plants.mercator.example';

  beforeAll(async () => {
    world = await startWorld(['--port', String(await freePorts(19_071))]);
    for (const name of [held, relapsing]) {
      const job = await jobNamed(name);
      before.set(name, job);
      // Short cycles, so that three of them fit into a test.
      await fetch(`${world.urls.graph}/_jobs/${job.jobId}`, { method: 'POST', body: '{"schedule":{"interval":"PT5S"}}' });
    }
    // What was never told is not told to be over.
    await until(
      async () => {
        const told = (await cards()).flatMap(({ incidentIds }) => incidentIds);
        return [...before.values()].every(({ incidentId = '' }) => told.includes(incidentId));
      },
      'the cards of both',
      60_000,
    );
  }, 120_000);

  afterAll(async () => {
    await world?.stop();
  });

  it('answers 202 at once, and the same key gives the same operation', async () => {
    for (const name of [held, relapsing]) {
      const answers = [await clearQuarantine(name), await clearQuarantine(name)];
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      const locations = answers.map(({ headers }) => headers.get('operation-location'));
      expect(new Set(locations).size).toBe(1);
      operations.set(name, locations[0] ?? '');
    }
  });

  it('ends as succeeded after exactly one restart of the quarantine state alone', async () => {
    for (const name of [held, relapsing]) {
      await until(async () => (await get<Operation>(operations.get(name) ?? '')).status === 'Succeeded', 'success of the operation');
      const log = await get<{ method: string; path: string; body?: unknown }[]>(`${world.urls.graph}/_log`);
      const restarts = log.filter(({ method, path }) => method === 'POST' && path.includes(`${before.get(name)?.jobId}/restart`));
      expect(restarts.map(({ body }) => body)).toEqual([{ criteria: { resetScope: 'QuarantineState' } }]);
    }
  });

  it('holds where the cause is mended: three good cycles, the job active, one resolved card that says who cleared it', async () => {
    await until(async () => (await get<Operation>(operations.get(held) ?? '')).verification === 'held', 'three good cycles', 120_000);

    expect((await jobNamed(held)).state).toBe('Active');
    const resolvedCards = async () => {
      return (await cards()).filter(
        ({ kind, incidentIds }) => kind === 'resolved' && incidentIds.includes(before.get(held)?.incidentId ?? ''),
      );
    };
    await until(async () => (await resolvedCards()).length > 0, 'the resolved card', 60_000);
    const resolved = await resolvedCards();
    expect(resolved).toHaveLength(1);
    expect(JSON.stringify(resolved[0]?.card)).toContain('local/local cleared the quarantine');
  }, 130_000);

  it('relapses where the cause remains, escalates the advice and says so on the next card', async () => {
    await until(async () => (await get<Operation>(operations.get(relapsing) ?? '')).verification === 'relapsed', 'the relapse', 120_000);

    const job = await jobNamed(relapsing);
    expect(job.state).toBe('Quarantine');
    expect(job.advice?.escalatedFrom).toBe('clearQuarantine');
    expect(job.incidentId).not.toBe(before.get(relapsing)?.incidentId);
    const cardOfRelapse = async () => {
      return (await cards()).find(({ kind, incidentIds }) => kind === 'opened' && incidentIds.includes(job.incidentId ?? ''));
    };
    await until(async () => (await cardOfRelapse()) !== undefined, 'the card of the relapse', 60_000);
    expect(JSON.stringify((await cardOfRelapse())?.card)).toMatch(/Back .* after local\/local cleared the quarantine/);
  }, 160_000);
});
