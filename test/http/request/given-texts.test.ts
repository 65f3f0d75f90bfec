import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import type { Operation } from '../../../lib/http/operations/define-operation.ts';
import { operations } from '../../../lib/http/operations.ts';
import { writeContinuation } from '../../../lib/http/request/paging/continuation.ts';
import { writeCursor } from '../../../lib/http/request/paging/cursor.ts';
import { type HttpRoute, type OperationId, routes } from '../../../lib/http/routes.ts';
import { createHttpWorld, start } from '../support/support.ts';

const id = 'aaaaaaaa-1111-4111-8111-111111111111';
const until = new Date(start + 3_600_000).toISOString();
const action = { reason: 'Planned' };
const subject = { objectTypeName: 'User' };

/** Bodies with every text that an operation takes; a new one without a line here fails. */
const bodies: Partial<Record<OperationId, readonly object[]>> = {
  'clear-quarantine': [action],
  'start-job': [action],
  'pause-job': [action],
  'validate-credentials': [action],
  'restart-job': [{ ...action, resetScope: ['Escrows'], confirm: 'job' }],
  'provision-on-demand': [
    { ...action, ruleId: 'r', subjects: [{ ...subject, objectId: 'o' }] },
    { ruleId: 'r', subjects: [{ ...subject, userPrincipalName: 'ada@contoso.example' }] },
    { ruleId: 'r', subjects: [{ ...subject, distinguishedName: 'CN=Ada,DC=contoso' }] },
  ],
  'snooze-incident': [{ until, reason: 'Known' }],
  'put-tenant': [{ displayName: 'Contoso', tags: ['gold'] }],
  'put-grant': [
    { displayName: 'Ada', note: 'On call', scopes: [{ tenantId: id, servicePrincipalId: id, jobId: 'job', cap: 'Reader' }], cap: 'Reader' },
  ],
  'explain-text': [{ text: 'AADSTS700016' }],
  'diagnose-connectivity': [{ log: 'connect://a:443', product: 'connect' }, { hosts: ['*.contoso.example'] }],
};

type Leaf = readonly (string | number)[];

/** Where texts stand in a value. */
function leavesOf(value: unknown, path: Leaf = []): Leaf[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => leavesOf(item, [...path, name]));
}

function withText(value: unknown, [name, ...rest]: Leaf, change: (text: string) => string): unknown {
  if (name === undefined) return change(String(value));
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = withText(copy[name], rest, change);
  return copy;
}

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
}

/** The same places by the schema; entries of a list are one. */
function textsOf(schema: Schema, named = schema.$defs ?? {}, path = ''): string[] {
  const { type, properties = {}, items, anyOf = [], $ref } = schema;
  if (type === 'string') return [path];
  const [target] = Object.keys(named).filter((name) => $ref === `#/$defs/${name}`);
  return [
    ...Object.entries(properties).flatMap(([name, item]) => textsOf(item, named, `${path}/${name}`)),
    ...(items ? textsOf(items, named, `${path}/*`) : []),
    ...[...anyOf, ...(target === undefined ? [] : [named[target] ?? {}])].flatMap((item) => textsOf(item, named, path)),
  ];
}

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
const placeOf = (leaf: Leaf) => leaf.map((part) => `/${/^\d+$/.test(String(part)) ? '*' : part}`).join('');
const pointerOf = (leaf: Leaf) => leaf.map((part) => `/${part}`).join('');
const all = Object.entries(operations) as [OperationId, Operation][];

const half = ['half a character', (text: string) => `${text}\ud800`] as const;
const other = ['the other half alone', (text: string) => `\udc00${text}`] as const;
const controls = ['\u0000', '\u0007', '\u001b[31m', '\u007f', '\u0085'].map(
  (sign) => [`the control character ${JSON.stringify(sign)}`, (text: string) => text + sign] as const,
);

/** What a list is not answered without. */
const needed: Partial<Record<OperationId, Record<string, string>>> = {
  'list-audit': { tenantId: id },
  'list-operations': { tenantId: id },
  'list-job-groups': { by: 'cause' },
};

const parameters: Record<string, string> = { tenantId: id, servicePrincipalId: id, jobId: 'job', principal: `${id}.${id}` };
const pathOf = ({ route }: HttpRoute, changed?: string, sign = '') =>
  route.replace(/^v1/, '').replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name] ?? `${id}.${'a'.repeat(22)}.1`;
    return encodeURIComponent(value) + (name === changed ? sign : '');
  });

