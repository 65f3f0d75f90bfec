import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { judgeHosts } from '../../../lib/domain/connectivity/hosts/judge-hosts.ts';
import { readEntry } from '../../../lib/domain/connectivity/hosts/read-entry.ts';
import { withoutNuls } from '../../../lib/domain/connectivity/paste/without-nuls.ts';
import { clouds, type EndpointRow, products } from '../../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpoints, endpointsOf, isNeeded } from '../../../lib/domain/connectivity/tables/endpoints.ts';
import { threadTimeOf } from '../../support/thread-time.ts';
import { isOpenedPlainly } from './plain-table-rules.ts';

const numRuns = process.env.SOAK === '1' ? 10_000 : 400;

const connect = endpointsOf({ product: 'connect' });
const needed = connect.filter(isNeeded);
const whole = needed.map(({ pattern, port }) => `${pattern}:${port}`);
const names = (rows: readonly EndpointRow[]) => rows.map(({ pattern }) => pattern);
const judge = (...list: string[]) => judgeHosts(list, { product: 'connect' });
const rulesOf = (...list: string[]) => [...judge(...list).broken.keys()];
const without = (pattern: string) => whole.filter((entry) => !entry.startsWith(`${pattern}:`));

describe('a list of hosts', () => {
  it.each(['*-anchor.microsoftonline.com', '*-RELAY.microsoftonline.com:443', 'allow tcp *-anchor.microsoftonline.com 443'])(
    'may name the hosts of all regions in one, and opens what one of them would: %s',
    (entry) => {
      const { lines, reached } = judge(entry);
      expect([lines, reached]).toEqual([{ understood: 1, notUnderstood: 0 }, judge('bba800-anchor.microsoftonline.com:443').reached]);
      expect(reached).not.toEqual([]);
    },
  );

  it.each(['a*-anchor.microsoftonline.com', '*-', '*-anchor.*-relay.com', '*-*-anchor.microsoftonline.com'])(
    'holds no asterisk elsewhere within a label: %s',
    (entry) => {
      expect(judge(entry).lines).toEqual({ understood: 0, notUnderstood: 1 });
    },
  );

  it('that opens each row lacks nothing', () => {
    const { lines, reached, missing } = judge(...whole);
    expect([lines, reached, missing]).toEqual([{ understood: 17, notUnderstood: 0 }, needed, []]);
  });

  it.each(needed.map((row) => [row.pattern, row] as const))('without %s lacks exactly that', (pattern, row) => {
    expect(judge(...without(pattern)).missing).toEqual([row]);
  });

  it('that is empty opens nothing', () => {
    expect(judge()).toMatchObject({ lines: { understood: 0, notUnderstood: 0 }, reached: [], missing: needed, ignored: [] });
  });

  it.each([
    ['a.microsoftonline.com, login.windows.net'],
    ['set fqdn "login.microsoftonline.com"', 'set fqdn "graph.microsoft.com"'],
    ['acl entra dstdomain .microsoftonline.com'],
    ['||login.microsoftonline.com^', '||graph.microsoft.com^', 'login.windows.net'],
    ['Host,Port,Allowed', 'login.microsoftonline.com,443,false'],
  ])('of which most was not understood is not said to lack anything: %j', (...list) => {
    const { missing, notSeen, reached, broken } = judge(...list);
    expect({ missing, broken: [...broken] }).toEqual({ missing: [], broken: [['entries-not-understood', []]] });
    expect(needed.every((row) => reached.includes(row) || notSeen.includes(row))).toBe(true);
  });

  it('of which half or more was understood lacks what that does not open, and one that opens all lacks nothing', () => {
    expect(names(judge('graph.microsoft.com', '||login.microsoftonline.com^').missing)).toContain('*.microsoftonline.com');
    expect(rulesOf('*', 'deny a.example', 'deny b.example')).not.toContain('entries-not-understood');
  });

  it('says how many entries it does not understand, and passes over blank ones and remarks', () => {
    const { lines } = judge(
      'login.windows.net',
      '',
      '  ',
      '# hosts of Connect',
      'not a host',
      'localhost',
      'deny login.windows.net',
      'a.example b.example',
    );
    expect(lines).toEqual({ understood: 1, notUnderstood: 4 });
  });

  it.each([
    'login.windows.net # sign-in',
    'login.windows.net:443\t# deny it',
    'login.windows.net // b.example',
    '# a\nlogin.windows.net # b',
  ])('may hold remarks behind an entry: %j', (entry) => {
    expect(judge(entry).lines).toEqual({ understood: 1, notUnderstood: 0 });
    expect(rulesOf(entry)).not.toContain('sign-in-of-the-service');
  });

  it.each(['; *.microsoftonline.com', '  ;*.microsoftonline.com', ';; graph.microsoft.com'])(
    'passes over what a semicolon opens: %j',
    (line) => {
      const { lines, reached } = judgeHosts([line], { product: 'connect' });
      expect({ lines, reached }).toEqual({ lines: { understood: 0, notUnderstood: 0 }, reached: [] });
    },
  );

  it('holds no remark where the sign belongs to an address, and none of another line', () => {
    expect(names(judge('https://graph.microsoft.com/#x').reached)).toEqual(['graph.microsoft.com']);
    expect(judge('a.example # b\nc.example').lines).toEqual({ understood: 0, notUnderstood: 1 });
    expect(judge('// *.microsoftonline.com', ' # *.microsoftonline.com')).toMatchObject({
      lines: { understood: 0, notUnderstood: 0 },
      reached: [],
    });
  });

  it('is read past the blanks of no width that copying leaves', () => {
    const list = needed.map(({ pattern, port }) => `\u200b${pattern}\u200d:${port}`);
    expect(judgeHosts(list, { product: 'connect' })).toEqual(
      judgeHosts(
        list.map((entry) => entry.replace(/[\u200b\u200d]/g, '')),
        { product: 'connect' },
      ),
    );
  });

  it('may open any port by its sign', () => {
    expect(names(judge('*.microsoftonline.com:*', 'mscrl.microsoft.com:*').reached)).toEqual([
      'mscrl.microsoft.com',
      '*.microsoftonline.com',
    ]);
    expect(judge('*:*').missing).toEqual([]);
  });

  it('with a port opens only what needs that port, and without one both', () => {
    expect(names(judge('crl3.digicert.com:443').missing)).toContain('*.crl3.digicert.com');
    expect(names(judge('crl3.digicert.com').missing)).not.toContain('*.crl3.digicert.com');
    expect(names(judge('crl3.digicert.com:80').missing)).not.toContain('*.crl3.digicert.com');
    expect(judge('crl3.digicert.com:443').broken.get('ports-80-and-443')).toEqual(['*.crl3.digicert.com:80']);
  });

  it('may hold a suffix around a row, and ends it at a dot', () => {
    const { missing } = judge('*.digicert.com', '*.dotless.example', 'evilmicrosoftonline.com', '*.evilmicrosoftonline.com');
    expect(names(missing)).not.toContain('*.crl3.digicert.com');
    expect(names(missing)).not.toContain('*.ocsp.digicert.com');
    expect(names(missing)).toContain('*.microsoftonline.com');
    expect(names(missing)).toContain('*.digicert.cn');
  });

  it('may open everything', () => {
    expect(judge('*').missing).toEqual([]);
    expect(names(judge('*:443').missing)).toEqual(names(needed.filter(({ port }) => port === 80)));
  });

  it('has an asterisk before a port for every host, unless its other entries begin with one', () => {
    expect(judge('* 80-443').missing).toEqual([]);
    expect(judge('* 80', '* 443', 'login.windows.net').missing).toEqual([]);
    expect(judge('* login.windows.net', '* 443').lines).toEqual({ understood: 1, notUnderstood: 1 });
  });

  it('with a range of ports opens what needs one of them', () => {
    for (const range of ['79-442', '1-80', '80-80', '0-100']) {
      expect(names(judge(`*:${range}`).missing)).toEqual(names(needed.filter(({ port }) => port === 443)));
      expect(judge(`graph.microsoft.com ${range}`).broken.get('ports-80-and-443')).toEqual(['graph.microsoft.com:443']);
    }
    expect(judge('*:0-65535').missing).toEqual([]);
  });

  it('is told of hosts in it that belong into no rule', () => {
    const { ignored } = judge('dc.services.visualstudio.com', 'www.tm.nsatc.net', '*.nsatc.net', 'aadg.windows.net.nsatc.net');
    expect(ignored.map(({ host }) => host)).toEqual(['dc.services.visualstudio.com', 'www.tm.nsatc.net', '*.nsatc.net']);
  });

  it('of 2016 is told what took the place of two rows, until that is open', () => {
    const list = [...without('*.entrust.net'), '*.entrust.com:80'];
    expect(judge(...list).broken.get('superseded-entry')).toEqual(['*.entrust.com:80']);
    expect(names(judge(...list).missing)).toEqual(['*.entrust.net']);
    expect(rulesOf(...list, '*.entrust.net')).not.toContain('superseded-entry');
    expect(judge('*.windows.net').broken.get('superseded-entry')).toBeUndefined();
  });

  it('without the sign-in of the service is told so, though no table of Connect has it', () => {
    expect(rulesOf(...whole)).toContain('sign-in-of-the-service');
    expect(rulesOf(...whole, 'login.windows.net')).not.toContain('sign-in-of-the-service');
    expect(rulesOf(...without('graph.microsoft.com'))).toContain('graph-needed');
  });

  it('of single hosts is told that the region has others', () => {
    const list = [...without('*.microsoftonline.com'), 'login.microsoftonline.com:443'];
    expect(judge(...list).missing).toEqual([]);
    expect(judge(...list).broken.get('single-hosts-of-a-wildcard')).toEqual(['*.microsoftonline.com:443']);
    expect(rulesOf(...whole)).not.toContain('single-hosts-of-a-wildcard');
  });

  it('of wildcards to the letter is told the name that is contacted', () => {
    expect(judge('*.crl.microsoft.com').broken.get('wildcard-without-name')).toEqual(['crl.microsoft.com:80']);
    expect(rulesOf('*.crl.microsoft.com', 'crl.microsoft.com')).not.toContain('wildcard-without-name');
    expect(rulesOf('.crl.microsoft.com')).not.toContain('wildcard-without-name');
  });

  it('of the agent lacks hosts that are no longer listed by another rule than those of today', () => {
    const { missing, broken } = judgeHosts(['*.msappproxy.net'], { product: 'cloud-sync' });
    expect(names(missing)).toContain('*.phonefactor.net');
    expect(broken.get('no-longer-listed')).toContain('*.phonefactor.net:443');
    expect(broken.get('only-reported')).toContain('login.live.com:443');
    expect(broken.get('address-not-listed')).toContain('*.servicebus.windows.net:443');
    expect(broken.get('address-not-listed')).not.toContain('*.phonefactor.net:443');
  });

  it('of addresses is told that they change', () => {
    expect(judge('40.126.0.0/18').broken.get('address-ranges')).toEqual(['40.126.0.0']);
  });

  it('may hold the misprint of the page, with the right spelling beside it', () => {
    const government = { product: 'cloud-sync', cloud: 'us-government' } as const;
    expect(judgeHosts(['mfstauthimages.us'], government).broken.get('superseded-entry')).toEqual(['mfstauthimages.us:443']);
    expect([...judgeHosts(['mfstauthimages.us', 'msftauthimages.us'], government).broken.keys()]).not.toContain('superseded-entry');
  });
});

