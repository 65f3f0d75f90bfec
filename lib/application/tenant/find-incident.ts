import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { parseIncidentId } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import type { Ports } from '../ports/ports.ts';
import { requireVisibleTenant } from './require-visible-tenant.ts';

/**
 * One incident, open or closed. The tenant in its id decides whether it may be seen before anything is read.
 * @throws NotFoundError when there is none of that id or its tenant is not visible or not watched.
 */
export async function findIncident(deps: Pick<Ports, 'state' | 'tenants'>, incidentId: string, visible: VisibleTenants): Promise<Incident> {
  const ref = parseIncidentId(incidentId);
  if (ref === undefined) throw new NotFoundError('The incident');
  const { tenantId, hash, openedSeq } = ref;
  if (tenantId !== serviceTenantId) await requireVisibleTenant(deps, tenantId, visible, 'The incident');
  else if (!isVisible(visible, tenantId)) throw new NotFoundError('The incident');
  const current = await deps.state.getIncident(tenantId, hash);
  if (current?.value.state === 'open' && current.value.incidentId === incidentId) return current.value;
  const past = await deps.state.getPastIncident(tenantId, hash, openedSeq);
  if (past === undefined) throw new NotFoundError('The incident');
  return past;
}
