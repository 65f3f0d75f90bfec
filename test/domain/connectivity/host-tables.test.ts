import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeHosts } from '../../../lib/domain/connectivity/hosts/judge-hosts.ts';
import { readEntry } from '../../../lib/domain/connectivity/hosts/read-entry.ts';
import { products } from '../../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpointsOf } from '../../../lib/domain/connectivity/tables/endpoints.ts';
import { endpointTable } from '../../../lib/http/documents/network/endpoint-forms.ts';

const hosts = fc.constantFrom('login.microsoftonline.com', '*.microsoftonline.com', 'graph.microsoft.com');
const ports = fc.constantFrom(80, 443);

describe('an entry of a list of hosts', () => {
  it('means the same with what copying and the languages of lists put around it', () => {
    fc.assert(
      fc.property(hosts, ports, (host, port) => {
        const forms = [`${host} (${port})`, `${host}, ${port}`, `${port} ${host}`, `\`${host}\` ${port}`, `<${host}> ${port}`];
        const more = [`**${host}** ${port}`, `*://${host}:${port}/*`, `http*://${host}:${port}/*`, `\`${host}:${port}\``];
        for (const form of [...forms, ...more]) expect([form, readEntry(form)]).toEqual([form, { pattern: host, ports: [port] }]);
      }),
      { numRuns: 30 },
    );
  });

  it('that names either scheme opens both ports of the web, and no other', () => {
    for (const scheme of ['*', 'http*', 'https*'])
      expect(readEntry(`${scheme}://*.microsoftonline.com/*`)).toEqual({ pattern: '*.microsoftonline.com', ports: [80, 443] });
  });

  it('has the number of its line before it, or a port of the web; any other number there is not understood', () => {
    fc.assert(
      fc.property(hosts, fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(' ', '\t', '  '), (host, number, blank) => {
        fc.pre(number !== 80 && number !== 443);
        expect(readEntry(`${number}${blank}${host}`)).toBeUndefined();
        expect(readEntry(`tcp ${number} ${host}`)).toEqual({ pattern: host, ports: [number] });
      }),
      { numRuns: 50 },
    );
  });

  it('opens everything at a port where it says all', () => {
    expect(readEntry('ALL:443')).toEqual({ pattern: '*', ports: [443] });
    // That may be a heading.
    for (const text of ['All', 'All:', 'deny all', 'all hosts']) expect([text, readEntry(text)]).toEqual([text, undefined]);
  });
});

describe('a table of hosts', () => {
  it('is read by its columns: the one of this product opens all of itself', () => {
    for (const product of products) {
      const lines = endpointTable(endpointsOf({ product }))
        .split('\r\n')
        .filter((line) => line !== '');
      const found = judgeHosts(lines, { product });
      expect(found).toMatchObject({ lines: { understood: lines.length - 1, notUnderstood: 0 }, missing: [] });
      // A suffix opens the name below it where its column says so.
      expect([...found.broken.keys()]).not.toContain('wildcard-without-name');
    }
  });

  it('opens the name below a suffix by its column for it alone', () => {
    fc.assert(
      fc.property(fc.constantFrom('digicert.com', 'msappproxy.net'), fc.constantFrom('true', 'false', ''), (name, apex) => {
        const told = (line: string) => judgeHosts(['host,port,alsoMatchApex', line], { product: 'connect' });
        expect(told(`*.${name},80,${apex}`)).toEqual(told(`${apex === 'true' ? '' : '*'}.${name},80,`));
      }),
      { numRuns: 20 },
    );
  });

  it.each([',', ';', '\t', '|'])('is read with %j between its cells, in any order, and with what no entry has', (sign) => {
    const row = (...cells: string[]) => cells.join(sign);
    const told = (...lines: string[]) => judgeHosts(lines, { product: 'connect' });
    const opened = told('login.microsoftonline.com 443').reached;
    for (const lines of [
      [row('host', 'port'), row('login.microsoftonline.com', '443')],
      [row('Port', 'Protocol', 'Host name', 'Remark'), row('443', 'HTTPS', 'login.microsoftonline.com', 'needed by the wizard, always')],
      [row('No', 'FQDN', 'Action', 'Direction'), row('12', '"login.microsoftonline.com:443"', 'Allow', 'outbound')],
    ]) {
      // A cell with the sign is between quotes.
      const fitting = sign === ',' ? lines.map((line) => line.replace('wizard, always', 'wizard')) : lines;
      expect([fitting, told(...fitting)]).toMatchObject([fitting, { lines: { understood: 1, notUnderstood: 0 }, reached: opened }]);
    }
  });

  it('opens nothing by a row that forbids, of another protocol, or the other way', () => {
    for (const [column, cell] of [
      ['action', 'deny'],
      ['protocol', 'UDP'],
      ['direction', 'inbound'],
    ] as const) {
      const found = judgeHosts([`host,port,${column}`, `login.microsoftonline.com,443,${cell}`], { product: 'connect' });
      expect([column, found]).toMatchObject([column, { lines: { understood: 0, notUnderstood: 1 }, reached: [] }]);
    }
  });
});
