import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createAgentsSource } from '../../../lib/adapters/graph/read-agents.ts';
import { createAgentsReader } from '../../../lib/application/poll/agents/agents-reader.ts';
import { hourInMs } from '../../../lib/domain/time.ts';
import { type AgentWorld, domains, permitAgents, startAgentWorld } from './agent-world.ts';

const [first, second] = domains;

async function permittedWorld(interval: string): Promise<AgentWorld> {
  const agents = await startAgentWorld({ interval });
  permitAgents(agents);
  const { ports, graphUrl, getToken, clock } = agents.world.tenant;
  ports.hourlyReaders = [createAgentsReader(createAgentsSource({ baseUrl: graphUrl, getToken, clock, isPerson: true }))];
  return agents;
}

function answer({ world }: AgentWorld, value: readonly unknown[]): void {
  world.tenant.shared.faults.clear();
  world.tenant.fault({ match: { path: 'agentGroups' }, times: null, fault: { kind: 'body', body: { value } } });
}

const agent = (id: number, status: unknown, more: object = {}) => ({
  ...{ id: `agent-${id}`, machineName: `HOST-${id}`, status, supportedPublishingTypes: ['provisioning'] },
  ...more,
});
const group = (agents: readonly unknown[], served: readonly string[], more: object = {}) => ({
  ...{ id: `group of ${served}`, publishingType: 'provisioning', agents },
  publishedResources: served.map((name) => ({ id: `resource ${name}`, resourceName: name, publishingType: 'provisioning' })),
  ...more,
});
const [down, up] = [agent(1, 'inactive'), agent(2, 'active')];

async function domainOf(agents: AgentWorld, name: string) {
  return (await agents.agents()).json.domains.find(({ domain }: { domain: string }) => domain === name);
}

describe('what Graph says of agents whose jobs run well', () => {
  it.each(['PT5M', 'PT40M'])('raises no alarm, for however long and however often it is asked (runs every %s)', async (interval) => {
    await using agents = await permittedWorld(interval);
    answer(agents, [group([down, agent(3, 'Inactive')], [first]), group([up], [second])]);
    await agents.ticks(3 * 12 + 3);
    expect(await agents.cards()).toEqual([]);
    expect(await domainOf(agents, first)).toMatchObject({ verdict: 'unknown', agents: { state: 'noneActive', total: 2, active: 0 } });
    expect(await domainOf(agents, second)).toMatchObject({ verdict: 'up', confidence: 'confirmed' });
  });

  it('raises none while the jobs cannot be read either', async () => {
    await using agents = await permittedWorld('PT40M');
    answer(agents, [group([down], [first]), group([up], [second])]);
    const { key } = agents.world.tenant.jobAt(0, 0);
    await agents.ticks(2);
    const fault = { kind: 'status', status: 503 } as const;
    agents.world.tenant.fault({ match: { path: key.servicePrincipalId }, times: null, fault });
    await agents.ticks(26);
    expect((await agents.cards()).filter((card) => card.includes('NO AGENT'))).toEqual([]);
  });

  it.each([
    ['cut agents', [group([down], [first], { 'agents@odata.nextLink': 'https://graph.microsoft.com/beta/x?$skiptoken=1' })]],
    ['cut domains', [group([down], [first], { 'publishedResources@odata.nextLink': 'https://graph.microsoft.com/beta/x' })]],
  ])('is not taken for all of them where it has %s', async (_, groups) => {
    await using agents = await permittedWorld('PT5M');
    answer(agents, groups);
    await agents.ticks();
    expect((await agents.agents()).json.truncated).toBe(true);
    expect(await domainOf(agents, first)).toMatchObject({ verdict: 'up', confidence: 'likely', agents: { state: 'unknown', total: 1 } });
  });

  it.each([
    ['an agent', [group([up, agent(3, 'inactive', { supportedPublishingTypes: ['applicationProxy'] })], [first])]],
    [
      'an agent of several',
      [group([up, agent(3, 'inactive', { supportedPublishingTypes: ['Authentication', 'adAdministration'] })], [first])],
    ],
    ['a group', [group([up], [first]), group([agent(3, 'inactive')], [first], { publishingType: 'applicationProxy' })]],
  ])('leaves out %s that publishes something else than provisioning', async (_, groups) => {
    await using agents = await permittedWorld('PT5M');
    answer(agents, groups);
    await agents.ticks();
    const { json } = await agents.agents();
    expect(json.agents.map(({ id }: { id: string }) => id)).toEqual(['agent-2']);
    expect(json).not.toHaveProperty('malformed');
    expect(await domainOf(agents, first)).toMatchObject({ agents: { state: 'allActive', total: 1, active: 1 } });
  });

  it('says nothing of a domain that none of its groups serves', async () => {
    await using agents = await permittedWorld('PT5M');
    answer(agents, [group([down], []), group([agent(4, 'inactive')], ['elsewhere.example'])]);
    await agents.ticks();
    for (const domain of domains) expect(await domainOf(agents, domain)).toMatchObject({ verdict: 'up', agents: { state: 'unknown' } });
  });

  it('raises none whatever it is, and however it changes from hour to hour', async () => {
    const status = fc.constantFrom('inactive', 'Inactive', 'active', 'updating', null);
    const member = fc.record({
      id: fc.nat({ max: 4 }),
      status,
      types: fc.constantFrom(['provisioning'], ['authentication'], [], undefined),
    });
    const served = fc.constantFrom([first], [second], [first, second], [], ['elsewhere.example']);
    const groups = fc.array(
      fc.tuple(fc.array(member, { maxLength: 3 }), served).map(([members, names]) =>
        group(
          members.map(({ id, status: its, types }) => agent(id, its, { supportedPublishingTypes: types })),
          names,
        ),
      ),
      { maxLength: 3 },
    );
    await using agents = await permittedWorld('PT20M');
    await agents.ticks();
    await fc.assert(
      fc.asyncProperty(groups, fc.nat({ max: 4 }), async (value, ticks) => {
        answer(agents, value);
        agents.world.tenant.clock.advance(hourInMs);
        await agents.ticks(1 + ticks);
        expect(await agents.cards()).toEqual([]);
      }),
      { numRuns: process.env.SOAK === '1' ? 300 : 30, seed: 21, endOnFailure: true },
    );
  });
});

describe('what Graph says of agents that are down', () => {
  it('opens the incident with the first run that fails for want of them, before any quarantine, and one run that is well ends it', async () => {
    await using agents = await permittedWorld('PT40M');
    await agents.ticks(10);
    agents.setActive(first, 0);
    const { job } = agents.world.tenant.jobAt(0, 0);
    for (let tick = 0; tick < 30 && (await agents.cards()).length === 0; tick += 1) await agents.ticks();
    expect(await agents.cards()).toEqual(['opened NO AGENT']);
    expect(job.document.status.code).toBe('Active');
    expect(await domainOf(agents, first)).toMatchObject({ verdict: 'down', confidence: 'confirmed', agents: { state: 'noneActive' } });
    agents.setActive(first, 2);
    await agents.ticks(24);
    expect(await agents.cards()).toEqual(['opened NO AGENT', 'resolved RESOLVED']);
  });
});