async function ask(name: OperationId, path: string, body?: unknown) {
  const { methods }: HttpRoute = routes[name];
  const headers = { 'idempotency-key': 'k', ...(body !== undefined && { 'content-type': 'application/json' }) };
  const sent = { method: methods[0] ?? 'GET', headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
  return createHttpWorld().call(path, sent);
}

describe('a text in a body', () => {
  const taking = all.flatMap(([name, { body }]) => (body ? [{ name, body }] : []));

  it.each(taking)('$name: each is tried here', ({ name, body }) => {
    const tried = (bodies[name] ?? []).flatMap((sample) => leavesOf(sample)).map(placeOf);
    expect([...new Set(tried)].sort()).toEqual([...new Set(textsOf(schemaOf(body.schema)))].sort());
  });

  it.each(taking)('$name is refused by its place where no address and no row can hold it', async ({ name, body: { isPasted } }) => {
    for (const body of bodies[name] ?? [])
      for (const leaf of leavesOf(body))
        for (const [what, change] of isPasted ? [half, other] : [half, other, ...controls]) {
          const { status, json } = await ask(name, pathOf(routes[name]), withText(body, leaf, change));
          const pointers = json.errors?.map((error: { pointer: string }) => error.pointer);
          expect({ what, status, code: json.code, pointers }).toEqual({
            ...{ what, status: 400, code: 'InvalidRequest' },
            pointers: expect.arrayContaining([pointerOf(leaf)]),
          });
        }
  });

  it('may have lines where people write sentences, which are kept as one, and not where a name is handed on', async () => {
    const lines = await ask('put-tenant', pathOf(routes['put-tenant']), { displayName: 'Contoso\r\n\tLtd' });
    expect(lines).toMatchObject({ status: 201, json: { displayName: 'Contoso Ltd' } });
    const subjects = [{ ...subject, userPrincipalName: 'ada\n@contoso.example' }];
    const handedOn = await ask('provision-on-demand', pathOf(routes['provision-on-demand']), { ruleId: 'r', subjects });
    expect(handedOn).toMatchObject({ status: 400, json: { errors: [{ pointer: '/subjects/0/userPrincipalName' }] } });
  });

  it('may be of any language, in characters of one half or two', async () => {
    const displayName = 'Łódź 漢字 👩‍💻 𝔘𝔫𝔦';
    expect((await ask('put-tenant', pathOf(routes['put-tenant']), { displayName })).status).toBe(201);
  });

  it('may hold what machines write where nothing of it is kept', async () => {
    const text = '\u001b[31mAADSTS700016\u001b[0m\u0000';
    expect(await ask('explain-text', '/errors/explain', { text })).toMatchObject({ status: 200, json: { value: [{}] } });
  });
});

describe('a text in an address', () => {
  it.each(all.filter(([name]) => routes[name].route.includes('{')))('%s: is refused with a control character in its path', async (name) => {
    const body = bodies[name]?.[0];
    for (const [, parameter = ''] of routes[name].route.matchAll(/\{(\w+)\}/g))
      for (const sign of ['%00', '%0A', '%1B', '%7F', '%C2%85']) {
        const { status, json } = await ask(name, pathOf(routes[name], parameter, sign), body);
        expect({ sign, status, errors: json.errors }).toEqual({
          ...{ sign, status: 400 },
          errors: expect.arrayContaining([{ parameter, detail: expect.any(String) }]),
        });
      }
  });

  it.each(all.filter(([, { query }]) => Object.keys(query.shape).length > 0))('%s: and in its query', async (name, { query }) => {
    const texts = Object.entries(schemaOf(query).properties ?? {}).filter(([, schema]) => textsOf(schema).length > 0);
    // What is only searched for may hold anything.
    for (const [parameter] of texts.filter(([name]) => name !== 'q'))
      for (const sign of ['%00', '%0A', '%1B', '%7F', '%C2%85']) {
        const { status, json } = await ask(name, `${pathOf(routes[name])}?${parameter}=a${sign}`, bodies[name]?.[0]);
        expect({ parameter, sign, status, code: json.code }).toMatchObject({ parameter, sign, status: 400, code: /Invalid/ });
      }
  });

  it.each(all.filter(([, { query }]) => 'continuation' in query.shape || 'since' in query.shape))(
    '%s: a continuation that holds half a character is none',
    async (name, { query }) => {
      const filters = needed[name] ?? {};
      const asked = new URLSearchParams(filters);
      for (const text of ['\ud800', 'a\u0000'])
        for (const key of [text, [text], [text, text], [0, text, text, text, text], [text, text, text, text], ['', text]]) {
          if ('since' in query.shape) asked.set('since', writeCursor(key));
          else asked.set('continuation', writeContinuation(filters, key));
          const { status, json } = await ask(name, `${pathOf(routes[name])}?${asked}`);
          expect({ status, code: json.code }).toEqual({ status: 400, code: 'InvalidContinuation' });
        }
    },
  );
});
