import type * as z from 'zod';
import type { ShownAgents, ShownDomain } from '../../../application/show/fleet/get-agents.ts';
import { defined } from '../../../domain/optional.ts';
import type { Agents } from '../../schemas/tenant/agents.ts';
import { jobUrl } from '../links.ts';

type Document = z.input<typeof Agents>;

/** The agents of a tenant as the API shows them. */
export function agentsDocument(shown: ShownAgents, baseUrl: string): Document {
  const { tenant, domains, withoutDomain, agents, truncated, malformed, readAt, unavailable, failure } = shown;
  const { tenantId, partial, observedAt, freshness } = tenant;
  const failed = failure && { reason: failure.reason, ...defined({ code: failure.code }) };
  return {
    tenantId,
    domains: domains.map((domain) => domainFields(domain, baseUrl)),
    withoutDomain,
    ...defined({ agents, truncated, malformed, agentsReadAt: readAt, unavailable, failure: failed, partial, observedAt }),
    freshness,
  };
}

function domainFields(shown: ShownDomain, baseUrl: string): Document['domains'][number] {
  const { tenantId, domain, source, verdict, confidence, recovering, since, explanation, incidentId, agents, jobs, words } = shown;
  const active = agents.agents.filter(({ status }) => status === 'active').length;
  return {
    ...{ domain, source, verdict },
    ...defined({ confidence, recovering, since, explanation, incidentId }),
    agents: { state: agents.state, ...(agents.agents.length > 0 && { total: agents.agents.length, active }) },
    jobs: { count: jobs, value: words.map((word) => ({ ...word, link: jobUrl(baseUrl, { tenantId, ...word }) })) },
  };
}
