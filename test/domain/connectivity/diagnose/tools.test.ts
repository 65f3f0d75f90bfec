import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const hosts = [
  'login.microsoftonline.com',
  'login.windows.net',
  'adminwebservice.microsoftonline.com',
  'bba800-anchor.microsoftonline.com',
];
const address = '40.126.31.67';

function told(text: string) {
  const { refused, reached, missing, phases, advice, lines } = diagnoseLog(text, 'connect');
  expect({ missing, phases }).toEqual({ missing: [], phases: [] });
  const rows = reached.map(({ host, port }) => `${host}:${port}`);
  const statuses = refused.map(({ host, status }) => `${host} ${status}`);
  return { refused: statuses, reached: rows, rules: advice.map(({ rule }) => rule), notUnderstood: lines.notUnderstood };
}

const rowOf = (host: string) => [host === 'login.windows.net' ? 'login.windows.net:443' : '*.microsoftonline.com:443'];
const refusedBy = (host: string, status: string | number, rule: string) => ({
  refused: [`${host} ${status}`],
  reached: [],
  rules: [rule],
  notUnderstood: 0,
});
const reachedBy = (host: string) => ({ refused: [], reached: rowOf(host), rules: [], notUnderstood: 0 });
/** What names a host and says nothing of the way to it. */
const open = { refused: [], reached: [], rules: ['form-not-understood'] };

const object = (properties: Readonly<Record<string, string>>) =>
  Object.entries(properties)
    .map(([name, value]) => `${name.padEnd(22)} : ${value}`.trimEnd())
    .join('\r\n');

const netConnection = (host: string, succeeded: string, port = 443) =>
  object({
    ComputerName: host,
    RemoteAddress: address,
    RemotePort: `${port}`,
    InterfaceAlias: 'Ethernet0',
    SourceAddress: '10.0.0.5',
    ...(succeeded === 'False' && { PingSucceeded: 'False', 'PingReplyDetails (RTT)': '0 ms' }),
    TcpTestSucceeded: succeeded,
  });

describe('the output of Test-NetConnection', () => {
  it.each(hosts)('tells whether the port of %s answers', (host) => {
    const command = `PS C:\\> Test-NetConnection -ComputerName ${host} -Port 443\r\n`;
    const warning = `WARNING: TCP connect to (${address} : 443) failed\r\nWARNING: Ping to ${address} failed with status: TimedOut\r\n\r\n`;
    const noWay = refusedBy(host, 'timeout', 'no-way-past-the-firewall');
    for (const before of ['', command, `PS C:\\> tnc ${host} -p 443\r\n`]) {
      expect(told(`${before}${netConnection(host, 'True')}`)).toEqual(reachedBy(host));
      expect(told(`${before}${warning}${netConnection(host, 'False')}`)).toEqual(noWay);
    }
    expect(told(`AVISO: TCP connect to ${host}:443 failed`)).toEqual(noWay);
  });

  it.each(hosts)('tells that the name %s does not resolve', (host) => {
    const unresolved = object({ ComputerName: host, RemoteAddress: '', InterfaceAlias: '', SourceAddress: '', PingSucceeded: 'False' });
    for (const text of [
      unresolved,
      `WARNING: Name resolution of ${host} failed`,
      `WARNING: Name resolution of ${host} failed\n\n${unresolved}`,
    ])
      expect(told(text)).toEqual(refusedBy(host, 'dns', 'name-not-resolved'));
  });

  it('says nothing where only a ping was tried, of other hosts, and of ports that are not needed', () => {
    const ping = {
      ComputerName: 'login.microsoftonline.com',
      RemoteAddress: address,
      PingSucceeded: 'False',
      'PingReplyDetails (RTT)': '0 ms',
    };
    expect(told(object(ping))).toMatchObject(open);
    expect(told('PS C:\\> Test-NetConnection login.microsoftonline.com -Port 443')).toMatchObject(open);
    for (const text of [netConnection('www.example.com', 'False'), netConnection('login.microsoftonline.com', 'False', 8443)])
      expect(told(text)).toMatchObject({ refused: [], reached: [] });
  });

  it('of one host after the other charges each with its own', () => {
    const answers = fc.array(fc.tuple(fc.constantFrom(...hosts), fc.boolean()), { minLength: 1, maxLength: 6 });
    void fc.assert(
      fc.property(answers, (tried) => {
        const text = tried.map(([host, isOpen]) => netConnection(host, isOpen ? 'True' : 'False')).join('\n\n\n');
        const closed = new Set(tried.flatMap(([host, isOpen]) => (isOpen ? [] : [`${host} timeout`])));
        expect(new Set(told(text).refused)).toEqual(closed);
      }),
      { numRuns: 50 },
    );
  });

  it('is no sign-in at a proxy that wants one', () => {
    const host = 'adminwebservice.microsoftonline.com';
    const asked = `iwr https://${host}/\niwr : The remote server returned an error: (407) Proxy Authentication Required.\n`;
    expect(told(`${asked}${netConnection(host, 'True')}`).refused).toEqual([`${host} 407`]);
  });
});

