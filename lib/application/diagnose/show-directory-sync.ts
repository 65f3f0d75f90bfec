import { sees, type Visibility } from '../../domain/access/visibility.ts';
import { type DirectorySyncWords, describeDirectorySync } from '../../domain/directory/describe-directory-sync.ts';
import { type DirectorySyncVerdict, judgeDirectorySync } from '../../domain/directory/judge-directory-sync.ts';
import { NotFoundError } from '../../domain/errors.ts';
import { type HourlyReading, hourlyFreshness } from '../../domain/tenant/pass/hourly-reading.ts';
import { refusalOfRow, type TenantRefusal } from '../../domain/tenant/registry/tenant-refusal.ts';
import type { Ports } from '../ports/ports.ts';
import { requireVisibleTenant } from '../tenant/visible/require-visible-tenant.ts';

export interface ShownDirectorySync {
  tenantId: string;
  /** Of the times; everything else bears its own. */
  freshness: 'fresh' | 'stale' | 'unknown';
  /** Absent until the tenant had its first turn. */
  reading?: HourlyReading<'directorySync'>;
  /** Why nothing of the tenant can be read now; empty while it can. */
  refusal: TenantRefusal;
  verdict: DirectorySyncVerdict;
  words: DirectorySyncWords;
}

/**
 * What the last hourly reading says of a tenant's directory synchronization; nothing is asked of Graph.
 * @throws NotFoundError when the tenant is not watched, or the caller does not see all of it.
 */
export async function showDirectorySync(
  deps: Pick<Ports, 'tenants' | 'fleet' | 'state' | 'clock'>,
  tenantId: string,
  visible: Visibility,
): Promise<ShownDirectorySync> {
  await requireVisibleTenant(deps, tenantId, visible);
  if (!sees(visible, { tenantId })) throw new NotFoundError('The directory synchronization');
  const [reading, row] = await Promise.all([deps.state.getHourly(tenantId, 'directorySync'), deps.fleet.get(tenantId)]);
  const refusal = refusalOfRow(row?.value);
  const verdict = judgeDirectorySync(reading?.value ?? {});
  const freshness = hourlyFreshness(reading?.value?.organization?.readAt, deps.clock.now());
  return { tenantId, freshness, refusal, verdict, words: describeDirectorySync(verdict), ...(reading && { reading }) };
}
