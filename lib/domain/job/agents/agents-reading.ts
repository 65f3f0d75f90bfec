import { ageInMs, hourInMs } from '../../time.ts';
import type { Unavailable } from '../../unavailable.ts';

/** One provisioning agent. https://learn.microsoft.com/graph/api/resources/onpremisesagent */
export interface Agent {
  id: string;
  machineName?: string;
  status: 'active' | 'inactive' | 'unknown';
  /** The on-premises domains that it serves, in lower case, as far as its groups tell. */
  domains: string[];
}

/** What Graph says of the agents of a tenant, or why it may not be asked; `truncated` where there are more than one answer holds. */
export type AgentsFacts = { agents: Agent[]; truncated?: true } | { unavailable: Unavailable };

/** The same, and when it was asked, UTC ISO. */
export interface AgentsReading {
  facts: AgentsFacts;
  readAt: string;
}

/** Agents are asked every hour: what is older than two says nothing of now. */
const readingHoldsForInMs = 2 * hourInMs;

/** The reading as long as it holds. */
export function heldReading(reading: AgentsReading | undefined, now: number): AgentsReading | undefined {
  return reading !== undefined && ageInMs(reading.readAt, now) <= readingHoldsForInMs ? reading : undefined;
}

export const agentStates = ['allActive', 'someInactive', 'noneActive', 'unknown'] as const;

/** How the agents of one domain are: how many, and how many of them are active; `unknown` where only Graph could tell and does not. */
export interface DomainAgents {
  state: (typeof agentStates)[number];
  agents: Agent[];
}

/** The agents of a domain. An agent carries no domain, only its groups do; that none of the tenant is active is true of each domain. */
export function agentsOf(domain: string, facts: AgentsFacts | undefined): DomainAgents {
  if (facts === undefined || 'unavailable' in facts) return { state: 'unknown', agents: [] };
  const serving = facts.agents.filter(({ domains }) => domains.includes(domain));
  if (serving.length === 0) {
    const isNoneActive =
      facts.truncated === undefined && facts.agents.length > 0 && facts.agents.every(({ status }) => status === 'inactive');
    return { state: isNoneActive ? 'noneActive' : 'unknown', agents: [] };
  }
  return { state: stateOf(serving), agents: serving };
}

function stateOf(agents: readonly Agent[]): DomainAgents['state'] {
  if (agents.every(({ status }) => status === 'active')) return 'allActive';
  if (agents.every(({ status }) => status === 'inactive')) return 'noneActive';
  return agents.some(({ status }) => status === 'active') ? 'someInactive' : 'unknown';
}
