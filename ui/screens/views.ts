import { Fleet } from './fleet/fleet.tsx';
import { IncidentScreen } from './incident/incident-screen.tsx';
import { JobScreen } from './job/job-screen.tsx';
import type { Views } from './screen.ts';

/** Which component draws which screen. The three that a card leads to are there at once; the others are loaded when they are opened. */
export const views: Views = {
  fleet: { eager: Fleet },
  job: { eager: JobScreen },
  incident: { eager: IncidentScreen },
  incidents: { load: async () => (await import('./incident/incidents-screen.tsx')).IncidentsScreen },
  explain: { load: async () => (await import('./explain/explain-screen.tsx')).ExplainScreen },
  catalogue: { load: async () => (await import('./catalogue/catalogue-screen.tsx')).CatalogueScreen },
  code: { load: async () => (await import('./catalogue/entry-screen.tsx')).EntryScreen },
  entry: { load: async () => (await import('./catalogue/entry-screen.tsx')).EntryScreen },
  connectivity: { load: async () => (await import('./connectivity/connectivity-screen.tsx')).ConnectivityScreen },
  tenants: { load: async () => (await import('./tenants/tenants-screen.tsx')).TenantsScreen },
  tenant: { load: async () => (await import('./tenants/tenant-screen.tsx')).TenantScreen },
  operations: { load: async () => (await import('./operations/operations-screen.tsx')).OperationsScreen },
  audit: { load: async () => (await import('./audit/audit-screen.tsx')).AuditScreen },
  grants: { load: async () => (await import('./grants/grants-screen.tsx')).GrantsScreen },
  monitor: { load: async () => (await import('./monitor/monitor-screen.tsx')).MonitorScreen },
};
