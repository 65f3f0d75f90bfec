import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { explainCause } from '../../../domain/job/advice/explain-incident.ts';
import { type Agent, agentsOf, type DomainAgents } from '../../../domain/job/agents/agents-reading.ts';
import { kindsWithAgents } from '../../../domain/job/kind/job-kind.ts';
import { defined } from '../../../domain/optional.ts';
import { agentsReadingOf, type HourlyFailure, type HourlyReading } from '../../../domain/tenant/pass/hourly-reading.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import { refusalOf, type TenantRefusal } from '../../../domain/tenant/registry/tenant-refusal.ts';
import type { Unavailable } from '../../../domain/unavailable.ts';
import { type DomainView, viewDomains } from '../../../domain/view/domain-views.ts';
import type { Ports } from '../../ports/ports.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';
import { getTenant } from './get-tenant.ts';

/** One on-premises domain, judged as it must be shown now. */
export interface ShownDomain extends DomainView {
  explanation?: Explanation;
  incidentId?: string;
  agents: DomainAgents;
}

export interface ShownAgents {
  tenant: TenantDescription;
  domains: ShownDomain[];
  /** Jobs that work through agents, and of which nothing tells the domain. */
  withoutDomain: number;
  /** What Graph said last; absent while it has not been asked, or does not permit it. */
  agents?: Agent[];
  truncated?: true;
  /** Entries of its answer that could not be understood. */
  malformed?: number;
  unavailable?: Unavailable;
  /** When that was, UTC ISO. */
  readAt?: string;
  /** Why the last try brought nothing. */
  failure?: { reason: HourlyFailure['reason']; code?: string };
}

type Deps = Pick<Ports, 'clock' | 'fleet' | 'state'> & { fleetView: FleetViewReader; catalogue: CatalogueReader };

interface Viewer {
  visible: Visibility;
  pollIntervalInMs: number;
}

/**
 * The agents of a tenant: a verdict for each on-premises domain by its jobs, and what Graph says where it may be asked. Whoever sees only a
 * part of the tenant sees the domains whose jobs they see all, and nothing of Graph.
 * @throws NotFoundError when the tenant is not watched or not visible.
 */
export async function getAgents(deps: Deps, tenantId: string, viewer: Viewer): Promise<ShownAgents> {
  const tenant = await getTenant(deps, tenantId, viewer);
  const isWhole = tenant.partial === undefined;
  const [records, hourly, view, catalogue] = await Promise.all([
    deps.state.listDomains(tenantId),
    isWhole ? deps.state.getHourly(tenantId, 'agents') : undefined,
    deps.fleetView.read(),
    deps.catalogue.loadCatalogue(),
  ]);
  const { jobs = [], incidents = [] } = view.tenants.get(tenantId) ?? {};
  const isSeen = (job: (typeof jobs)[number]) => sees(viewer.visible, job);
  const hidden = new Set(jobs.flatMap((job) => (job.domain === undefined || isSeen(job) ? [] : [job.domain.name])));
  const reading = agentsReadingOf(hourly, deps.clock.now());
  const views = viewDomains({ jobs, records, reading, isFresh: tenant.freshness === 'fresh' });
  const domains = views.flatMap((shown): ShownDomain[] => {
    if (!isWhole && hidden.has(shown.domain)) return [];
    const explanation = shown.code === undefined ? undefined : explainCause(catalogue, shown.code, 'cloudSyncUsers');
    const incident = isWhole ? incidents.find(({ scope }) => scope.kind === 'domain' && scope.domain === shown.domain) : undefined;
    const incidentId = incident?.incidentId;
    return [{ ...shown, agents: agentsOf(shown.domain, reading?.facts), ...defined({ explanation, incidentId }) }];
  });
  const nameless = jobs.filter((job) => kindsWithAgents.includes(job.kind) && job.domain === undefined && isSeen(job));
  return { tenant, domains, withoutDomain: nameless.length, ...factsOf(hourly, refusalOf(tenant.unreadable)) };
}

// A tenant of which nothing may be read tells nothing of its agents, whatever it told before.
function factsOf(hourly: HourlyReading<'agents'> | undefined, refusal: TenantRefusal): Partial<ShownAgents> {
  const { value, readAt, failure = refusal.failure } = hourly ?? {};
  if (value === undefined) return defined({ unavailable: refusal.unavailable, failure });
  if ('unavailable' in value) return { unavailable: refusal.unavailable ?? value.unavailable, ...defined({ readAt, failure }) };
  const { agents, truncated, malformed } = value;
  return { agents, ...defined({ truncated, malformed, readAt, unavailable: refusal.unavailable, failure }) };
}
