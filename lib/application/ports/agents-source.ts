import type { Agent } from '../../domain/job/agents/agents-reading.ts';

/** The provisioning agents of tenants. */
export interface AgentsSource {
  /** Whether the reader is a person: Graph gives applications no right to ask. */
  isPerson: boolean;
  /**
   * All of them in one request; `truncated` where there are more.
   * @throws UpstreamError when the request failed, also because it may not be asked.
   */
  read(tenantId: string): Promise<{ agents: Agent[]; truncated?: true }>;
}
