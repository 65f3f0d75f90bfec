import type { Ports } from '../../../lib/application/ports/ports.ts';
import { createFleetViewCache } from '../../../lib/application/show/fleet-view-cache.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import type { HttpDeps } from '../../../lib/http/http-deps.ts';
import { createBodyCache } from '../../../lib/http/response/body-cache.ts';

/** The caches of one instance of the API over these ports. */
export function createHttpCaches(
  deps: Pick<Ports, 'clock' | 'fleet' | 'views'>,
  options: { pollIntervalInMs: number },
): Pick<HttpDeps, 'fleetRows' | 'fleetView' | 'bodies'> {
  const fleetRows = createFleetCache(deps);
  return { fleetRows, fleetView: createFleetViewCache({ ...deps, fleetRows }, options), bodies: createBodyCache() };
}
