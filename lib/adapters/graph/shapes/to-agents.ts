import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import type { Agent } from '../../../domain/job/agents/agents-reading.ts';

const text = z.string().nullish().catch(undefined);
const list = z.array(z.unknown()).nullish().catch(undefined);
const GroupSchema = z.object({ agents: list, publishedResources: list });
const AgentSchema = z.object({ id: z.string().min(1), machineName: text, status: text });
const ResourceSchema = z.object({ resourceName: text });

/**
 * The agents of all groups, each once, with the domains that its groups publish. Entries that cannot be understood are left out.
 * https://learn.microsoft.com/graph/api/resources/onpremisesagentgroup
 */
export function toAgents(groups: readonly unknown[]): Agent[] {
  const agents = new Map<string, Agent>();
  for (const group of groups) {
    const { data } = GroupSchema.safeParse(group);
    const domains = (data?.publishedResources ?? []).flatMap(domainOf);
    for (const entry of data?.agents ?? []) {
      const agent = toAgent(entry);
      if (agent === undefined) continue;
      const known = agents.get(agent.id);
      agents.set(agent.id, { ...agent, domains: [...new Set([...(known?.domains ?? []), ...domains])].sort() });
    }
  }
  return [...agents.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

function domainOf(resource: unknown): string[] {
  const name = cleanText(ResourceSchema.safeParse(resource).data?.resourceName ?? '', 256).toLowerCase();
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
