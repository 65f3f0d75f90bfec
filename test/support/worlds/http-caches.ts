import type { Ports } from '../../../lib/application/ports/ports.ts';
import { createFleetViewCache } from '../../../lib/application/show/fleet-view-cache.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { createRightsReader, type GrantUse } from '../../../lib/application/tenant/rights-reader.ts';
import type { HttpDeps } from '../../../lib/http/http-deps.ts';
import { createBodyCache } from '../../../lib/http/response/body-cache.ts';

/** The caches of one instance of the API over these ports. */
export function createHttpCaches(
  deps: Pick<Ports, 'clock' | 'fleet' | 'views' | 'grants'>,
  { pollIntervalInMs, grantUse = 'optional' }: { pollIntervalInMs: number; grantUse?: GrantUse },
): Pick<HttpDeps, 'fleetRows' | 'fleetView' | 'bodies' | 'rights'> {
  const fleetRows = createFleetCache(deps);
  const fleetView = createFleetViewCache({ ...deps, fleetRows }, { pollIntervalInMs });
  return { fleetRows, fleetView, bodies: createBodyCache(), rights: createRightsReader(deps, grantUse) };
}
