import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { noActiveAgents } from '../../../dev/graph/world/agents.ts';
import { dayInMs, hourInMs } from '../../../lib/domain/time.ts';
import { type AgentWorld, domains, startAgentWorld } from './agent-world.ts';

const [first] = domains;
let agents: AgentWorld;

async function start(jobsPerServicePrincipal: number): Promise<void> {
  agents = await startAgentWorld({ jobsPerServicePrincipal });
  await agents.ticks(2);
}
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
  beforeEach(async () => start(3));

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

describe('one job that fails for the agents while another one of its domain runs well', () => {
  it('is shown with what it complains of, and with its code, though the agents are up', async () => {
    await start(2);
    const { tenant } = agents.world;
    tenant.patch(tenant.jobAt(0, 0).key, { cause: { ...noActiveAgents, failuresBeforeQuarantine: 6 } });
    const seen = new Set<string>();
    for (let tick = 0; tick < 14; tick += 1) {
      await agents.ticks();
      if (tenant.jobAt(0, 0).job.document.status.code !== 'Quarantine') continue;
      const { verdict, jobs } = (await agents.agents()).json.domains[0];
      const odd = jobs.value.find(({ jobId }: { jobId: string }) => jobId === tenant.jobAt(0, 0).key.jobId);
      seen.add([verdict, odd.says, odd.code, odd.namesAgents].join());
    }
    expect([...seen]).toEqual([`up,down,${noActiveAgents.code},true`]);
  });
});

describe('that the agents of a domain are down', () => {
  beforeEach(async () => start(2));
  const patchBoth = (changes: Parameters<AgentWorld['world']['tenant']['patch']>[1]) => {
    const { tenant } = agents.world;
    for (const position of [0, 1]) tenant.patch(tenant.jobAt(0, position).key, changes);
  };
  const ended = async () => {
    const { tenant } = agents.world;
    const past = (await tenant.ports.state.listPastIncidents(tenant.tenantId, { pageSize: 100 })).value;
    return past.filter(({ condition }) => condition === 'agentDown').map(({ resolution }) => resolution);
  };

  it('is over once Microsoft has switched off every job of it, and each of these is told and reminded of by itself', async () => {
    await untilAgentsAreDown();
    for (let day = 0; day < 30; day += 1) {
      agents.world.tenant.clock.advance(dayInMs);
      await agents.ticks(2);
    }
    expect((await agents.open()).map(({ condition, parentId }) => [condition, parentId])).toEqual([
      ['disabled', undefined],
      ['disabled', undefined],
    ]);
    expect(await ended()).toEqual(['jobsOff']);
    const cards = await agents.cards();
    expect(cards.filter((card) => card.endsWith(' SWITCHED OFF') && !card.startsWith('reminder'))).toEqual(['group SWITCHED OFF']);
    expect(cards.filter((card) => card === 'resolved CLOSED')).toHaveLength(1);

    agents.setActive(first, 2);
    await days(2);
    const since = (await agents.cards()).slice(cards.length);
    expect(since.length).toBeGreaterThan(0);
    expect(since.filter((card) => !card.endsWith(' SWITCHED OFF'))).toEqual([]);
  });

  it('is over, and not called mended, once every job of it is paused, and opens again when they run in vain', async () => {
    await untilAgentsAreDown();
    patchBoth({ status: { code: 'Paused' }, schedule: { state: 'Paused' } });
    await agents.ticks();
    expect(await ended()).toEqual([]);
    await agents.ticks();
    expect(await ended()).toEqual(['jobsOff']);
    const last = (await agents.sink.cards()).at(-1);
    expect(last?.summary).toContain('Every job of the domain is off');
    await days(2);
    expect(await agents.cards()).toEqual(['opened NO AGENT', 'resolved CLOSED']);

    patchBoth({ status: { code: 'Active' }, schedule: { state: 'Active' } });
    await untilAgentsAreDown();
    expect(await agents.cards()).toEqual(['opened NO AGENT', 'resolved CLOSED', 'opened NO AGENT']);
  });
});
