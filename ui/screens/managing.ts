import { AuditScreen } from './audit/audit-screen.tsx';
import { GrantsScreen } from './grants/grants-screen.tsx';
import { IncidentsScreen } from './incident/incidents-screen.tsx';
import { MonitorScreen } from './monitor/monitor-screen.tsx';
import { OperationsScreen } from './operations/operations-screen.tsx';
import type { Screen } from './screen.ts';
import { TenantScreen } from './tenants/tenant-screen.tsx';
import { TenantsScreen } from './tenants/tenants-screen.tsx';

/** The screens of those who look after the service, loaded together. */
export const managing = {
  incidents: IncidentsScreen,
  tenants: TenantsScreen,
  tenant: TenantScreen,
  operations: OperationsScreen,
  audit: AuditScreen,
  grants: GrantsScreen,
  monitor: MonitorScreen,
} as const satisfies Record<string, Screen>;
