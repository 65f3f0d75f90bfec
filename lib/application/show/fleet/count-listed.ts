import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import { createSpeakers } from '../../../domain/job/advice/speak.ts';
import type { JobTally } from '../../../domain/tenant/job-tally.ts';
import { tallyJobs } from '../../../domain/view/tally-jobs.ts';
import { actorFinder } from '../../tenant/held/tally-tenant.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';
import type { FleetViewReader } from './fleet-view-cache.ts';

interface Deps {
  fleetView: FleetViewReader;
  catalogue: CatalogueReader;
}

/** Counts the jobs of a tenant that somebody sees one by one, from its pages. */
export async function countListed({ fleetView, catalogue }: Deps, visible: Visibility): Promise<(tenantId: string) => JobTally> {
  const view = await fleetView.read();
  const actorOf = actorFinder(createSpeakers(await catalogue.loadCatalogue(), await catalogue.loadTextExplainer()));
  return (tenantId) => {
    const jobs = view.tenants.get(tenantId)?.jobs ?? [];
    return tallyJobs(
      jobs.filter((job) => sees(visible, job)),
      actorOf,
    );
  };
}