describe('the output of nslookup', () => {
  const server = 'Server:  dns.corp.example\r\nAddress:  10.0.0.1\r\n\r\n';

  it.each(hosts)('tells that %s does not resolve', (host) => {
    for (const words of ['Non-existent domain', 'No response from server', 'Server failed', 'Query refused']) {
      const text = `${server}*** dns.corp.example can't find ${host}: ${words}`;
      for (const before of ['', `C:\\>nslookup ${host}\r\n`, `PS C:\\Users\\a b> nslookup ${host} 10.0.0.1\r\n`])
        expect(told(before + text)).toEqual(refusedBy(host, 'dns', 'name-not-resolved'));
    }
    expect(told(`** server can't find ${host}: NXDOMAIN`)).toEqual(refusedBy(host, 'dns', 'name-not-resolved'));
    const late = `DNS request timed out.\r\n    timeout was 2 seconds.\r\n*** Request to UnKnown timed-out`;
    expect(told(`C:\\>nslookup ${host}\r\n${late}`)).toEqual(refusedBy(host, 'dns', 'name-not-resolved'));
  });

  it.each(hosts)('with the addresses of %s says nothing of the way to it, nor of the other names', (host) => {
    const answer = `Non-authoritative answer:\r\nName:    www.tm.a.prd.aadg.akadns.net\r\nAddresses:  2603:1027:1:158::1\r\n          ${address}\r\n          40.126.31.1\r\n`;
    const aliases = `Aliases:  ${host}\r\n          login.mso.msidentity.com\r\n          bba900-anchor.microsoftonline.com\r\n          graph.microsoft.com\r\n`;
    // The first try may be of the name of the DNS server.
    const late = `DNS request timed out.\r\n    timeout was 2 seconds.\r\n`;
    for (const text of [server, `${late}${server}`])
      expect(told(`C:\\>nslookup ${host}\r\n${text}${answer}${aliases}`)).toEqual({ ...open, notUnderstood: 0 });
  });
});

describe('the output of Resolve-DnsName', () => {
  it.each(hosts)('tells that %s does not resolve, in any language of Windows', (host) => {
    const trace = `At line:1 char:1\n+ Resolve-DnsName ${host}\n+ ~~~~~~~~~~~~~\n    + CategoryInfo          : ResourceUnavailable: (${host}:String) [Resolve-DnsName], Win32Exception\n`;
    const id = (name: string) => `    + FullyQualifiedErrorId : ${name},Microsoft.DnsClient.Commands.ResolveDnsName\n`;
    const dns = refusedBy(host, 'dns', 'name-not-resolved');
    for (const words of ['DNS name does not exist', 'DNS server failure', 'This operation returned because the timeout period expired'])
      for (const error of [`Resolve-DnsName : ${host} : ${words}\n`, `Resolve-DnsName: ${host} : ${words}.\n`]) {
        expect(told(error)).toEqual(dns);
        expect(told(`PS C:\\> Resolve-DnsName ${host}\n${error}${trace}${id('DNS_ERROR_RCODE_NAME_ERROR')}`)).toEqual(dns);
      }
    const german = `Resolve-DnsName : ${host} : Der DNS-Name ist nicht vorhanden.\n${trace}`;
    expect(told(german + id('DNS_ERROR_RCODE_NAME_ERROR'))).toEqual(dns);
    expect(told(german + id('DNS_INFO_NO_RECORDS'))).toMatchObject(open);
  });

  it.each(hosts)('with the records of %s says nothing of the way to it', (host) => {
    const table = `Name                           Type   TTL   Section    NameHost\n----                           ----   ---   -------    --------\n${host}      CNAME  35    Answer     login.mso.msidentity.com\n`;
    const record = `Name       : ${host}\nQueryType  : A\nTTL        : 1\nSection    : Answer\nIP4Address : ${address}\n`;
    for (const text of [table, record, table + record]) expect(told(`PS C:\\> Resolve-DnsName ${host}\n${text}`)).toMatchObject(open);
  });
});

