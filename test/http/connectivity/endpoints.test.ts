import { describe, expect, it } from '@jest/globals';
import { judgeHosts } from '../../../lib/domain/connectivity/hosts/judge-hosts.ts';
import { clouds, products } from '../../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpointsOf, isNeeded } from '../../../lib/domain/connectivity/tables/endpoints.ts';
import { createHttpWorld } from '../support/support.ts';

const { call } = createHttpWorld();
const endpoints = (query = '') => call(`/connectivity/endpoints${query}`);

/** The fields of each record, by RFC 4180 and nothing else. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (const [, quoted, plain = '', end] of text.matchAll(field)) {
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

describe('GET /connectivity/endpoints', () => {
  it.each([
    ['', endpointsOf({})],
    ['?product=connect', endpointsOf({ product: 'connect' })],
    ['?product=cloud-sync&cloud=us-government', endpointsOf({ product: 'cloud-sync', cloud: 'us-government' })],
  ])('%s shows every row, superseded ones marked, with the page that lists it', async (query, rows) => {
    const { value } = (await endpoints(query)).json;
    expect(value.map(({ id }: { id: string }) => id)).toEqual(rows.map(({ id }) => id));
    expect(value.map(({ superseded }: { superseded: boolean }) => superseded)).toEqual(rows.map((row) => row.superseded === true));
  });

  it('says what took the place of a row of 2016, since which build a host is needed, and what may be ignored', async () => {
    const { value, ignorable, rules } = (await endpoints('?product=connect')).json;
    const rowOf = (host: string) => value.find((row: { host: string }) => row.host === host);
    expect(rowOf('*.entrust.com')).toMatchObject({
      superseded: true,
      supersededBy: ['*.entrust.net'],
      asOf: '2016-06-27',
      direction: 'outbound',
    });
    expect(rowOf('graph.microsoft.com')).toMatchObject({ since: '2.4.18.0', required: true, superseded: false, port: 443 });
    expect(ignorable[0]).toMatchObject({
      host: 'dc.services.visualstudio.com',
      source: expect.stringContaining('tshoot-connect-connectivity'),
    });
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(['idle-time-out', 'no-inspection', 'address-ranges', 'two-accounts']),
    );
  });

  it('gives the same as a table with a header, each line as long as the header', async () => {
    const { text, headers } = await endpoints('?format=csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const [header = [], ...lines] = parseCsv(text);
    expect(lines.map((line) => line.length)).toEqual(lines.map(() => header.length));
    const { value } = (await endpoints()).json;
    const told = lines.map((line) => Object.fromEntries(line.map((field, place) => [header[place], field])));
    for (const [place, row] of value.entries()) {
      const { host, port, purpose, note = '', superseded } = row;
      expect(told[place]).toMatchObject({ host, port: String(port), purpose, note, superseded: String(superseded) });
    }
    expect(lines).toHaveLength(value.length);
    // No field that a spreadsheet would take for a formula.
    expect(lines.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
  });

  it.each(products)('prints rules of %s for a firewall, one a line, which open all that is needed and break no rule', async (product) => {
    const { text, headers } = await endpoints(`?product=${product}&format=firewall`);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const lines = text.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^allow outbound tcp (?:\*\.)?[a-z0-9.-]+:(?:80|443)$/);
    expect(new Set(lines).size).toBe(lines.length);
    const { lines: read, missing, ignored, broken } = judgeHosts(lines, { product });
    expect({ read, missing, ignored, broken: [...broken] }).toEqual({
      read: { understood: lines.length, notUnderstood: 0 },
      missing: [],
      ignored: [],
      broken: [],
    });
    expect(lines).not.toContain('allow outbound tcp *.entrust.com:80');
    expect(lines).not.toContain('allow outbound tcp autologon.microsoftazuread-sso.com:443');
  });

  it('says so where no page lists hosts', async () => {
    for (const cloud of clouds.filter((cloud) => endpointsOf({ product: 'connect', cloud }).filter(isNeeded).length === 0)) {
      const { text } = await endpoints(`?product=connect&cloud=${cloud}&format=firewall`);
      expect(text).toBe('# No page of Microsoft that was read lists hosts for this product in this cloud.\n');
    }
  });

  it.each(['product', 'format', 'cloud', 'page'])('refuses what %s cannot be', async (parameter) => {
    expect(await endpoints(`?${parameter}=everything`)).toMatchObject({ status: 400, json: { errors: [{ parameter }] } });
  });

  it('is not sent again to whoever holds it, in any form', async () => {
    for (const format of ['json', 'csv', 'firewall']) {
      const { etag = '' } = (await endpoints(`?format=${format}`)).headers;
      const again = await call(`/connectivity/endpoints?format=${format}`, { headers: { 'if-none-match': etag } });
      expect([format, again.status]).toEqual([format, 304]);
    }
  });
});
