import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setActiveAgents } from '../../../dev/graph/world/agents.ts';
import { createAgentsSource } from '../../../lib/adapters/graph/read-agents.ts';
import { createAgentsReader } from '../../../lib/application/poll/agents/agents-reader.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import { hourInMs, minuteInMs } from '../../support/worlds/tenant-world.ts';
import { permitAgents } from '../agents/agent-world.ts';
import { edited, edits, nonAnswers, strayLinks } from './mutations.ts';

// Each takes the hours after which everything is asked anew; after four weeks Microsoft switches the jobs off, and nobody waits for agents.
const runs = process.env.SOAK === '1' ? 180 : 40;
const [first, second] = ['domain1.tenant1.example', 'domain2.tenant1.example'] as const;
const synchronizedAdministrators = 3;

let world: OperationWorld;
let stoppedAt: string;

/** Of the first domain every agent is down, and Entra Connect is silent; everything else is well. */
beforeEach(async () => {
  world = await startOperationWorld({ servicePrincipalsPerTenant: 2, jobsPerServicePrincipal: 2, agentsPerDomain: [2, 1] });
  const { tenant } = world;
  const { tenantId, clock, getToken, graphUrl, ports } = tenant;
  const source = createAgentsSource({ baseUrl: graphUrl, getToken, clock, isPerson: false });
  ports.hourlyReaders = [...ports.hourlyReaders, createAgentsReader(source)];
  permitAgents({ world });
  const graph = tenant.world.tenants.get(tenantId);
  if (graph === undefined) throw new Error('no such tenant');
  graph.onPremisesSyncEnabled = true;
  graph.directory.administrators = { synchronized: synchronizedAdministrators, cloudOnly: 0, groups: 0 };
  await tenant.tick();
  graph.directory.connectStoppedAt = clock.at;
  stoppedAt = new Date(clock.at).toISOString();
  setActiveAgents(tenant.world, graph, first, 0);
  for (let hours = 0; hours < 6; hours += 1) {
    clock.advance(hourInMs);
    await tenant.ticks();
  }
});
afterEach(async () => world[Symbol.asyncDispose]());

const openConditions = async () => {
  const open = await world.tenant.ports.state.listOpenIncidents(world.tenant.tenantId);
  return open
    .filter(({ scope }) => scope.kind !== 'job')
    .map(({ condition, scope }) => (scope.kind === 'domain' ? `${condition} ${scope.domain}` : condition))
    .sort();
};

/** What Graph answers to each of the hourly requests. */
const answers = {
  '/agentGroups': () =>
    [first, second].map((domain, index) => ({
      id: `group-${index}`,
      agents: Array.from({ length: 2 - index }, (_, place) => ({
        id: `agent-${index}-${place}`,
        machineName: `HOST-${index}-${place}`,
        status: index === 0 ? 'inactive' : 'active',
      })),
      publishedResources: [{ id: `resource-${index}`, displayName: domain, resourceName: domain }],
    })),
  '/organization': () => [
    {
      id: world.tenant.tenantId,
      onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: stoppedAt,
      onPremisesLastPasswordSyncDateTime: stoppedAt,
    },
  ],
  '/domains': () =>
    [first, second, 'tenant1.example'].map((id) => ({ id, authenticationType: 'Managed', isVerified: true, isDefault: false })),
  '/roleAssignments': () =>
    Array.from({ length: synchronizedAdministrators }, (_, index) => ({
      id: `assignment-${index}`,
      principalId: `person-${index}`,
      principal: { '@odata.type': '#microsoft.graph.user', accountEnabled: true, onPremisesSyncEnabled: true },
    })),
} as const;
type Path = keyof typeof answers;

/** That a group has no agents, or that somebody is nobody's account, is an answer like any other. */
const isNonsense = (path: string, value?: unknown) =>
  !(path.endsWith('.agents') && Array.isArray(value) && value.length === 0) && !/onPremisesSyncEnabled$/.test(path);
const isOfOrganization = (path: string) => path.startsWith('0.');

const path = fc.constantFrom<Path>('/agentGroups', '/agentGroups', '/organization', '/domains', '/roleAssignments');
const seldom = (arbitrary: fc.Arbitrary<unknown>) => fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const change = fc.record({
  path,
  edits,
  instead: seldom(nonAnswers),
  link: seldom(strayLinks),
});
type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

function bodyOf({ path, edits, instead, link }: Change): unknown {
  if (instead !== undefined) return instead;
  const value = edited<unknown>(answers[path](), edits, path === '/organization' ? isOfOrganization : isNonsense);
  return { value, ...(link !== undefined && { '@odata.nextLink': link }) };
}

async function liveThrough(changes: readonly Change[]): Promise<void> {
  const { tenant } = world;
  tenant.shared.faults.clear();
  for (const one of changes)
    tenant.fault({ match: { path: one.path, inBatch: false }, times: null, fault: { kind: 'body', body: bodyOf(one) } });
  tenant.clock.advance(3 * hourInMs + 5 * minuteInMs);
  await tenant.ticks();
}

describe('the hourly readings of a tenant in which anything may be nonsense', () => {
  it(
    `open and close no incident, call nothing well that is not, and cost the jobs no reading (${runs} readings)`,
    async () => {
      const before = ['agentDown domain1.tenant1.example', 'directorySyncStale', 'passwordSyncStale'];
      expect(await openConditions()).toEqual(before);
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          await liveThrough(changes);
          expect(await openConditions()).toEqual(before);
          const { tenantId } = world.tenant;
          const { value: jobs } = (await world.get('/jobs')).json;
          expect(jobs.map(({ freshness }: { freshness: string }) => freshness)).toEqual(['fresh', 'fresh', 'fresh', 'fresh']);
          const { domains } = (await world.get(`/tenants/${tenantId}/agents`)).json;
          const [down, well] = [first, second].map((name) => domains.find(({ domain }: { domain: string }) => domain === name));
          expect(down.verdict).toBe('down');
          expect(['noneActive', 'unknown']).toContain(down.agents.state);
          expect(well.verdict).toBe('up');
          const shown = (await world.get(`/tenants/${tenantId}/directorySync`)).json;
          expect(['stopped', 'unknown']).toContain(shown.engine.connect);
          expect(['stale', 'overdue', 'unknown', undefined]).toContain(shown.times.value?.objects?.state);
          const { state, value } = shown.administrators;
          const isWhole = state === 'read' && value !== undefined && value.truncated === false;
          if (isWhole) expect(value.synchronized).toBe(synchronizedAdministrators);
        }),
        { numRuns: runs, seed: 2057541689, endOnFailure: true },
      );
      expect(world.tenant.log.entries.filter(({ level }) => level === 'error')).toEqual([]);
    },
    20 * 60_000,
  );
});
