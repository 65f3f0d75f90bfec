import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { explainCause } from '../../../domain/job/advice/explain-incident.ts';
import type { Agent } from '../../../domain/job/agents/agents-reading.ts';
import { agentsOf, type DomainAgents } from '../../../domain/job/agents/agents-reading.ts';
import { kindOf, kindsWithAgents } from '../../../domain/job/kind/job-kind.ts';
import { defined } from '../../../domain/optional.ts';
import type { TenantDescription } from '../../../domain/tenant/describe-tenant.ts';
import type { DomainRecord } from '../../../domain/tenant/domain-record.ts';
import { agentsReadingOf, type HourlyFailure } from '../../../domain/tenant/hourly-reading.ts';
import type { Unavailable } from '../../../domain/unavailable.ts';
import type { Ports } from '../../ports/ports.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';
import { getTenant } from './get-tenant.ts';

/** One on-premises domain, judged as it must be shown now. */
export interface ShownDomain extends Omit<DomainRecord, 'counts' | 'flips'> {
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
  unavailable?: Unavailable;
  /** When that was, UTC ISO. */
  readAt?: string;
  /** Why the last try brought nothing. */
  failure?: HourlyFailure;
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
  const reading = agentsReadingOf(hourly, deps.clock.now());
  const { jobs = [], incidents = [] } = view.tenants.get(tenantId) ?? {};
  const seen = records.filter(({ words, jobs: count }) => isWhole || (words.length === count && words.every(isSeen)));
  const domains = seen.map((record): ShownDomain => {
    const { counts: _, flips: __, ...shown } = tenant.freshness === 'fresh' ? record : asOld(record);
    const code = shown.words.find(({ code: its }) => its !== undefined)?.code;
    const explanation = code === undefined ? undefined : explainCause(catalogue, code, 'cloudSyncUsers');
    const incident = isWhole ? incidents.find(({ scope }) => scope.kind === 'domain' && scope.domain === record.domain) : undefined;
    return { ...shown, agents: agentsOf(record.domain, reading?.facts), ...defined({ explanation, incidentId: incident?.incidentId }) };
  });
  const named = new Set(records.flatMap(({ words }) => words.map(placeOf)));
  const nameless = jobs.filter((job) => kindsWithAgents.includes(kindOf(job)) && isSeen(job) && !named.has(placeOf(job)));
  return { tenant, domains, withoutDomain: nameless.length, ...factsOf(hourly) };

  function isSeen(job: { servicePrincipalId: string; jobId: string }): boolean {
    return sees(viewer.visible, { tenantId, servicePrincipalId: job.servicePrincipalId, jobId: job.jobId });
  }
}

// What was read too long ago proves nothing good.
function asOld({ confidence, ...record }: DomainRecord): DomainRecord {
  const words = record.words.map((word) => (word.says === 'up' ? { ...word, says: 'nothing' as const } : word));
  if (record.verdict === 'up') return { ...record, words, verdict: 'unknown' };
  return { ...record, words, ...defined({ confidence }) };
}

function factsOf(hourly: Awaited<ReturnType<Ports['state']['getHourly']>>): Partial<ShownAgents> {
  const { value, readAt, failure } = hourly ?? {};
  if (value === undefined) return defined({ failure });
  if ('unavailable' in value) return { unavailable: value.unavailable, ...defined({ readAt, failure }) };
  const { agents = [], truncated } = 'agents' in value ? value : {};
  return { agents, ...defined({ truncated, readAt, failure }) };
}

function placeOf({ servicePrincipalId, jobId }: { servicePrincipalId: string; jobId: string }): string {
  return `${servicePrincipalId} ${jobId}`;
}
