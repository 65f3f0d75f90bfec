import type { PermissionQuestion } from '../../domain/tenant/registry/permissions.ts';

/** What the two applications may do in a tenant, found out now. Every failure is an `UpstreamError`. */
export interface TenantProbe {
  /** The app roles in a new token of the reader; undefined where the token does not name them. */
  readerRoles(tenantId: string): Promise<readonly string[] | undefined>;
  /** The same of the operator, with which nothing is asked; absent where the installation has none. */
  operatorRoles?: (tenantId: string) => Promise<readonly string[] | undefined>;
  /** One cheap request of the reader that Graph answers only to who may. */
  ask(tenantId: string, question: PermissionQuestion): Promise<void>;
}
