import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { noActiveAgents } from '../../../dev/graph/world/agents.ts';
import { dayInMs, hourInMs } from '../../../lib/domain/time.ts';
import { type AgentWorld, domains, permitAgents, startAgentWorld } from './agent-world.ts';

const [first, second] = domains;
let agents: AgentWorld;

beforeEach(async () => {
  agents = await startAgentWorld();
  await agents.ticks(2);
});
afterEach(async () => agents[Symbol.asyncDispose]());

const stateOf = (position: number) => agents.world.tenant.jobAt(0, position).job.document.status.code;
const verdicts = async () =>
  (await agents.agents()).json.domains.map(({ domain, verdict, confidence }: Record<string, string>) => [domain, verdict, confidence]);
const parent = async () => (await agents.open()).find(({ condition }) => condition === 'agentDown');

/** Ticks until both jobs of the first domain are in quarantine. */
async function fallIntoQuarantine(): Promise<void> {
  agents.setActive(first, 0);
  for (let tick = 0; tick < 12 && [0, 1].some((position) => stateOf(position) !== 'Quarantine'); tick += 1) await agents.ticks();
  await agents.ticks();
}

describe('two domains with three agents', () => {
  it('are well: what one of two agents does is unknown, because Graph tells applications nothing of agents', async () => {
    agents.setActive(first, 1);
    await agents.ticks(3);
    const { json } = await agents.agents();
    expect(await verdicts()).toEqual(domains.map((domain) => [domain, 'up', 'likely']));
    expect(json).toMatchObject({ unavailable: { reason: 'notSupported' }, withoutDomain: 0, freshness: 'fresh' });
    expect(json.domains[0].agents).toEqual({ state: 'unknown' });
    expect(json).not.toHaveProperty('agents');
    expect(await agents.cards()).toEqual([]);
  });

  it('have one incident before any quarantine once all of one are down, the quarantines under it, one card at its end, and a card when it is back', async () => {
    agents.setActive(first, 0);
    for (let tick = 0; tick < 12 && (await parent()) === undefined; tick += 1) await agents.ticks();
    expect([stateOf(0), stateOf(1)]).toEqual(['Active', 'Active']);
    expect(await agents.cards()).toEqual(['opened NO AGENT']);
    expect(await verdicts()).toEqual([
      [first, 'down', 'likely'],
      [second, 'up', 'likely'],
    ]);

    await fallIntoQuarantine();
    const open = await agents.open();
    const { incidentId } = (await parent()) ?? {};
    const children = open.filter(({ condition }) => condition !== 'agentDown');
    expect(children.map(({ condition }) => condition).filter((condition) => condition === 'quarantine')).toHaveLength(2);
    expect(children.every(({ parentId, announced }) => parentId === incidentId && announced === undefined)).toBe(true);
    expect(await agents.cards()).toEqual(['opened NO AGENT']);
    const shown = (await agents.world.get(`/incidents/${incidentId}`)).json;
    expect(shown).toMatchObject({ condition: 'agentDown', scope: { kind: 'domain', domain: first }, children: { count: children.length } });

    agents.setActive(first, 1);
    agents.world.tenant.clock.advance(7 * hourInMs);
    await agents.ticks(4);
    expect(await agents.open()).toEqual([]);
    expect(await agents.cards()).toEqual(['opened NO AGENT', 'resolved RESOLVED']);

    agents.setActive(first, 0);
    await agents.ticks(4);
    expect(await agents.cards()).toEqual(['opened NO AGENT', 'resolved RESOLVED', 'opened NO AGENT']);
    const last = (await agents.sink.cards()).at(-1);
    expect(JSON.stringify(last?.card)).toContain('after it was over at');
    const again = await parent();
    expect((await agents.world.get(`/incidents/${again?.incidentId}`)).json.relapseOf).toBe(incidentId);
  });

  it('have one incident for quarantines that come with the first failed run, and not only after the next try in hours', async () => {
    const { tenant } = agents.world;
    for (const position of [0, 1])
      tenant.patch(tenant.jobAt(0, position).key, { cause: { ...noActiveAgents, failuresBeforeQuarantine: 1 } });
    for (let tick = 0; tick < 6 && (await parent()) === undefined; tick += 1) await agents.ticks();
    expect([stateOf(0), stateOf(1)]).toEqual(['Quarantine', 'Quarantine']);
    const { incidentId } = (await parent()) ?? {};
    await agents.ticks();
    const children = (await agents.open()).filter(({ condition }) => condition !== 'agentDown');
    expect(children.map(({ condition }) => condition)).toEqual(['quarantine', 'quarantine']);
    expect(children.map(({ parentId }) => parentId)).toEqual([incidentId, incidentId]);
    expect(await agents.cards()).toContain('opened NO AGENT');
    expect((await agents.cards()).length).toBeLessThan(3);
  });

  it('are said to be recovering from their first good reading until the incident ends, and not before or after', async () => {
    agents.setActive(first, 0);
    for (let tick = 0; tick < 12 && (await parent()) === undefined; tick += 1) await agents.ticks();
    expect((await agents.agents()).json.domains[0]).not.toHaveProperty('recovering');
    agents.setActive(first, 1);
    const seen: unknown[] = [];
    for (let tick = 0; tick < 8 && (await parent()) !== undefined; tick += 1) {
      await agents.ticks();
      const { verdict, recovering, incidentId } = (await agents.agents()).json.domains[0];
      expect(recovering === true).toBe(verdict === 'up' && incidentId !== undefined);
      seen.push(recovering);
    }
    expect(seen).toContain(true);
    expect(seen.at(-1)).toBeUndefined();
  });

  it('tell at the end what is open still, and that speaks for itself from then on', async () => {
    await fallIntoQuarantine();
    agents.setActive(first, 2);
    const { key } = agents.world.tenant.jobAt(0, 0);
    agents.world.tenant.patch(key, { status: { code: 'Active' } });
    await agents.ticks(4);
    expect(stateOf(1)).toBe('Quarantine');
    const left = await agents.open();
    expect(left.map(({ condition }) => condition)).toEqual(expect.arrayContaining(['quarantine']));
    expect(left.every(({ announced }) => announced?.opened !== undefined)).toBe(true);
    const resolved = (await agents.sink.cards()).find(({ kind }) => kind === 'resolved');
    expect(JSON.stringify(resolved?.card)).toContain('AD2AADPasswordHash (quarantine)');
  });

  it('keep the warnings before a switch-off, and nothing else of the jobs', async () => {
    await fallIntoQuarantine();
    const { incidentId } = (await parent()) ?? {};
    for (let passed = 0; passed < 16 * dayInMs; passed += 12 * hourInMs) {
      agents.world.tenant.clock.advance(12 * hourInMs);
      await agents.ticks();
    }
    const told = (await agents.sink.cards()).filter(({ kind }) => kind !== 'notice');
    const ofJobs = told.filter(({ incidentIds }) => incidentIds.some((id) => id !== incidentId));
    expect(ofJobs.length).toBeGreaterThan(0);
    const kinds = (await agents.open())
      .filter(({ condition }) => condition === 'quarantine')
      .map(({ announced }) => Object.keys(announced ?? {}));
    expect(kinds).toEqual([['deadline'], ['deadline']]);
    expect((await parent())?.announced?.reminder).toBeDefined();
  });
});

