import type { RoleHolder } from '../../domain/directory/count-administrators.ts';
import type { OrganizationSync, SyncSettings, TenantDomains } from '../../domain/directory/directory-sync-facts.ts';
import type { RequestBudget } from './request-budget.ts';

/**
 * What Graph tells of a tenant's directory synchronization. Each call is one request, and another one where its token is
 * refused and the budget has one left; it throws `UpstreamError` when it fails.
 */
export interface DirectorySyncReader {
  readOrganization(tenantId: string, budget: RequestBudget): Promise<OrganizationSync>;
  /** The same with what is told of password hashes, where `readOrganization` says nothing of them; it may say nothing either. */
  readLastPasswordSync(tenantId: string, budget: RequestBudget): Promise<Pick<OrganizationSync, 'lastPasswordSyncAt' | 'passwordsUntold'>>;
  /** Undefined where the tenant has none. */
  readSettings(tenantId: string, budget: RequestBudget): Promise<SyncSettings | undefined>;
  readDomains(tenantId: string, budget: RequestBudget): Promise<TenantDomains>;
  /** One page of those who hold roles; `cursor` is absent on the last. */
  readRoleHolders(tenantId: string, budget: RequestBudget, cursor?: string): Promise<{ holders: RoleHolder[]; cursor?: string }>;
}
