import { basePath } from '../../lib/http/match-route.ts';
import { code, escapeHtml, prose } from './html.ts';

/** What the page reads of a JSON schema. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  description?: string;
  format?: string;
}

/** Where the types are told; it holds from either page. */
export const typesPath = `${basePath}/docs/types`;

/** What a page of a list is made of; undefined for any other type. */
export function itemOf({ properties = {} }: Schema): Schema | undefined {
  return properties.nextLink === undefined ? undefined : properties.value?.items;
}

/** A type in a few words; a named one is a link to its place on the page, a page of a list says of what. */
export function renderType(schema: Schema | undefined, schemas: Readonly<Record<string, Schema>> = {}): string {
  if (schema === undefined) return '';
  const { $ref, type, items, properties, additionalProperties, format } = schema;
  if ($ref !== undefined) {
    const item = itemOf(schemas[nameOf($ref)] ?? {});
    return item === undefined ? linkTo(nameOf($ref)) : `a page of ${renderType(item)}`;
  }
  if (schema.enum !== undefined) return code(schema.enum.join(', '));
  if (schema.const !== undefined) return code(String(schema.const));
  if (items !== undefined) return `list of ${renderType(items)}`;
  if (properties !== undefined)
    return code(
      Object.keys(properties)
        .map((name) => optional(name, schema))
        .join(', '),
    );
  if (typeof additionalProperties === 'object') return `counts or values by name`;
  return `<small>${escapeHtml(format === 'date-time' ? 'time' : format === 'uri' ? 'address' : String(type ?? 'anything'))}</small>`;
}

/** The fields of a named type: the names in one line, then those that need a word more. A type without fields as what it is. */
export function renderFields(name: string, schema: Schema, schemas: Readonly<Record<string, Schema>>): string {
  const whole = schemas[name.replace(/ListItem$/, '')];
  if (whole !== undefined && whole !== schema) return renderLess(name.replace(/ListItem$/, ''), schema, whole);
  const text = schema.description ? `<p>${prose(schema.description)}</p>` : '';
  if (schema.properties === undefined) return `${text}<p>${renderType(schema)}</p>`;
  const fields = Object.entries(schema.properties);
  const told = fields.filter(
    ([name, field]) => ownDescription(field) !== undefined || (isTelling(field) && !isNamedAsItsType(name, field)),
  );
  const lines = told.map(([name, field]) => {
    const words = [isTelling(field) ? renderType(field) : '', prose(ownDescription(field))];
    return `<dt>${escapeHtml(name)}<dd>${words.filter((word) => word !== '').join(' ')}`;
  });
  return `${text}<p>${code(fields.map(([name]) => optional(name, schema)).join(', '))}</p>${lines.length > 0 ? `<dl>${lines.join('')}</dl>` : ''}`;
}

// A plain text, number or time says enough by its name.
function isTelling({ $ref, items, properties, ...field }: Schema): boolean {
  return [$ref, items?.$ref, items?.properties, properties, field.enum, field.const].some((part) => part !== undefined);
}

// The page says once that a field which is called like a type is of it.
function isNamedAsItsType(name: string, { $ref, items }: Schema): boolean {
  const type = nameOf($ref ?? items?.$ref ?? '').toLowerCase();
  return type === name.toLowerCase() || `${type}s` === name.toLowerCase();
}

// Every time says the same of itself; the page says it once, by the word "time".
function ownDescription({ description, format }: Schema): string | undefined {
  return format === 'date-time' && description?.startsWith('UTC, ISO 8601') ? undefined : description;
}

function optional(name: string, { required = [] }: Schema): string {
  return required.includes(name) ? name : `${name}?`;
}

// What a list shows of something is a part of what is shown of the thing alone.
function renderLess(name: string, { properties = {} }: Schema, whole: Schema): string {
  const missing = Object.keys(whole.properties ?? {}).filter((field) => properties[field] === undefined);
  return `<p>As ${linkTo(name)}, without ${code(missing.join(', '))} and with fewer details.</p>`;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

function linkTo(name: string): string {
  return `<a href=${typesPath}#${name}>${name}</a>`;
}
