import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clients, readerRoles } from '../../../dev/graph/world/clients.ts';
import { type Place, visibilityOf } from '../../../lib/domain/access/visibility.ts';
import { hourInMs, minuteInMs } from '../../../lib/domain/time.ts';
import { type AgentWorld, domains, permitAgents, startAgentWorld } from '../../faults/agents/agent-world.ts';
import { callerWith } from '../../support/worlds/operation-world.ts';

let agents: AgentWorld;
beforeAll(async () => {
  agents = await startAgentWorld();
  await agents.ticks(2);
});
afterAll(async () => agents[Symbol.asyncDispose]());

const tenantOf = () => agents.world.tenant.world.tenants.get(agents.world.tenant.tenantId);
const anHourLater = async () => {
  agents.world.tenant.clock.advance(hourInMs + 6 * minuteInMs);
  await agents.ticks();
};

describe('GET /tenants/{tenantId}/agents', () => {
  it('tells of each domain what its jobs say, and why Graph says nothing', async () => {
    const { status, json } = await agents.agents();
    expect(status).toBe(200);
    expect(json).toMatchObject({
      unavailable: { reason: 'notSupported', code: 'Authorization_RequestDenied' },
      freshness: 'fresh',
      withoutDomain: 0,
    });
    expect(json.domains).toMatchObject(
      domains.map((domain) => ({ domain, source: 'displayName', verdict: 'up', confidence: 'likely', agents: { state: 'unknown' } })),
    );
    const { count, value } = json.domains[0].jobs;
    expect([count, ...value.map(({ says, kind }: Record<string, string>) => `${kind} ${says}`).sort()]).toEqual([
      2,
      'cloudSyncUsers up',
      'passwordHash up',
    ]);
    expect((await agents.world.get(new URL(json.domains[0].jobs.value[0].link).pathname.replace('/api/v1', ''))).status).toBe(200);
  });

  it('says which permission and consent is missing, each in its own word, and never shows an empty list', async () => {
    const refuse = async (status: number, body: unknown) => {
      agents.world.tenant.fault({ match: { path: 'onPremisesPublishingProfiles' }, times: null, fault: { kind: 'status', status, body } });
      await anHourLater();
      agents.world.tenant.shared.faults.clear();
      const { json } = await agents.agents();
      expect(json).not.toHaveProperty('agents');
      expect(json.domains).toHaveLength(2);
      return json;
    };
    expect((await refuse(403, { error: { code: 'Authorization_RequestDenied', message: 'no' } })).unavailable.reason).toBe('notSupported');
    expect((await refuse(401, { error: { code: 'UnknownError', message: '' } })).unavailable.reason).toBe('notSupported');
    const failing = await refuse(503, { error: { code: 'ServiceUnavailable', message: 'later' } });
    expect(failing).toMatchObject({ failure: { reason: 'unavailable' }, unavailable: { reason: 'notSupported' } });
  });

  it('shows the agents where Graph permits it, their domains and machines, and what it does not know as unknown', async () => {
    permitAgents(agents);
    await anHourLater();
    const { json } = await agents.agents();
    expect(json).not.toHaveProperty('unavailable');
    expect(json.agents).toHaveLength(3);
    expect(json.agents[0]).toMatchObject({
      machineName: expect.stringMatching(/^AGENT-\d-\d$/),
      status: 'active',
      domains: [expect.any(String)],
    });
    expect(json.domains[0]).toMatchObject({ verdict: 'up', confidence: 'confirmed', agents: { state: 'allActive', total: 2, active: 2 } });
    tenantOf()?.grants[clients.readerClientId]?.splice(readerRoles.length);
    await anHourLater();
    expect((await agents.agents()).json).toMatchObject({ unavailable: { reason: 'notSupported' } });
  });

  it('shows whoever sees a part of the tenant the domains whose jobs they see all, and nothing of Graph', async () => {
    const { tenantId } = agents.world.tenant;
    const { key } = agents.world.tenant.jobAt(0, 0);
    const as = (place: Place) =>
      agents.world.get(`/tenants/${tenantId}/agents`, callerWith('Reader', visibilityOf([{ ...place, cap: 'Reader' }])));
    const ofDomain = (await as({ tenantId, servicePrincipalId: key.servicePrincipalId })).json;
    expect(ofDomain).toMatchObject({ partial: true, domains: [{ domain: domains[0] }] });
    expect(ofDomain).not.toHaveProperty('unavailable');
    expect((await as(key)).json.domains).toEqual([]);
    expect((await as({ tenantId: 'another' })).status).toBe(404);
  });

  it('calls nothing well that was read too long ago', async () => {
    agents.world.tenant.clock.advance(3 * hourInMs);
    const { json } = await agents.agents();
    expect(json).toMatchObject({
      freshness: 'stale',
      domains: [{ verdict: 'unknown', agents: { state: 'unknown' } }, { verdict: 'unknown' }],
    });
    expect(JSON.stringify(json)).not.toContain('"up"');
  });
});
