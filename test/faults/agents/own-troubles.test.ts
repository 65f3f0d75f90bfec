import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { noActiveAgents } from '../../../dev/graph/world/agents.ts';
import { hourInMs } from '../../../lib/domain/time.ts';
import { type AgentWorld, domains, startAgentWorld } from './agent-world.ts';

const [first] = domains;
let agents: AgentWorld;

beforeEach(async () => {
  agents = await startAgentWorld({ jobsPerServicePrincipal: 3 });
  await agents.ticks(2);
});
afterEach(async () => agents[Symbol.asyncDispose]());

const parent = async () => (await agents.open()).find(({ condition }) => condition === 'agentDown');
const ofDeletions = async () => (await agents.open()).find(({ causeCode }) => causeCode === 'TooManyDeletes');
const timesOf = async (card: string) => (await agents.cards()).filter((one) => one === card).length;

async function untilAgentsAreDown(): Promise<string> {
  agents.setActive(first, 0);
  for (let tick = 0; tick < 12 && (await parent()) === undefined; tick += 1) await agents.ticks();
  return (await parent())?.incidentId ?? '';
}

/** Puts the third job of the domain into a quarantine that no agent ends. */
function holdDeletions(): void {
  const { tenant } = agents.world;
  const { code, message = '', reason = code } = tooManyDeletes;
  const quarantine = { reason, error: { code, message, tenantActionable: true } };
  tenant.patch(tenant.jobAt(0, 2).key, { cause: tooManyDeletes, status: { code: 'Quarantine', quarantine } });
}

async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    agents.world.tenant.clock.advance(25 * hourInMs);
    await agents.ticks(2);
  }
}

describe('while all agents of a domain are down', () => {
  it.each([false, true])(
    'a job that holds deletions back is told by itself, with reminders, and not listed under them (that they are down acknowledged: %s)',
    async (isAcknowledged) => {
      const incidentId = await untilAgentsAreDown();
      if (isAcknowledged) await agents.world.ask('POST', `/incidents/${incidentId}/acknowledge`, { body: {} });
      holdDeletions();
      await agents.ticks(3);
      expect(await agents.cards()).toEqual(['opened NO AGENT', 'opened QUARANTINE']);
      await days(2);
      expect(await timesOf('reminder QUARANTINE')).toBe(2);
      expect(await timesOf('reminder NO AGENT')).toBe(isAcknowledged ? 0 : 2);

      const own = await ofDeletions();
      expect(own).not.toHaveProperty('parentId');
      const { children } = (await agents.world.get(`/incidents/${incidentId}`)).json;
      expect(children.count).toBeGreaterThan(0);
      expect(children.value.map((child: { incidentId: string }) => child.incidentId)).not.toContain(own?.incidentId);
    },
  );

  it('a job that was told before to hold deletions back goes on being reminded of', async () => {
    holdDeletions();
    await agents.ticks(2);
    await untilAgentsAreDown();
    await days(2);
    expect(await timesOf('opened QUARANTINE')).toBe(1);
    expect(await timesOf('reminder QUARANTINE')).toBe(2);
  });

  it('an incident is told by itself once its cause is another one than the agents, and goes back under them with that cause', async () => {
    const incidentId = await untilAgentsAreDown();
    const { key } = agents.world.tenant.jobAt(0, 2);
    const { code, message = '', reason = code } = noActiveAgents;
    const quarantine = { reason, error: { code, message, tenantActionable: true } };
    const failForAgents = () => agents.world.tenant.patch(key, { cause: noActiveAgents, status: { code: 'Quarantine', quarantine } });
    const its = async () => {
      const open = await agents.open();
      return open.find(({ condition, scope }) => condition === 'quarantine' && scope.kind === 'job' && scope.jobId === key.jobId);
    };
    failForAgents();
    await agents.ticks(2);
    expect(await its()).toMatchObject({ parentId: incidentId, causeCode: code });
    expect(await agents.cards()).toEqual(['opened NO AGENT']);

    holdDeletions();
    await agents.ticks();
    expect(await its()).not.toHaveProperty('parentId');
    expect(await agents.cards()).toEqual(['opened NO AGENT', 'opened QUARANTINE']);

    failForAgents();
    await agents.ticks(2);
    expect(await its()).toMatchObject({ parentId: incidentId, causeCode: code });
    await days(2);
    expect(await timesOf('reminder QUARANTINE')).toBe(0);
    expect((await its())?.timeline.map(({ what }) => what).filter((what) => what.endsWith('xplained'))).toEqual([
      'notExplained',
      'explained',
    ]);
  });

  it('an incident that an older release put under them, though they do not explain it, is told at the next reading', async () => {
    holdDeletions();
    const incidentId = await untilAgentsAreDown();
    const { state } = agents.world.tenant.ports;
    const own = await ofDeletions();
    const stored = own && (await state.getIncident(own.tenantId, own.hash));
    if (own === undefined || stored === undefined) throw new Error('it has no incident');
    const { announced: _, told: __, ...untold } = own;
    await state.commit(own.tenantId, [[{ type: 'incident', value: { ...untold, parentId: incidentId }, etag: stored.etag }]]);
    const before = await timesOf('opened QUARANTINE');
    await agents.ticks();
    expect(await ofDeletions()).not.toHaveProperty('parentId');
    expect((await timesOf('opened QUARANTINE')) - before).toBe(1);
  });
});
