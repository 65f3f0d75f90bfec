import { isDeepStrictEqual } from 'node:util';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import type { FleetPatch, Ports } from '../ports/ports.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';

const contended = { attempts: 8, subject: "The tenant's row" };

/**
 * Copies what the registry says of a tenant to the row that everybody looks at, with the columns that ask the poller to come. Whoever
 * dies between the two leaves it to the next tick.
 * @throws ConflictError when others always are first.
 */
export async function showRegistration(
  deps: Pick<Ports, 'tenants' | 'fleet' | 'clock'>,
  tenantId: string,
  columnsFor: (row: FleetRow | undefined) => FleetPatch,
): Promise<void> {
  await retryOnConflict(deps, contended, async () => {
    // In this order: a row that has not changed since then can only be given a registration that is at least as new.
    const row = await deps.fleet.get(tenantId);
    const registration = (await deps.tenants.get(tenantId))?.value;
    const columns = { registration: registration ?? null, ...columnsFor(row?.value) };
    const isWritten = row === undefined ? await deps.fleet.create(tenantId, columns) : await deps.fleet.merge(tenantId, columns, row.etag);
    if (!isWritten) return 'conflict';
    // A row that is created says nothing of one that was there, and gone again, since the registry was read.
    return isDeepStrictEqual((await deps.tenants.get(tenantId))?.value, registration) ? 'shown' : 'conflict';
  });
}
