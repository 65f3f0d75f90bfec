import { getAgents } from '../../../application/show/fleet/get-agents.ts';
import { tenantsReadAt } from '../../../application/show/fleet/observed-at.ts';
import { agentsDocument } from '../../documents/tenant/agents-document.ts';
import { emptyQuery, tenantPath } from '../../schemas/common.ts';
import { Agents } from '../../schemas/tenant/agents.ts';
import { defineOperation } from '../define-operation.ts';

/** The provisioning agents of one tenant. */
export const getAgentsOperation = defineOperation({
  id: 'get-agents',
  role: 'Reader',
  tag: 'Tenants',
  summary: 'Get what is known of the provisioning agents of a tenant',
  description:
    'One verdict for each on-premises domain, of what all of its jobs say, and the agents as Microsoft Graph shows them, asked once an hour. Graph has that right for people alone: where it refuses there is `unavailable`, and whether one of several agents is down is `unknown`.',
  path: tenantPath,
  query: emptyQuery,
  answers: { 200: { description: 'The domains and their agents.', schema: Agents } },
  problems: ['NotFound'],
  async handle({ deps, caller, baseUrl, path }) {
    const { pollIntervalInMs } = deps.settings;
    const shown = await getAgents(deps, path.tenantId, { visible: caller.visible, pollIntervalInMs });
    return { observedAt: () => tenantsReadAt([shown.tenant]), body: () => agentsDocument(shown, baseUrl) };
  },
});
