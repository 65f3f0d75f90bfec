import { WaysOn } from '../parts/problem/ways-on.tsx';
import { AuditScreen } from './audit/audit-screen.tsx';
import { CatalogueScreen } from './catalogue/catalogue-screen.tsx';
import { EntryScreen } from './catalogue/entry-screen.tsx';
import { ConnectivityScreen } from './connectivity/connectivity-screen.tsx';
import { ExplainScreen } from './explain/explain-screen.tsx';
import { Groups } from './fleet/groups.tsx';
import { GrantsScreen } from './grants/grants-screen.tsx';
import { IncidentsScreen } from './incident/incidents-screen.tsx';
import { SnoozeDialog } from './incident/snooze-dialog.tsx';
import { MonitorScreen } from './monitor/monitor-screen.tsx';
import { OperationsScreen } from './operations/operations-screen.tsx';
import type { Screen } from './screen.ts';
import { ProvisionFields } from './story/act/provision-fields.tsx';
import { ChangesFound } from './story/changes/changes-found.tsx';
import { FailingObjects } from './story/failing/failing-objects.tsx';
import { Decision } from './story/operation/decision.tsx';
import { ProvisionSteps } from './story/operation/provision-steps.tsx';
import { TenantScreen } from './tenants/tenant/tenant-screen.tsx';
import { TenantsScreen } from './tenants/tenants-screen.tsx';

/** The parts of the first screens that are read only when somebody asks. They come with the screens below: a file of their own would be half as large again. */
export const onDemand = {
  changes: ChangesFound,
  decision: Decision,
  failing: FailingObjects,
  fields: ProvisionFields,
  groups: Groups,
  snooze: SnoozeDialog,
  steps: ProvisionSteps,
  ways: WaysOn,
} as const;

/** The screens behind the first ones, fetched together with the first visit to one of them, or with the first such part. */
export const later = {
  incidents: IncidentsScreen,
  explain: ExplainScreen,
  catalogue: CatalogueScreen,
  code: EntryScreen,
  entry: EntryScreen,
  connectivity: ConnectivityScreen,
  tenants: TenantsScreen,
  tenant: TenantScreen,
  operations: OperationsScreen,
  audit: AuditScreen,
  grants: GrantsScreen,
  monitor: MonitorScreen,
} as const satisfies Record<string, Screen>;
