import type { Agent } from '../../domain/job/agents/agents-reading.ts';
import type { RequestBudget } from './request-budget.ts';

/** The provisioning agents of tenants. */
export interface AgentsSource {
  /** Whether the reader is a person: Graph gives applications no right to ask. */
  isPerson: boolean;
  /**
   * All of them in one request, and another one where its token is refused and the budget has one left; `truncated` where there are more.
   * @throws UpstreamError when the request failed, also because it may not be asked.
   */
  read(tenantId: string, budget: RequestBudget): Promise<{ agents: Agent[]; truncated?: true }>;
}
