import { sees, type Visibility } from '../../../domain/access/visibility.ts';
import { NotFoundError } from '../../../domain/errors.ts';
import { parseIncidentId } from '../../../domain/ids.ts';
import type { Incident } from '../../../domain/incident/incident.ts';
import { placeOf } from '../../../domain/incident/incident-scope.ts';
import type { Ports } from '../../ports/ports.ts';
import { requireVisibleTenant } from './require-visible-tenant.ts';

/**
 * One incident, open or closed. The tenant in its id decides whether it may be seen before anything is read.
 * @throws NotFoundError when there is none of that id, it is not visible, or its tenant is not watched.
 */
export async function findIncident(deps: Pick<Ports, 'state' | 'tenants'>, incidentId: string, visible: Visibility): Promise<Incident> {
  const ref = parseIncidentId(incidentId);
  if (ref === undefined) throw new NotFoundError('The incident');
  const { tenantId, hash, openedSeq } = ref;
  await requireVisibleTenant(deps, tenantId, visible, 'The incident');
  // Both are read in any case: how long the answer takes must not tell whether there is one that may not be seen.
  const [current, past] = await Promise.all([
    deps.state.getIncident(tenantId, hash),
    deps.state.getPastIncident(tenantId, hash, openedSeq),
  ]);
  const found = current?.value.state === 'open' && current.value.incidentId === incidentId ? current.value : past;
  if (found === undefined || !sees(visible, placeOf(found))) throw new NotFoundError('The incident');
  return found;
}
