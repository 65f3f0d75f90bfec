import type { RoleHolder } from '../../domain/directory/count-administrators.ts';
import type { OrganizationSync, SyncSettings, TenantDomains } from '../../domain/directory/directory-sync-facts.ts';

/** What Graph tells of a tenant's directory synchronization. Each call is one request, and throws `UpstreamError` when it fails. */
export interface DirectorySyncReader {
  readOrganization(tenantId: string): Promise<OrganizationSync>;
  /** The last time of password hashes, where the organization itself says nothing of it; UTC ISO, undefined where there was none. */
  readLastPasswordSync(tenantId: string): Promise<string | undefined>;
  /** Undefined where the tenant has none. */
  readSettings(tenantId: string): Promise<SyncSettings | undefined>;
  readDomains(tenantId: string): Promise<TenantDomains>;
  /** One page of those who hold roles; `cursor` is absent on the last. */
  readRoleHolders(tenantId: string, cursor?: string): Promise<{ holders: RoleHolder[]; cursor?: string }>;
}
