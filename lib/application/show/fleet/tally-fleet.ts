import type { Visibility } from '../../../domain/access/visibility.ts';
import { type JobTally, judgeTally, noJobs } from '../../../domain/tenant/job-tally.ts';
import type { TenantDescription } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import { wordsHere } from '../../tenant/held/words-here.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import type { ExplainTrouble } from './explain-tenants.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';

interface Deps {
  fleetView: FleetViewReader;
  catalogue: CatalogueReader;
}

interface TallyFacts {
  visible: Visibility;
  pollIntervalInMs: number;
  now: number;
  explain: ExplainTrouble;
}

/**
 * More about the jobs of these tenants in numbers, one tally each. Their rows hold it; jobs are counted one by one only of a tenant of
 * which somebody sees a part, and of a row that another release wrote, until its next pass: what that takes is loaded then.
 */
export async function tallyFleet(deps: Deps, tenants: readonly TenantDescription[], facts: TallyFacts): Promise<JobTally[]> {
  const listed = tenants.some(needsPages) ? await (await import('./count-listed.ts')).countListed(deps, facts.visible) : undefined;
  return tenants.map((tenant) => {
    const { tally } = tenant.row;
    if (tally === undefined || needsPages(tenant)) return listed?.(tenant.tenantId) ?? noJobs;
    const { pollIntervalInMs, now } = facts;
    const unreadActor = tenant.unreadable && facts.explain(tenant.unreadable)?.whoMustAct;
    return judgeTally(tally, tenant.row, { pollIntervalInMs, now, unreadActor });
  });
}

function needsPages({ partial, row }: TenantDescription): boolean {
  return partial === true || isOutdated(row);
}

// A row without any counts has no pages yet.
function isOutdated({ tally, counts }: FleetRow): boolean {
  return counts !== undefined && tally?.words !== wordsHere;
}
