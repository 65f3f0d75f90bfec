import { ageInMs, hourInMs, isAhead } from '../../time.ts';
import type { Unavailable } from '../../unavailable.ts';

/** One provisioning agent. https://learn.microsoft.com/graph/api/resources/onpremisesagent */
export interface Agent {
  id: string;
  machineName?: string;
  status: 'active' | 'inactive' | 'unknown';
  /** The on-premises domains that it serves, in lower case, as far as its groups tell. */
  domains: string[];
}

/** The agents of a tenant, as far as Graph's answer could be read. */
export interface ListedAgents {
  agents: Agent[];
  /** How many entries could not be understood; absent where none, and on older rows. */
  malformed?: number;
}

/** What Graph says of the agents of a tenant, or why it may not be asked; `truncated` where there are more than one answer holds. */
export type AgentsFacts = (ListedAgents & { truncated?: true }) | { unavailable: Unavailable };

/** The same, and when it was asked, UTC ISO. */
export interface AgentsReading {
  facts: AgentsFacts;
  readAt: string;
}

/** Agents are asked every hour: what is older than two says nothing of now. */
const readingHoldsForInMs = 2 * hourInMs;

/** The reading as long as it holds; one that a wrong clock noted does not. */
export function heldReading(reading: AgentsReading | undefined, now: number): AgentsReading | undefined {
  if (reading === undefined || isAhead(reading.readAt, now)) return undefined;
  return ageInMs(reading.readAt, now) <= readingHoldsForInMs ? reading : undefined;
}

export const agentStates = ['allActive', 'someInactive', 'noneActive', 'unknown'] as const;

/** How the agents of one domain are; `unknown` where only Graph could tell and does not, or not of all of them. */
export interface DomainAgents {
  state: (typeof agentStates)[number];
  agents: Agent[];
}

/**
 * The agents of a domain. An agent carries no domain, only its groups do; those that serve other domains, or none that is told, say nothing
 * of this one.
 */
export function agentsOf(domain: string, facts: AgentsFacts | undefined): DomainAgents {
  if (facts === undefined || 'unavailable' in facts) return { state: 'unknown', agents: [] };
  const agents = facts.agents.filter(({ domains }) => domains.includes(domain));
  return { state: stateOf(agents, facts), agents };
}

// What is true of all of them is known only of a list that lacks none.
function stateOf(agents: readonly Agent[], { truncated, malformed }: { truncated?: true; malformed?: number }): DomainAgents['state'] {
  const has = (wanted: Agent['status']) => agents.some(({ status }) => status === wanted);
  if (has('active') && has('inactive')) return 'someInactive';
  const isWhole = truncated === undefined && malformed === undefined && agents.length > 0 && !has('unknown');
  if (!isWhole) return 'unknown';
  return has('active') ? 'allActive' : 'noneActive';
}
