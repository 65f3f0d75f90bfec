import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import type { Agent, ListedAgents } from '../../../domain/job/agents/agents-reading.ts';
import { plainDomain } from '../../../domain/job/agents/on-premises-domain.ts';

const text = z.string().nullish().catch(undefined);
const GroupSchema = z.object({
  agents: z.array(z.unknown()),
  publishedResources: z.array(z.unknown()),
  'agents@odata.nextLink': z.unknown().optional(),
  'publishedResources@odata.nextLink': z.unknown().optional(),
});
const TypesSchema = z.object({
  publishingType: z.unknown().optional(),
  supportedPublishingTypes: z.array(z.unknown()).nullish().catch(undefined),
});
const AgentSchema = z.object({ id: z.string().min(1).max(128), machineName: text, status: text });
const ResourceSchema = z.object({ resourceName: z.string() });

/** What else there is to publish. https://learn.microsoft.com/graph/api/resources/onpremisespublishingprofile-root */
const otherTypes = ['applicationproxy', 'exchangeonline', 'authentication', 'adadministration', 'intunepfx', 'oflinedomainjoin'];

/**
 * The provisioning agents of all groups, each once, with the domains that its groups publish. Entries that cannot be understood are left
 * out and counted: whom they stand for, nobody knows. An agent that two groups call by two states has none that is known. `truncated`
 * where Graph has cut what belongs to a group.
 * https://learn.microsoft.com/graph/api/resources/onpremisesagentgroup
 */
export function toAgents(groups: readonly unknown[]): ListedAgents & { truncated?: true } {
  const agents = new Map<string, Agent>();
  const read = groups.filter(isOfProvisioning).map(toGroup);
  for (const { members, domains } of read) {
    for (const agent of members) {
      const known = agents.get(agent.id);
      const status = known === undefined || known.status === agent.status ? agent.status : 'unknown';
      agents.set(agent.id, { ...agent, status, domains: [...new Set([...(known?.domains ?? []), ...domains])].sort() });
    }
  }
  const malformed = read.reduce((sum, group) => sum + group.malformed, 0);
  return {
    agents: [...agents.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    ...(malformed > 0 && { malformed }),
    ...(read.some(({ isCut }) => isCut) && { truncated: true as const }),
  };
}

function toGroup(entry: unknown): { members: Omit<Agent, 'domains'>[]; domains: string[]; malformed: number; isCut: boolean } {
  const { data } = GroupSchema.safeParse(entry);
  if (data === undefined) return { members: [], domains: [], malformed: 1, isCut: false };
  const agents = data.agents.filter(isOfProvisioning);
  const resources = data.publishedResources.filter(isOfProvisioning);
  const members = agents.flatMap((agent) => toAgent(agent) ?? []);
  const domains = resources.flatMap(domainOf);
  const malformed = agents.length + resources.length - members.length - domains.length;
  return { members, domains, malformed, isCut: Boolean(data['agents@odata.nextLink'] || data['publishedResources@odata.nextLink']) };
}

// What does not tell what it publishes is of the profile that was asked for.
function isOfProvisioning(entry: unknown): boolean {
  const { publishingType, supportedPublishingTypes } = TypesSchema.safeParse(entry).data ?? {};
  const types = [publishingType ?? [], supportedPublishingTypes ?? []].flat();
  return types.length === 0 || !types.every((type) => otherTypes.includes(String(type).toLowerCase()));
}

function domainOf(resource: unknown): string[] {
  const name = plainDomain(ResourceSchema.safeParse(resource).data?.resourceName ?? '');
  return name === '' ? [] : [name];
}

// The page prints `active`, its sample `Active`.
function toAgent(entry: unknown): Omit<Agent, 'domains'> | undefined {
  const { data } = AgentSchema.safeParse(entry);
  if (data === undefined) return undefined;
  const machineName = cleanText(data.machineName ?? '', 256);
  const status = data.status?.toLowerCase();
  const known = status === 'active' || status === 'inactive' ? status : 'unknown';
  return { id: cleanText(data.id, 128), ...(machineName && { machineName }), status: known };
}
