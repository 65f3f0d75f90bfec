const prefix = 'api';
const override = /^AzureFunctionsJobHost(?:__|:)extensions(?:__|:)http(?:__|:)routePrefix$/i;

/**
 * Why the host would serve the routes elsewhere than links, documents and probes say: another prefix in host.json, or an app setting
 * that overrides it. https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
 */
export function routePrefixFaults(environment: Readonly<Record<string, string | undefined>>, hostJson: unknown): string[] {
  const overriding = Object.keys(environment).find((name) => override.test(name));
  if (overriding !== undefined) {
    return isOurs(environment[overriding]) ? [] : [`${overriding}: the routes of this API begin with /${prefix}; remove it`];
  }
  const configured = partOf(partOf(partOf(hostJson, 'extensions'), 'http'), 'routePrefix') ?? prefix;
  return isOurs(configured) ? [] : [`host.json: the routes of this API begin with /${prefix}; leave extensions.http.routePrefix as it was`];
}

function isOurs(value: unknown): boolean {
  return typeof value === 'string' && value.replaceAll('/', '') === prefix;
}

function partOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}
