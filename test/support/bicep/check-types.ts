import { readFileSync } from 'node:fs';
import type { DeployedResource } from './deploy.ts';

type Member = number | [type: number, flags: number];
type Type =
  | string
  | { lit: unknown }
  | { or: number[] }
  | { list: number }
  | { str: TextRule }
  | { int: [least: number | null, most: number | null] }
  | { obj: Record<string, Member>; rest?: number }
  | { by: string; base: Record<string, Member>; when: Record<string, number> };

interface TextRule {
  len?: [least: number | null, most: number | null];
  pattern?: string;
}

interface Types {
  resources: Record<string, number>;
  types: Type[];
}

const isRequired = 1;
const isReadOnly = 2;
/** Set by the declaration itself. */
const implied = ['id', 'type', 'apiVersion'];

const published: Types = JSON.parse(readFileSync(new URL('../../fixtures/azure/resource-types.json', import.meta.url), 'utf8'));

/** What of a resource contradicts the type that Azure publishes for it: the compiler's warnings BCP035, BCP036 and BCP037. */
export function typeFaultsOf({ type, apiVersion, body }: DeployedResource): string[] {
  const root = published.resources[`${type}@${apiVersion}`];
  return root === undefined ? [`no published type of ${type}@${apiVersion} is at hand`] : faultsOf(body, root, '');
}

function faultsOf(value: unknown, index: number, path: string): string[] {
  const type = published.types[index] ?? 'any';
  if (typeof type === 'string') return plainFaults(value, type, path);
  if ('lit' in type) return value === type.lit ? [] : [`${path}: ${JSON.stringify(value)} is not ${JSON.stringify(type.lit)}`];
  if ('or' in type) {
    const all = type.or.map((option) => faultsOf(value, option, path));
    return all.some((faults) => faults.length === 0) ? [] : (all.find(([fault]) => !fault?.endsWith('expected')) ?? all[0] ?? []);
  }
  if ('list' in type)
    return Array.isArray(value) ? value.flatMap((item, at) => faultsOf(item, type.list, `${path}[${at}]`)) : [`${path}: list expected`];
  if ('str' in type) return textFaults(value, type.str, path);
  if ('int' in type) return intFaults(value, type.int, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: object expected`];
  return objectFaults(value as Record<string, unknown>, type, path);
}

function plainFaults(value: unknown, type: string, path: string): string[] {
  const names: Record<string, string> = { str: 'string', bool: 'boolean', int: 'number' };
  const expected = names[type];
  return expected === undefined || typeof value === expected ? [] : [`${path}: ${expected} expected`];
}

function textFaults(value: unknown, { len: [least, most] = [null, null], pattern }: TextRule, path: string): string[] {
  // What is only known later stands there in its own words.
  if (typeof value !== 'string' || value.startsWith('<')) return plainFaults(value, 'str', path);
  const fits = value.length >= (least ?? 0) && value.length <= (most ?? Number.POSITIVE_INFINITY);
  const matches = pattern === undefined || new RegExp(pattern).test(value);
  return fits && matches ? [] : [`${path}: ${JSON.stringify(value)} is not of the form that is demanded`];
}

function intFaults(value: unknown, [least, most]: [number | null, number | null], path: string): string[] {
  const isWithin = typeof value === 'number' && value >= (least ?? value) && value <= (most ?? value);
  return isWithin ? [] : [`${path}: ${JSON.stringify(value)} is not from ${least} to ${most}`];
}

function objectFaults(value: Record<string, unknown>, type: Exclude<Type, string>, path: string): string[] {
  const { members, rest } = membersOf(value, type);
  const known = Object.entries(value).flatMap(([name, item]) => {
    // As if it were not there.
    if (item === null) return [];
    const member = members[name];
    const at = path === '' ? name : `${path}.${name}`;
    if (member === undefined) return rest === undefined ? [`${at}: no such property`] : faultsOf(item, rest, at);
    const [index, flags] = Array.isArray(member) ? member : [member, 0];
    return flags & isReadOnly && !(flags & isRequired) ? [`${at}: read only`] : faultsOf(item, index, at);
  });
  const missing = Object.entries(members).filter(
    ([name, member]) =>
      Array.isArray(member) && member[1] & isRequired && !Object.hasOwn(value, name) && !(path === '' && implied.includes(name)),
  );
  return [...known, ...missing.map(([name]) => `${path}: ${name} is missing`)];
}

function membersOf(
  value: Record<string, unknown>,
  type: Exclude<Type, string>,
): { members: Record<string, Member>; rest?: number | undefined } {
  if ('obj' in type) return { members: type.obj, rest: type.rest };
  if (!('by' in type)) return { members: {} };
  const chosen = published.types[type.when[String(value[type.by])] ?? -1];
  const own = chosen && typeof chosen !== 'string' ? membersOf(value, chosen) : { members: {} };
  return { members: { ...type.base, ...own.members }, rest: own.rest };
}
