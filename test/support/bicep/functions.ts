import { createHash } from 'node:crypto';
import { asText, isRuntime, runtimeText } from './runtime.ts';
import type { Scope } from './scope.ts';

export const subscriptionId = '/subscriptions/5b0bdeb8-3f8c-4c8f-8f6c-0a1f2f3d4e5f';
const tenantId = 'c0ffee00-1111-4222-8333-444455556666';

type Lambda = (...values: unknown[]) => unknown;
type Entry = Record<string, unknown>;

const library: Record<string, (values: unknown[], scope: Scope) => unknown> = {
  any: ([value]) => value,
  array: ([value]) => (Array.isArray(value) ? value : [value]),
  concat: (values) => (values.every(Array.isArray) ? values.flat() : values.map(asText).join('')),
  contains: ([where, what]) => (Array.isArray(where) ? where.includes(what) : Object.hasOwn(where as Entry, asText(what))),
  empty: ([value]) => value === null || value === '' || (typeof value === 'object' && Object.keys(value as Entry).length === 0),
  filter: ([list, keep]) => listOf(list).filter((item) => (keep as Lambda)(item) === true),
  guid: (values) => {
    const digest = digestOf(values);
    const text = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-9${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
    return values.some(isRuntime) ? runtimeText(text) : text;
  },
  int: ([value]) => {
    if (!/^-?\d+$/.test(asText(value))) throw new Error(`no whole number: ${asText(value)}`);
    return Number(value);
  },
  // As in Bicep: by name.
  items: ([value]) =>
    Object.entries(value as Entry)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => ({ key, value: item })),
  json: ([text]) => JSON.parse(asText(text)),
  length: ([value]) => (typeof value === 'string' ? value.length : Object.keys(value as Entry).length),
  loadJsonContent: ([path], scope) => JSON.parse(scope.read(asText(path))),
  loadTextContent: ([path], scope) => scope.read(asText(path)),
  map: ([list, change]) => listOf(list).map((item) => (change as Lambda)(item)),
  replace: ([text, from, to]) => asText(text).replaceAll(asText(from), asText(to)),
  resourceGroup: (_values, scope) => scope.lookup('resourceGroup()'),
  subscription: () => ({ id: subscriptionId, subscriptionId: subscriptionId.slice('/subscriptions/'.length), tenantId }),
  subscriptionResourceId: ([type, name]) => `${subscriptionId}/providers/${asText(type)}/${asText(name)}`,
  tenant: () => ({ tenantId }),
  toLower: ([text]) => asText(text).toLowerCase(),
  toObject: ([list, key, value]) =>
    Object.fromEntries(listOf(list).map((item) => [asText((key as Lambda)(item)), (value as Lambda | undefined)?.(item) ?? item])),
  union: (values) =>
    values.every(Array.isArray) ? [...new Set(values.flat())] : values.reduce((all, more) => merge(all as Entry, more as Entry), {}),
  uniqueString: (values) => (values.some(isRuntime) ? runtimeText(digestOf(values).slice(0, 13)) : digestOf(values).slice(0, 13)),
};

/** Calls a function of Bicep. https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions */
export function callFunction(name: string, values: unknown[], scope: Scope): unknown {
  const known = library[name];
  if (!known) throw new Error(`no function is known as ${name}`);
  return known(values, scope);
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('an array is expected');
  return value;
}

function merge(all: Entry, more: Entry): Entry {
  const merged = { ...all };
  for (const [name, value] of Object.entries(more)) {
    const before = merged[name];
    merged[name] = isEntry(before) && isEntry(value) ? merge(before, value) : value;
  }
  return merged;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function digestOf(values: unknown[]): string {
  return createHash('sha256').update(values.map(asText).join('|')).digest('hex');
}