describe('an entry', () => {
  it.each([
    ['login.windows.net 443', { pattern: 'login.windows.net', ports: [443] }],
    ['login.windows.net\ttcp/80,443', { pattern: 'login.windows.net', ports: [80, 443] }],
    ['allow outbound tcp *.microsoftonline.com:443', { pattern: '*.microsoftonline.com', ports: [443] }],
    ['permit tcp any host login.windows.net eq 443', { pattern: 'login.windows.net', ports: [443] }],
    ['"login.windows.net","443"', { pattern: 'login.windows.net', ports: [443] }],
    ['login.windows.net https', { pattern: 'login.windows.net', ports: [443] }],
    ['.microsoftonline.com', { pattern: '*.microsoftonline.com', alsoMatchApex: true }],
    ['*:443', { pattern: '*', ports: [443] }],
    ['any:443', { pattern: '*', ports: [443] }],
    ['https://*', { pattern: '*', ports: [443] }],
    ['allow outbound tcp any 443', { pattern: '*', ports: [443] }],
    ['permit tcp any any eq 443', { pattern: '*', ports: [443] }],
    ['*\t443', { pattern: '*', ports: [443] }],
    ['* tcp 80,443', { pattern: '*', ports: [80, 443] }],
    ['any', { pattern: '*' }],
    ['permit ip any any', { pattern: '*' }],
    ['0.0.0.0/0 443', { pattern: '*', ports: [443] }],
    ['any:80-443', { pattern: '*', ranges: [[80, 443]] }],
    ['login.windows.net 80-443', { pattern: 'login.windows.net', ranges: [[80, 443]] }],
    ['login.windows.net:1-65535', { pattern: 'login.windows.net', ranges: [[1, 65_535]] }],
    ['https://login.windows.net:8000-8080/', { pattern: 'login.windows.net', ranges: [[8_000, 8_080]] }],
    ['login.windows.net 80 \u2013 443', { pattern: 'login.windows.net', ranges: [[80, 443]] }],
    ['login.windows.net tcp 80 to 443', { pattern: 'login.windows.net', ranges: [[80, 443]] }],
    ['permit tcp any host login.windows.net range 80 443', { pattern: 'login.windows.net', ranges: [[80, 443]] }],
    ['login.windows.net:443,80', { pattern: 'login.windows.net', ports: [443, 80] }],
    ['login.windows.net: 80 and 443', { pattern: 'login.windows.net', ports: [80, 443] }],
    ['login.windows.net (TCP 443)', { pattern: 'login.windows.net', ports: [443] }],
    ['login.windows.net - 443/tcp', { pattern: 'login.windows.net', ports: [443] }],
    ['login.windows.net port any', { pattern: 'login.windows.net' }],
    ['https://login.windows.net:*/', { pattern: 'login.windows.net', ports: [443] }],
    ['- login.windows.net', { pattern: 'login.windows.net' }],
    ['* *.windows.net:443', { pattern: '*.windows.net', ports: [443] }],
    ['\u2022 login.windows.net', { pattern: 'login.windows.net' }],
    ['3. login.windows.net', { pattern: 'login.windows.net' }],
    ['- [x] login.windows.net', { pattern: 'login.windows.net' }],
    ['|login.windows.net|443|', { pattern: 'login.windows.net', ports: [443] }],
  ])('%j', (text, entry) => {
    expect(readEntry(text)).toEqual(entry);
  });

  it.each([
    'block login.windows.net',
    'udp login.windows.net:443',
    'login.windows.net is open',
    '443',
    'tcp',
    'a.example, b.example',
    '0',
    'port any',
    'deny any 443',
    'any except login.windows.net',
    'login.windows.net:443-80',
    'login.windows.net range 443 80',
    'login.windows.net 1-70000',
    'login.windows.net 80:443',
    'login.windows.net:80/443',
    'login.windows.net/443',
    'login.windows.net:443/udp',
    'udp://login.windows.net:443',
    'ftp://login.windows.net',
    'login.windows.net gt 1023',
    'permit tcp host 10.0.0.5 any eq 443',
    'permit tcp any eq 443 any',
    'permit tcp any range 80 443 host login.windows.net',
    '* 443-80',
    'any:70000',
    '*:0',
  ])('%j is not understood', (text) => {
    expect(readEntry(text)).toBeUndefined();
  });
});