describe('a tenant in which Graph tells of agents', () => {
  beforeEach(async () => {
    permitAgents(agents);
    agents.world.tenant.clock.advance(2 * hourInMs);
    await agents.ticks();
  });

  it('shows one of two agents that is down, and alarms nobody', async () => {
    agents.setActive(first, 1);
    agents.world.tenant.clock.advance(2 * hourInMs);
    await agents.ticks(2);
    const { json } = await agents.agents();
    expect(json.domains[0]).toMatchObject({
      verdict: 'up',
      confidence: 'confirmed',
      agents: { state: 'someInactive', total: 2, active: 1 },
    });
    expect(json.agents).toHaveLength(3);
    expect(await agents.cards()).toEqual([]);
  });

  it('has it confirmed when none is active, with one request an hour', async () => {
    agents.setActive(first, 0);
    agents.world.tenant.forget();
    await agents.ticks(24);
    const asked = agents.world.tenant.asked().filter(({ path }) => path.includes('onPremisesPublishingProfiles'));
    expect(asked.length).toBeLessThanOrEqual(2);
    expect((await agents.agents()).json.domains[0]).toMatchObject({
      verdict: 'down',
      confidence: 'confirmed',
      agents: { state: 'noneActive' },
    });
    expect((await agents.cards()).filter((card) => card === 'opened NO AGENT')).toHaveLength(1);
  });

  it('is not told that none is active by an answer that lacks some of them', async () => {
    const { tenant } = agents.world;
    const group = { agents: [{ id: 'a', status: 'inactive' }], publishedResources: [{ resourceName: ` ${first.toUpperCase()}. ` }] };
    const answers = [
      { value: [group], '@odata.nextLink': 'https://graph.example/next' },
      { value: [{ ...group, agents: [...group.agents, { status: 'active' }] }] },
      { value: [group, 'nonsense'] },
      { value: [group, { agents: [{ id: 'a', status: 'active' }], publishedResources: [] }] },
    ];
    const seen: unknown[] = [];
    for (const body of [...answers, { value: [group] }]) {
      tenant.fault({ match: { path: 'onPremisesPublishingProfiles' }, times: null, fault: { kind: 'body', body } });
      tenant.clock.advance(2 * hourInMs);
      await agents.ticks();
      const { domains: its, malformed, truncated } = (await agents.agents()).json;
      seen.push([its[0].verdict, its[0].confidence, its[0].agents.state, malformed ?? truncated]);
      tenant.shared.faults.clear();
    }
    expect(seen).toEqual([
      ['up', 'likely', 'unknown', true],
      ['up', 'likely', 'unknown', 1],
      ['up', 'likely', 'unknown', 1],
      ['up', 'likely', 'unknown', undefined],
      ['unknown', undefined, 'noneActive', undefined],
    ]);
    expect(await agents.cards()).toEqual([]);
  });
});
