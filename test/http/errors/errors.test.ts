import { describe, expect, it } from '@jest/globals';
import { createCatalogueReader } from '../../../lib/application/show/knowledge/catalogue-reader.ts';
import { families } from '../../../lib/domain/catalogue/catalogue-entry.ts';
import { catalogueVersion } from '../../../lib/domain/catalogue/catalogue-version.generated.ts';
import { type Answer, callerOf, createHttpWorld } from '../support/support.ts';
import { allPages } from './all-pages.ts';

const { loadCatalogue } = createCatalogueReader();
const catalogue = await loadCatalogue();
const seldom = process.env.SOAK === '1' ? 1 : 7;

const ids = ({ json }: Answer): string[] => json.value.map(({ id }: { id: string }) => id);
const explainBody = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('GET /errors', () => {
  it('pages through the whole catalogue and shows every entry once', async () => {
    const { call } = createHttpWorld();
    const seen = (await allPages<{ id: string }>(call, '/errors?pageSize=123')).map(({ id }) => id);
    expect(seen).toHaveLength(catalogue.entries.length);
    expect(new Set(seen).size).toBe(catalogue.entries.length);
  });

  it('says which version of the catalogue it answers from, on every page', async () => {
    const { call } = createHttpWorld();
    for (const path of ['/errors?pageSize=1', '/errors?q=agent']) expect((await call(path)).json.catalogue).toEqual(catalogueVersion);
    expect(catalogueVersion.version).toMatch(/^\d{4}\.\d{2}\.\d{2}-[0-9a-f]{8}$/);
  });

  it.each(families)('lists the family %s', async (family) => {
    const { call } = createHttpWorld();
    const { json } = await call(`/errors?family=${family}&pageSize=1000`);
    expect(json.value).toHaveLength(catalogue.entries.filter((entry) => entry.family === family).length);
    expect(new Set(json.value.map((entry: { family: string }) => entry.family))).toEqual(new Set([family]));
  });

  it('searches words in codes, aliases and prose, the named code first', async () => {
    const { call } = createHttpWorld();
    expect(ids(await call('/errors?q=NoActiveAgents'))[0]).toBe('cloud-sync/HybridIdentityServiceNoActiveAgents');
    expect(ids(await call('/errors?q=client+secret&family=aadsts'))).toContain('aadsts/AADSTS7000215');
    expect((await call('/errors?q=nothing-has-this-word')).json).toEqual({ value: [], catalogue: catalogueVersion });
  });

  it('refuses an unknown family and a continuation of another search', async () => {
    const { call } = createHttpWorld();
    expect(await call('/errors?family=none')).toMatchObject({ status: 400, json: { errors: [{ parameter: 'family' }] } });
    const { nextLink } = (await call('/errors?pageSize=1')).json;
    expect(await call(`${nextLink}&q=agent`)).toMatchObject({ status: 400, json: { code: 'InvalidContinuation' } });
  });
});