describe('any list of hosts', () => {
  const suffixes = [...new Set(endpoints.flatMap(({ pattern }) => suffixesOf(pattern.replace(/^\*\./, ''))))];
  const pattern = fc.constantFrom(...endpoints.map((row) => row.pattern));
  const suffix = fc.constantFrom(...suffixes);
  const label = fc.constantFrom('a', 'www', 'evil', 'bba800-anchor', 'Bücher', 'x_y', 'ｗｗｗ', 'k'.repeat(63));
  const everything = fc.tuple(fc.constantFrom('*', 'any'), fc.nat(30)).map(([sign, dice]) => (dice === 0 ? sign : 'nothing'));
  const name = fc.oneof(
    everything,
    pattern,
    suffix,
    fc.tuple(label, suffix).map((parts) => parts.join('.')),
    fc.tuple(label, suffix).map((parts) => parts.join('')),
    fc.tuple(fc.constantFrom('*.', '.'), suffix).map((parts) => parts.join('')),
    fc.tuple(suffix, label).map((parts) => parts.join('.')),
    fc.constantFrom('dc.services.visualstudio.com', 'login', '-a.windows.net', 'a..windows.net', ' '),
  );
  const dressed = fc
    .record({
      name,
      upper: fc.boolean(),
      end: fc.constantFrom('', '', '', '.'),
      port: fc.constantFrom('', '', '', ':80', ':443', ':8080', ':80-443', ':1-442', ':443-80', ':81-65535', ':80,443'),
      scheme: fc.constantFrom('', '', '', 'http://', 'https://'),
      path: fc.constantFrom('', '', '/', '/pkiops'),
      beside: fc.constantFrom('', '', '', ' 443', ' tcp 80', ' 80-443', ' range 80 442', ' port 8080', ' 443-80', ' tcp 8080,443'),
    })
    .map(({ name, upper, end, port, scheme, path, beside }) => {
      const written = upper ? name.toUpperCase() : name;
      return `${scheme}${written}${end}${port}${port.includes(',') ? '' : path}${beside}`;
    });

  function suffixesOf(host: string): string[] {
    const labels = host.split('.');
    return labels.slice(0, -1).map((_, place) => labels.slice(place).join('.'));
  }

  it(`is judged as the plain rules judge it (${numRuns} lists)`, () => {
    const lists = fc.array(dressed, { maxLength: 60 });
    const property = fc.property(lists, fc.constantFrom(...products), fc.constantFrom(...clouds), (list, product, cloud) => {
      const rows = endpoints.filter((row) => row.product === product && row.cloud === cloud && row.required && !row.superseded);
      const plain = rows.filter((row) => !list.some((entry) => isOpenedPlainly(row, entry)));
      const { lines, missing, reached } = judgeHosts(list, { product, cloud });
      const isRead = lines.notUnderstood <= lines.understood;
      expect(missing.map(({ id }) => id)).toEqual(isRead ? plain.map(({ id }) => id) : []);
      expect(reached).toHaveLength(rows.length - plain.length);
    });
    fc.assert(property, { numRuns, seed: jest.getSeed() });
  });

  it('is counted entry by entry, whatever is in it', () => {
    const signs = fc.oneof(fc.integer({ min: 0, max: 0x10_ff_ff }), fc.integer({ min: 0, max: 0x7f }));
    const anything = fc.array(signs, { maxLength: 60 }).map((points) => String.fromCodePoint(...points));
    const text = fc.oneof(anything, dressed, fc.ipV6());
    const property = fc.property(fc.array(text, { maxLength: 20 }), (list) => {
      const shown = list.map((entry) => withoutNuls(entry).replace(/[\u200b-\u200d]/g, ''));
      const said = shown.filter((entry) => entry.split(/[\r\n\u2028\u2029]/).some((line) => !/^(?:$|#|;|\/\/)/.test(line.trim())));
      const { understood, notUnderstood } = judge(...list).lines;
      expect(understood + notUnderstood).toBe(said.length);
    });
    fc.assert(property, { numRuns: numRuns / 4, seed: jest.getSeed() });
  });

  it('may hold an entry of a million characters', () => {
    const long = [
      'a'.repeat(1_000_000),
      `${'a.'.repeat(500_000)}net`,
      '*.'.repeat(500_000),
      ' '.repeat(1_000_000),
      `${'@'.repeat(1_000_000)}:443`,
    ];
    expect(threadTimeOf(() => expect(judge(...long).lines).toEqual({ understood: 0, notUnderstood: 4 }))).toBeLessThan(5_000);
  });

  it('comes to its end, however many entries it has', () => {
    const list = Array.from({ length: 40_000 }, (_, place) =>
      place % 2 === 0 ? `*.${'a.'.repeat(60)}${place}.net` : `host${place}.windows.net:443`,
    );
    // Ten times what it takes; what looks at each pair of entries takes far more.
    expect(threadTimeOf(() => expect(judge(...list).lines.understood).toBe(list.length))).toBeLessThan(10_000);
  });
});
