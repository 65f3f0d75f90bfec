import type { Ports } from '../../../lib/application/ports/ports.ts';
import { createFleetViewCache } from '../../../lib/application/show/fleet/fleet-view-cache.ts';
import { createJobIndex } from '../../../lib/application/show/jobs/job-index.ts';
import { createCatalogueReader } from '../../../lib/application/show/knowledge/catalogue-reader.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { shareRunning } from '../../../lib/application/tenant/live/share-running.ts';
import { createRightsReader, type GrantUse } from '../../../lib/application/tenant/visible/rights-reader.ts';
import type { HttpDeps } from '../../../lib/http/http-deps.ts';
import { createBodyCache } from '../../../lib/http/response/body-cache.ts';

// Its prose is the same for every instance.
const catalogue = createCatalogueReader();

/** The caches of one instance of the API over these ports. */
export function createHttpCaches(
  deps: Pick<Ports, 'clock' | 'fleet' | 'views' | 'grants'>,
  { pollIntervalInMs, grantUse = 'optional' }: { pollIntervalInMs: number; grantUse?: GrantUse },
): Pick<HttpDeps, 'catalogue' | 'fleetRows' | 'fleetView' | 'loadJobIndex' | 'bodies' | 'shareLog' | 'rights'> {
  const fleetRows = createFleetCache(deps);
  const fleetView = createFleetViewCache({ ...deps, fleetRows }, { pollIntervalInMs });
  const loadJobIndex = createJobIndex({ ...deps, catalogue });
  const kept = {
    bodies: createBodyCache(),
    shareLog: shareRunning() satisfies HttpDeps['shareLog'],
    rights: createRightsReader(deps, grantUse),
  };
  return { catalogue, fleetRows, fleetView, loadJobIndex, ...kept };
}
