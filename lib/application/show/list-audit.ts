import { sees, type Visibility } from '../../domain/access/visibility.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { AuditRecord } from '../../domain/operation/audit-record.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { Page } from '../ports/stored.ts';
import { requireVisibleTenant } from '../tenant/visible/require-visible-tenant.ts';

interface AuditListQuery {
  tenantId: string;
  from?: string | undefined;
  to?: string | undefined;
  pageSize: number;
  after?: string | undefined;
}

/**
 * Who did what in one tenant, newest first; all that is kept unless a time is given.
 * @throws NotFoundError when the tenant is not visible, or for who has limits not watched.
 */
export async function listAudit(
  deps: Pick<Ports, 'audit' | 'tenants' | 'clock'>,
  { tenantId, from, to, pageSize, after }: AuditListQuery,
  { visible, auditInMs }: { visible: Visibility; auditInMs: number },
): Promise<Page<AuditRecord>> {
  await requireReadable(deps, tenantId, visible);
  const now = deps.clock.now();
  // Other instances' clocks may run ahead a little, and what they have written shall be seen.
  const latest = isoOf(now + 60_000);
  const earliest = isoOf(now - auditInMs);
  const range = { from: from !== undefined && from > earliest ? from : earliest, to: to !== undefined && to < latest ? to : latest };
  return deps.audit.list(tenantId, { ...range, pageSize, after, isShown: (record) => sees(visible, record) });
}

// Who removed a tenant is to be read also after that.
async function requireReadable(deps: Pick<Ports, 'tenants'>, tenantId: string, visible: Visibility): Promise<void> {
  if (visible !== 'all') return requireVisibleTenant(deps, tenantId, visible);
  // Nor does any registry hold the service itself, whose records tell of grants.
  if (tenantId !== serviceTenantId && (await deps.tenants.get(tenantId)) === undefined) throw new NotFoundError('The tenant');
}
