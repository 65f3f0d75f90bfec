/** The tenants somebody may see. Only who may see all of them sees the service's own state. */
export type VisibleTenants = 'all' | ReadonlySet<string>;

export function isVisible(visible: VisibleTenants, tenantId: string): boolean {
  return visible === 'all' || visible.has(tenantId);
}
