import type { DeployedResource } from '../../support/bicep/deploy.ts';
import { at } from './at.ts';

/** What has to be written down of each resource that is watched. */
const watched: Record<string, string> = {
  '/sites/': 'FunctionAppLogs',
  '/vaults/': 'audit',
  '/tableServices/': 'StorageDelete',
  '/queueServices/': 'StorageDelete',
};

interface Log {
  category?: string;
  categoryGroup?: string;
  enabled: boolean;
}

/** What the workspace does not learn. */
export function diagnosticViolations(resources: DeployedResource[]): string[] {
  const settings = resources.filter(({ type }) => type === 'Microsoft.Insights/diagnosticSettings');
  const workspace = resources.find(({ type }) => type === 'Microsoft.OperationalInsights/workspaces')?.id;
  const component = resources.find(({ type }) => type === 'Microsoft.Insights/components');
  const missing = Object.entries(watched).flatMap(([kind, category]) => {
    const own = settings.filter(({ scope = '' }) => scope.includes(kind));
    if (own.length === 0) return [`no diagnostic setting on ${kind}`];
    const logs = own.flatMap(({ body }) => at(body, 'properties.logs') as Log[]);
    return logs.some((log) => log.enabled && (log.category ?? log.categoryGroup) === category)
      ? []
      : [`${category} of ${kind} is not written down`];
  });
  const astray = [...settings, ...(component ? [component] : [])].filter(
    ({ body }) => (at(body, 'properties.workspaceId') ?? at(body, 'properties.WorkspaceResourceId')) !== workspace,
  );
  return [...missing, ...astray.map(({ type, scope, name }) => `${type} ${scope ?? name} does not lead to the workspace`)];
}