const proxy = 'proxy.corp.example';
const [signIn, admin] = ['login.microsoftonline.com', 'adminwebservice.microsoftonline.com'];
const connected = (host: string) =>
  `*   Trying ${address}:443...\n* Connected to ${host} (${address}) port 443 (#0)\n* ALPN: offers h2,http/1.1\n`;
const sent = (host: string) => `> GET / HTTP/1.1\n> Host: ${host}\n> User-Agent: curl/8.4.0\n> Accept: */*\n>\n`;
const tunnel = (host: string) =>
  `* Connected to ${proxy} (10.0.0.9) port 8080 (#0)\n* Establish HTTP proxy tunnel to ${host}:443\n> CONNECT ${host}:443 HTTP/1.1\n> Host: ${host}:443\n>\n`;
const got = (status: string) => `< HTTP/1.1 ${status}\n< Content-Length: 0\n<\n`;

describe('the output of curl', () => {
  it.each(hosts)('tells what came of a request to %s', (host) => {
    const [dns, noWay, tls] = [
      refusedBy(host, 'dns', 'name-not-resolved'),
      refusedBy(host, 'timeout', 'no-way-past-the-firewall'),
      refusedBy(host, 'tls', 'no-inspection'),
    ];
    const cases: [string, unknown][] = [
      [`* Could not resolve host: ${host}\n* Closing connection 0\ncurl: (6) Could not resolve host: ${host}`, dns],
      [`curl: (28) Resolving timed out after 5000 milliseconds`, dns],
      [`curl: (7) Failed to connect to ${host} port 443: Connection refused`, noWay],
      [
        `* connect to ${address} port 443 failed: Connection refused\ncurl: (7) Failed to connect to ${host} port 443 after 21 ms: Couldn't connect to server`,
        noWay,
      ],
      [`curl: (28) Failed to connect to ${host} port 443 after 21015 ms: Timed out`, noWay],
      ['curl: (28) Connection timed out after 5001 milliseconds', noWay],
      [
        `${connected(host)}* SSL certificate problem: self signed certificate in certificate chain\ncurl: (60) SSL certificate problem: self signed certificate in certificate chain\nMore details here: https://curl.se/docs/sslcerts.html\n\ncurl failed to verify the legitimacy of the server and therefore could not\nestablish a secure connection to it. To learn more about this situation and\nhow to fix it, please visit the web page mentioned above.`,
        tls,
      ],
      ['curl: (60) SSL certificate problem: unable to get local issuer certificate', tls],
      [`curl: (60) SSL: no alternative certificate subject name matches target host name '${host}'`, tls],
      [
        'curl: (35) schannel: next InitializeSecurityContext failed: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.',
        tls,
      ],
      [
        `${connected(host)}* Server certificate:\n*  issuer: C=US; O=DigiCert Inc; CN=DigiCert SHA2 Secure Server CA\n${sent(host)}${got('200 OK')}`,
        reachedBy(host),
      ],
      [`${connected(host)}${sent(host)}${got('302 Found')}`, reachedBy(host)],
      ['HTTP/1.1 403 Forbidden', refusedBy(host, 403, 'address-closed')],
      ['HTTP/2 404', reachedBy(host)],
    ];
    for (const [text, expected] of cases) {
      for (const command of [
        `$ curl -v https://${host}/`,
        `C:\\>curl.exe -v https://${host}:443`,
        `PS C:\\> curl.exe -vI "https://${host}/x?y=1"`,
      ])
        expect([text, told(`${command}\n${text}\n`)]).toEqual([text, expected]);
    }
  });

  it.each(hosts)('through a proxy tells what the proxy says of %s', (host) => {
    const command = `curl -v -x http://${proxy}:8080 https://${host}/\n`;
    const refusals: [string, number, string][] = [
      ['407 Proxy Authentication Required', 407, 'proxy-wants-sign-in'],
      ['403 Forbidden', 403, 'address-closed'],
      ['429 Too Many Requests', 429, 'too-many-requests'],
      ['503 Service Unavailable', 503, 'proxy-gets-no-answer'],
    ];
    for (const [line, status, rule] of refusals) {
      const refused = refusedBy(host, status, rule);
      for (const last of [
        '',
        `curl: (56) Received HTTP code ${status} from proxy after CONNECT`,
        `curl: (56) CONNECT tunnel failed, response ${status}`,
      ])
        expect(told(`${command}${tunnel(host)}${got(line)}${last}`)).toEqual(refused);
      expect(told(`${command}curl: (56) Received HTTP code ${status} from proxy after CONNECT`)).toEqual(refused);
    }
    const signedIn = `${tunnel(host)}${got('407 Proxy Authentication Required')}${tunnel(host)}${got('200 Connection established')}`;
    expect(told(`${command}${signedIn}${sent(host)}${got('200 OK')}`)).toEqual(reachedBy(host));
    // A tunnel that stands says nothing of what is at its end.
    expect(told(`${command}${tunnel(host)}${got('200 Connection established')}`)).toMatchObject(open);
    for (const last of [
      `curl: (5) Could not resolve proxy: ${proxy}`,
      `curl: (7) Failed to connect to ${proxy} port 8080 after 21 ms: Connection refused`,
      `curl: (7) Failed to connect to ${host} port 443 via ${proxy} after 21 ms: Could not connect to server`,
    ])
      expect(told(`${command}${last}`)).toMatchObject({ refused: [`${host} dns`], rules: ['proxy-not-reached'] });
  });

  it('sees who has opened the traffic by the issuer of the certificate, and not by that of the proxy itself', () => {
    const own = '*  issuer: C=DE; O=Corp; CN=Corp CA\n';
    const good = '*  issuer: C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 03\n';
    const inspected = `curl -v https://${admin}/\n${connected(admin)}* Server certificate:\n${own}${sent(admin)}${got('200 OK')}`;
    expect(told(inspected)).toMatchObject({ refused: [`${admin} tls`], rules: ['no-inspection'] });
    const behind = `curl -v https://${admin}/\n* Proxy certificate:\n${own}${tunnel(admin)}${got('200 OK')}* Server certificate:\n${good}${sent(admin)}${got('200 OK')}`;
    expect(told(behind)).toMatchObject({ refused: [], reached: ['*.microsoftonline.com:443'] });
  });

  it('charges the host that it went on to, and tells a list of revoked certificates by its port', () => {
    const onward = `curl -vL https://${signIn}/\n${connected(signIn)}${sent(signIn)}${got('302 Found')}* Issue another request to this URL: 'https://www.example.com/'\n${got('403 Forbidden')}`;
    expect(told(onward)).toEqual(reachedBy(signIn));
    const list = `curl -v http://crl3.digicert.com/x.crl\n* Connected to crl3.digicert.com (1.2.3.4) port 80\n${sent('crl3.digicert.com')}${got('200 OK')}`;
    expect(told(list)).toMatchObject({ refused: [], reached: ['*.crl3.digicert.com:80'] });
  });

  it.each([
    'curl: (60) SSL certificate problem: self signed certificate',
    'HTTP/1.1 403 Forbidden',
    `curl -sI https://www.example.com/\nHTTP/1.1 403 Forbidden`,
    'curl -v https://www.example.com/\ncurl: (60) SSL certificate problem: self signed certificate',
    'curl: (6) Could not resolve host: www.example.com',
    `curl -v https://${signIn}/\ncurl: (35) schannel: next InitializeSecurityContext failed: Unknown error (0x80092012)`,
    `{"msg":"curl: (6) Could not resolve host: ${signIn}","level":"error"}`,
    `curl -v https://${signIn}:8443/\ncurl: (7) Failed to connect to ${signIn} port 8443: Connection refused`,
  ])('charges nobody of the product with what is said of others, or of nothing that is known: %s', (text) => {
    expect(told(text)).toMatchObject({ refused: [], reached: [] });
  });
});

it('Lines of tools in any order charge no host that none of them names, and call none reached that nothing reached', () => {
  const lines = [
    ...netConnection(signIn, 'False').split('\r\n'),
    `*** UnKnown can't find ${signIn}: Non-existent domain`,
    `Resolve-DnsName : ${signIn} : DNS name does not exist`,
    `curl: (6) Could not resolve host: ${signIn}`,
    `curl -v https://${signIn}/`,
    'curl: (60) SSL certificate problem: self signed certificate',
    '< HTTP/1.1 407 Proxy Authentication Required',
    `Name:    ${signIn}`,
    `Name : ${signIn}`,
    '*** Request to UnKnown timed-out',
    `C:\\>nslookup ${signIn}`,
  ];
  void fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 12 }), (some) => {
      const { refused, reached } = told(some.join('\n'));
      expect(refused.filter((one) => !one.startsWith(`${signIn} `))).toEqual([]);
      expect(reached).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
