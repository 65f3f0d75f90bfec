import { asText, isRuntime, runtimeText } from './runtime.ts';

/** What a resource is called by others. */
export interface ResourceReference {
  kind: 'resource';
  type: string;
  apiVersion: string;
  name: string;
  id: string;
}

interface ModuleReference {
  kind: 'module';
  outputs: Record<string, unknown>;
}

export function isResource(value: unknown): value is ResourceReference {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'resource';
}

function isModule(value: unknown): value is ModuleReference {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'module';
}

// Addresses that others build on; everything else that a resource learns when it is made is told by its path.
const learned: Record<string, (name: string) => string> = {
  'Microsoft.KeyVault/vaults.properties.vaultUri': (name) => `https://${name}.vault.azure.net/`,
  'Microsoft.Web/sites.properties.defaultHostName': (name) => `${name}.azurewebsites.net`,
};

/** `value.name` or `value[name]`; with `isSafe`, null where there is none. */
export function memberOf(value: unknown, name: unknown, isSafe: boolean): unknown {
  if (isResource(value)) return memberOfResource(value, asText(name));
  if (isModule(value)) return name === 'outputs' ? value.outputs : undefined;
  if (typeof value === 'string' && isRuntime(value)) return `${value}.${asText(name)}`;
  const found =
    typeof value === 'object' && value !== null && Object.hasOwn(value, String(name)) ? Reflect.get(value, String(name)) : undefined;
  if (found === undefined && !isSafe) throw new Error(`${asText(name)} is missing in ${JSON.stringify(value)}`);
  return found ?? null;
}

function memberOfResource(resource: ResourceReference, name: string): unknown {
  if (name === 'id') return resource.id;
  if (name === 'name') return resource.name;
  if (name !== 'properties') throw new Error(`${resource.type}: ${name} is not known before it is deployed`);
  return new Proxy(
    {},
    {
      has: () => true,
      getOwnPropertyDescriptor: (_target, property) => ({
        configurable: true,
        enumerable: true,
        value: learnedOf(resource, String(property)),
      }),
      get: (_target, property) => learnedOf(resource, String(property)),
    },
  );
}

function learnedOf(resource: ResourceReference, property: string): string {
  const path = `${resource.type}.properties.${property}`;
  return runtimeText(learned[path]?.(resource.name) ?? `<${resource.name}.properties.${property}>`);
}
