import type { ProvisioningAgent } from '../model/model.ts';
import { guidOf } from '../model/random.ts';
import { graphError } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import { agentsPermission } from '../world/clients.ts';
import type { GraphRequest } from './graph-context.ts';

/** Agents report so often; until then one that died is shown as it was. */
const reportEveryInMs = 10 * 60_000;

/** No application permission exists for it. https://learn.microsoft.com/graph/api/onpremisesagent-list */
function refusal({ tenant, caller, trace }: GraphRequest): Reply | undefined {
  if (tenant.grants[caller.clientId]?.includes(agentsPermission)) return undefined;
  const message = 'The identity of the calling application could not be authorised: app-only access is not supported.';
  return graphError(403, 'Authorization_RequestDenied', message, trace);
}

function render({ id, machineName, downSince }: ProvisioningAgent, now: number) {
  const isActive = downSince === undefined || now - downSince < reportEveryInMs;
  return {
    id,
    machineName,
    externalIp: '203.0.113.7',
    status: isActive ? 'Active' : 'Inactive',
    supportedPublishingTypes: ['provisioning'],
  };
}

function collection({ url }: GraphRequest, name: string, value: readonly unknown[]): Reply {
  const context = `${url.origin}/beta/$metadata#onPremisesPublishingProfiles('provisioning')/${name}`;
  return { status: 200, body: { '@odata.context': context, value } };
}

export function listAgents(request: GraphRequest): Reply {
  const now = request.world.now();
  const agents = request.tenant.agents.map((agent) => render(agent, now));
  return refusal(request) ?? collection(request, 'agents', agents);
}

/** One group for each set of domains; what it publishes and its agents only where they are asked for. */
export function listAgentGroups(request: GraphRequest): Reply {
  const { tenant, world, url } = request;
  const expanded = url.searchParams.get('$expand')?.split(',') ?? [];
  const groups = [...Map.groupBy(tenant.agents, ({ domains }) => domains.join(' '))].map(([name, agents], index) => ({
    id: guidOf(`${tenant.tenantId}/agentGroup/${name}`),
    displayName: `Group-${name}`,
    publishingType: 'provisioning',
    isDefault: index === 0,
    ...(expanded.includes('agents') && { agents: agents.map((agent) => render(agent, world.now())) }),
    ...(expanded.includes('publishedResources') && { publishedResources: (agents[0]?.domains ?? []).map((domain) => resourceOf(domain)) }),
  }));
  return refusal(request) ?? collection(request, 'agentGroups', groups);
}

function resourceOf(domain: string) {
  return { id: guidOf(`resource/${domain}`), displayName: domain, resourceName: domain, publishingType: 'provisioning' };
}
