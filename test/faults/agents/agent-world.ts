import { setActiveAgents } from '../../../dev/graph/world/agents.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { createAgentsSource } from '../../../lib/adapters/graph/read-agents.ts';
import { createTeamsNotifier } from '../../../lib/adapters/teams/create-teams-notifier.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createDispatcher } from '../../../lib/application/notify/dispatch-notifications.ts';
import { createAgentsReader } from '../../../lib/application/poll/agents/agents-reader.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import type { OpenIncident } from '../../../lib/domain/incident/incident.ts';
import type { Answer } from '../../http/support/verify-answer.ts';
import { type OperationWorld, startOperationWorld } from '../../support/worlds/operation-world.ts';
import type { TenantWorldOptions } from '../../support/worlds/tenant-world.ts';
import { type ObservedSink, startObservedSink } from '../notify/sink-world.ts';

export const domains = ['domain1.tenant1.example', 'domain2.tenant1.example'] as const;

export interface AgentWorld extends AsyncDisposable {
  world: OperationWorld;
  sink: ObservedSink;
  /** Lets so many agents of a domain run. */
  setActive(domain: string, active: number): void;
  /** Each tick is followed by what a sender makes of it that knows nothing but what is stored. */
  ticks(count?: number): Promise<void>;
  open(): Promise<OpenIncident[]>;
  agents(): Promise<Answer>;
  /** Kind and condition of each card about incidents, in the order they came. */
  cards(): Promise<string[]>;
}

/** Two domains with two jobs each; the first has two agents, the second one. */
export async function startAgentWorld(options: TenantWorldOptions = {}): Promise<AgentWorld> {
  const fleet = { servicePrincipalsPerTenant: 2, jobsPerServicePrincipal: 2, agentsPerDomain: [2, 1], interval: 'PT5M' };
  const world = await startOperationWorld({ ...fleet, ...options, poll: { channelConfigured: true, ...options.poll } });
  const sink = await startObservedSink();
  const { tenant } = world;
  const { tenantId, clock, getToken } = tenant;
  tenant.ports.hourlyReaders = [createAgentsReader(createAgentsSource({ baseUrl: tenant.graphUrl, getToken, clock, isPerson: false }))];
  const { loadCatalogue } = createCatalogue();
  const send = () =>
    createDispatcher(
      { ...tenant.ports, loadCatalogue, notifiers: [createTeamsNotifier(tenant, sink.webhookUrl)] },
      { groupWaitInMs: 0, leaseInMs: 20_000, portalBaseUrl: 'https://sync.example.com', adminCentre },
    )();
  const open = () => tenant.ports.state.listOpenIncidents(tenantId);
  return {
    world,
    sink,
    setActive: (domain, active) => {
      const graph = tenant.world.tenants.get(tenantId);
      if (graph === undefined) throw new Error('no such tenant');
      setActiveAgents(tenant.world, graph, domain, active);
    },
    ticks: async (count = 1) => {
      for (let done = 0; done < count; done += 1) {
        await tenant.ticks();
        await send();
      }
    },
    open,
    agents: () => world.get(`/tenants/${tenantId}/agents`),
    cards: async () => {
      const told = (await sink.cards()).filter(({ kind }) => kind !== 'notice');
      return told.map(({ kind, summary }) => `${kind} ${summary.split(':')[0]}`);
    },
    [Symbol.asyncDispose]: async () => {
      await sink.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Lets the reader stand in for a person, whom Graph lets ask for agents. */
export function permitAgents({ world }: Pick<AgentWorld, 'world'>): void {
  const { tenant } = world;
  tenant.world.tenants.get(tenant.tenantId)?.grants[clients.readerClientId]?.push('OnPremisesPublishingProfiles.ReadWrite.All');
}