describe('GET /errors/{code}', () => {
  const spellings = catalogue.entries.flatMap((entry) => [entry.code, ...(entry.aliases ?? [])].map((code) => ({ entry, code })));
  const sampled = spellings.filter((_, index) => index % seldom === 0);

  it('resolves every code by every alias, alone and with its family', async () => {
    const { call } = createHttpWorld();
    for (const { entry, code } of sampled) {
      const alone = await call(`/errors/${encodeURIComponent(code)}`);
      const shown = [alone.json.id, ...(alone.json.alternatives ?? [])];
      expect({ code, status: alone.status, isFound: shown.includes(`${entry.family}/${entry.code}`) }).toEqual({
        code,
        status: 200,
        isFound: true,
      });
      const named = await call(`/errors/${encodeURIComponent(`${entry.family}/${code}`)}`);
      expect({ code, id: named.json.id }).toEqual({ code, id: `${entry.family}/${entry.code}` });
    }
  });

  it('says what happened, why, what to do and who must act, with sources', async () => {
    const { call } = createHttpWorld();
    const { json } = await call('/errors/AADSTS7000215');
    expect(json).toMatchObject({ code: 'AADSTS7000215', family: 'aadsts', title: expect.any(String), whoMustAct: expect.any(String) });
    for (const part of [json.meaning, ...json.causes, ...json.remedies]) expect(part).toMatch(/\w{3}/);
    expect(json.sources[0]).toMatch(/^https:\/\//);
    expect(json.links.self).toBe('http://127.0.0.1:7071/api/v1/errors/aadsts%2FAADSTS7000215');
    expect((await call(json.links.self)).json).toEqual(json);
  });

  it.each([
    ['aadsts7000215', 'aadsts/AADSTS7000215'],
    ['NoActiveAgents', 'cloud-sync/HybridIdentityServiceNoActiveAgents'],
    ['InsufficientAccessRights-SecErr', 'cloud-sync-extended/HybridSynchronizationActiveDirectoryInsufficientAccessRights'],
    ['HTTP%20403', 'graph-http/403'],
    ['graph-http%2F403', 'graph-http/403'],
    ['InvalidHardMatch%2F103', 'connect-export/InvalidHardMatch'],
  ])('reads %s as %s', async (code, id) => {
    const { call } = createHttpWorld();
    expect((await call(`/errors/${code}`)).json.id).toBe(id);
  });

  it.each(['AADSTS999999', 'explain', '__proto__', '%20', 'aadsts', 'a'.repeat(200)])(
    'answers 404 to the unknown code %s',
    async (code) => {
      const { call } = createHttpWorld();
      expect(await call(`/errors/${code}`)).toMatchObject({ status: 404, json: { code: 'NotFound' } });
    },
  );
});

describe('POST /errors/explain', () => {
  it('finds the code in a message and says where it stands', async () => {
    const { call } = createHttpWorld();
    const text = 'Sign-in failed 🙁: AADSTS7000215: Invalid client secret provided.';
    const { status, json, headers } = await call('/errors/explain', explainBody({ text }));
    expect(status).toBe(200);
    expect(headers.etag).toBeUndefined();
    const [best] = json.value;
    expect(best).toMatchObject({ code: 'AADSTS7000215', family: 'aadsts', explanation: { code: 'AADSTS7000215' } });
    expect(text.slice(best.spans[0].start, best.spans[0].end)).toBe('AADSTS7000215');
  });

  it('shows a code it does not know raw', async () => {
    const { call } = createHttpWorld();
    const { json } = await call('/errors/explain', explainBody({ text: 'AADSTS999999: no words' }));
    expect(json).toEqual({ value: [], unknownCodes: [{ family: 'aadsts', code: 'AADSTS999999' }] });
  });

  it('counts a code that it does not know under the service itself, and keeps nothing of the text', async () => {
    const { call, sightings } = createHttpWorld();
    const text = 'Ann Moor of Hall writes: error code: HybridIdentityServiceUnheard, AADSTS999999';
    for (let times = 0; times < 2; times++) await call('/errors/explain', explainBody({ text }));
    const seen = await sightings.list();
    expect(seen.map(({ family, code, tenantId, count }) => [family, code, tenantId, count]).sort()).toEqual([
      ['aadsts', 'AADSTS999999', '_service', 2],
      ['synchronization-error', 'HybridIdentityServiceUnheard', '_service', 2],
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/Ann|Hall|writes/);
  });

  it('counts twenty codes of one text and a thousand in all, and those it has go on being counted', async () => {
    const { call, sightings } = createHttpWorld();
    const textOf = (from: number, count: number): string =>
      Array.from({ length: count }, (_, index) => `AADSTS${990_000 + from + index}`).join(' ');
    await call('/errors/explain', explainBody({ text: textOf(0, 30) }));
    expect(await sightings.list()).toHaveLength(20);
    for (let from = 0; from < 1_060; from += 20) await call('/errors/explain', explainBody({ text: textOf(from, 20) }));
    const seen = await sightings.list();
    expect(seen).toHaveLength(1_000);
    expect(seen.find(({ code }) => code === 'AADSTS990000')).toMatchObject({ count: 2 });
  });

  it('answers although its table of sightings does not', async () => {
    const { call, log, deps } = createHttpWorld();
    deps.sightings.list = () => Promise.reject(new Error('out of reach'));
    expect((await call('/errors/explain', explainBody({ text: 'AADSTS999999' }))).status).toBe(200);
    expect(log.entries).toContainEqual(expect.objectContaining({ level: 'warn' }));
  });

  it('finds an entry in the example of its own description', async () => {
    const { call } = createHttpWorld();
    const { json } = await call('/openapi.json');
    for (const example of json.components.schemas.ExplainRequest.examples) {
      expect((await call('/errors/explain', explainBody(example))).json.value).not.toEqual([]);
    }
  });

  it('takes a text of 64 Ki characters, of up to three bytes each', async () => {
    const { call } = createHttpWorld();
    expect((await call('/errors/explain', explainBody({ text: '漢'.repeat(65_536) }))).status).toBe(200);
  });

  it.each([
    ['a text that is longer', { text: 'x'.repeat(65_537) }, 400, 'InvalidRequest'],
    ['no text', {}, 400, 'InvalidRequest'],
    ['a text that is none', { text: 7 }, 400, 'InvalidRequest'],
    ['an unknown field', { text: 'x', colour: 'red' }, 400, 'InvalidRequest'],
    ['a list', [], 400, 'InvalidRequest'],
    ['what is no JSON', '{"text":', 400, 'InvalidJson'],
    ['more than 256 KiB', { text: '漢'.repeat(90_000) }, 413, 'PayloadTooLarge'],
  ])('refuses %s', async (_, body, status, code) => {
    const { call } = createHttpWorld();
    expect(await call('/errors/explain', explainBody(body))).toMatchObject({ status, json: { code } });
  });

  it('names the field that is wrong', async () => {
    const { call } = createHttpWorld();
    expect((await call('/errors/explain', explainBody({ text: 'x', colour: 'red' }))).json.errors).toEqual([
      { pointer: '/colour', detail: 'is not known here' },
    ]);
  });

  it('answers other methods with 405 and those that work', async () => {
    const { call } = createHttpWorld();
    const answer = await call('/errors/explain', { method: 'PUT' });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, POST, OPTIONS' } });
  });
});

describe('GET /errorSightings', () => {
  const sighting = (index: number, tenantId = 'a') => ({
    family: index % 2 === 0 ? 'synchronization-error' : 'aadsts',
    code: `Unheard${index}`,
    tenantId,
    at: new Date(Date.UTC(2026, 10, 21, 10, Math.floor(index / 2))).toISOString(),
  });

  it('shows the codes nobody knows, the last seen first, page by page', async () => {
    const { call, sightings } = createHttpWorld();
    for (let index = 0; index < 7; index++) await sightings.record(sighting(index));
    await sightings.record({ ...sighting(0), at: '2026-11-21T11:00:00.000Z' });
    const seen = await allPages<{ code: string; count: number }>(call, '/errorSightings?pageSize=2');
    expect(seen.map(({ code }) => code)).toEqual(['Unheard0', 'Unheard6', 'Unheard5', 'Unheard4', 'Unheard3', 'Unheard2', 'Unheard1']);
    expect(seen[0]).toMatchObject({ count: 2, firstSeenAt: '2026-11-21T10:00:00.000Z' });
  });

  it('shows only those of the tenants of the caller', async () => {
    const { call, sightings } = createHttpWorld({ authenticate: async () => callerOf('Reader', 'b') });
    await sightings.record(sighting(1, 'a'));
    await sightings.record(sighting(2, 'b'));
    expect((await call('/errorSightings')).json.value).toMatchObject([{ code: 'Unheard2', tenantId: 'b' }]);
  });
});
