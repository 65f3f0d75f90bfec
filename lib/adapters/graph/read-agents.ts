import * as z from 'zod';
import type { AgentsSource } from '../../application/ports/agents-source.ts';
import { toAgents } from './shapes/to-agents.ts';
import { createGraphClient } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

const operation = 'readAgents';
const PageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });
/** An agent names no domain: only the groups tell which agents serve which. */
const path = '/onPremisesPublishingProfiles/provisioning/agentGroups?$expand=agents,publishedResources';

/** Reads the provisioning agents of a tenant, which only the beta of Graph knows. https://learn.microsoft.com/graph/api/resources/onpremisespublishingprofile-root */
export function createAgentsSource({ isPerson, ...options }: GraphClientOptions & { isPerson: boolean }): AgentsSource {
  const client = createGraphClient({ ...options, keepsToken: true });
  return {
    isPerson,
    read: async (tenantId, budget) => {
      const { body } = await client.openCall(tenantId, budget).send({ operation, method: 'GET', path, version: 'beta', isForMany: true });
      const { data } = PageSchema.safeParse(body);
      if (data === undefined) throw malformedAnswer(operation, 'The answer is not a collection ({ value: [...] }).');
      return { ...toAgents(data.value), ...(data['@odata.nextLink'] && { truncated: true as const }) };
    },
  };
}
