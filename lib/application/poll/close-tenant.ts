import type { ClosedIncident, OpenIncident } from '../../domain/incident/incident.ts';
import { stubOf } from '../../domain/incident/incident-life.ts';
import { defined } from '../../domain/optional.ts';
import type { Known } from '../../domain/tenant/decide/known-tenant.ts';
import type { StateWrite } from '../../domain/tenant/decide/state-write.ts';
import { isLive } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import { endOperations } from '../operate/end-operations.ts';
import type { Ports } from '../ports/ports.ts';
import { deleteRow, type Lease, releaseLease, writeAsHolder } from '../tenant/held/tenant-lease.ts';
import { openIncidents, rememberState, type TenantMemory } from '../tenant/held/tenant-memory.ts';
import type { PollMessage } from '../tenant/messages/poll-message.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';

type CloseDeps = Pick<Ports, 'tenants' | 'state' | 'views' | 'sightings' | 'fleet' | 'operations' | 'audit' | 'clock' | 'log'>;

const attempts = 8;

/**
 * Ends what a removed tenant left behind: its incidents close without a card, unsent cards and list pages go, the tenant's row last.
 * History stays, unless all of it is to go. Every step can be repeated, so a worker killed half-way costs nothing but the next tick.
 * Answers the messages to send: the pass that whoever brought the tenant back meanwhile waits for.
 */
export async function closeTenant(
  deps: CloseDeps,
  lease: Lease,
  memory: TenantMemory,
  { purges }: { purges: boolean },
): Promise<PollMessage[]> {
  const { tenantId } = lease;
  // First, or a tenant that comes back would take the pages that are deleted here for its published ones.
  await writeAsHolder(deps, lease, { viewHash: null, counts: null, tally: null });
  await endOperations(deps, memory);
  await closeIncidents(deps, tenantId, memory);
  await deps.state.deleteOutbox(tenantId);
  await deps.views.delete(tenantId);
  if (purges) await Promise.all([deps.state.erase(tenantId), deps.sightings.forget(tenantId)]);
  return await leave(deps, lease);
}

// The row goes only as long as nobody brought the tenant back: whoever does so changes the registry first and this row after it.
async function leave(deps: CloseDeps, lease: Lease): Promise<PollMessage[]> {
  const { tenantId } = lease;
  return await retryOnConflict<PollMessage[]>(deps, { attempts, subject: 'The row of the removed tenant' }, async () => {
    if (isLive((await deps.tenants.get(tenantId))?.value)) return await releaseLease(deps, lease, {});
    if (!(await deleteRow(deps, lease))) return 'conflict';
    deps.log.info('Removed tenant closed', { tenantId });
    return [];
  });
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
    { type: 'incident', value: stubOf(closed), ...defined({ etag }) },
  ];
}
