import type { ClosedIncident, OpenIncident } from '../../domain/incident/incident.ts';
import { stubOf } from '../../domain/incident/incident-life.ts';
import { defined } from '../../domain/optional.ts';
import type { Known } from '../../domain/tenant/known-tenant.ts';
import type { StateWrite } from '../../domain/tenant/state-write.ts';
import { isoOf } from '../../domain/time.ts';
import { endOperations } from '../operate/end-operations.ts';
import type { Ports } from '../ports/ports.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';
import type { Lease } from '../tenant/tenant-lease.ts';
import { openIncidents, rememberState, type TenantMemory } from '../tenant/tenant-memory.ts';

const attempts = 8;

/**
 * Ends what a removed tenant left behind: its incidents close without a card, unsent cards and list pages go, the tenant's row last.
 * History stays. Every step can be repeated, so a worker killed half-way costs nothing but the next tick.
 */
export async function closeTenant(
  deps: Pick<Ports, 'state' | 'views' | 'fleet' | 'operations' | 'audit' | 'clock' | 'log'>,
  lease: Lease,
  memory: TenantMemory,
): Promise<void> {
  await endOperations(deps, memory);
  await closeIncidents(deps, lease.tenantId, memory);
  await deps.state.deleteOutbox(lease.tenantId);
  await deps.views.delete(lease.tenantId);
  await deps.fleet.delete(lease.tenantId, lease.etag);
  deps.log.info('Removed tenant closed', { tenantId: lease.tenantId });
}

// Somebody may acknowledge an incident meanwhile: then it is closed as it is now, or the next tick begins anew.
async function closeIncidents(deps: Pick<Ports, 'state' | 'clock'>, tenantId: string, memory: TenantMemory): Promise<void> {
  const at = isoOf(deps.clock.now());
  await retryOnConflict(deps, { attempts, subject: 'An incident of the removed tenant' }, async (attempt) => {
    const open = openIncidents(attempt === 1 ? memory : rememberState(await deps.state.readNow(tenantId)));
    if (open.length === 0) return 'closed';
    const outcomes = await deps.state.commit(
      tenantId,
      open.map((stored) => closing(stored, at)),
    );
    return outcomes.includes('conflict') ? 'conflict' : 'closed';
  });
}

function closing({ value, etag }: Known<OpenIncident>, at: string): StateWrite[] {
  const timeline = [...value.timeline, { at, what: 'resolved', detail: 'tenantRemoved' }];
  const closed: ClosedIncident = { ...value, state: 'closed', resolvedAt: at, resolution: 'tenantRemoved', updatedAt: at, timeline };
  return [
    { type: 'pastIncident', value: closed },
    { type: 'incident', value: stubOf(value), ...defined({ etag }) },
  ];
}
