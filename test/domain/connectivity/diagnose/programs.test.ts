import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

function told(text: string) {
  const { refused, reached, advice } = diagnoseLog(text, 'connect');
  return {
    refused: refused.map(({ host, status }) => `${host} ${status}`),
    isReached: reached.length > 0,
    rules: advice.map(({ rule }) => rule),
  };
}

const hosts = ['adminwebservice.microsoftonline.com', 'login.microsoftonline.com'];
const begun = (host: string) => `--2016-01-11 08:31:00--  https://${host}/\n`;
const through = 'Connecting to proxy01 (proxy01)|10.0.0.8|:8080... connected.\n';
const past = (host: string) => `Resolving ${host} (${host})... 40.126.1.1\nConnecting to ${host} (${host})|40.126.1.1|:443... connected.\n`;
const sClient = (host: string) => `$ openssl s_client -connect ${host}:443 -servername ${host}\n`;
const chain = (host: string, issuer: string) => `CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = ${host}\n   i:${issuer}\n---\n`;

/** What programs print, by the status that they tell. */
const texts: readonly (readonly [string, number | string, (host: string) => string])[] = [
  ...(
    [
      ['Proxy Authentication Required', 407],
      ['Forbidden', 403],
      ['Bad Gateway', 502],
      ['Service Unavailable', 503],
      ['Gateway Time-out', 504],
    ] as const
  ).flatMap(([words, status]) => [
    ['a tunnel that wget got none of', status, (host: string) => `${begun(host)}${through}Proxy tunneling failed: ${words}`] as const,
    [
      'the same with what wget says behind it',
      status,
      (host: string) => `${begun(host)}${through}Proxy tunneling failed: ${words}Unable to establish SSL connection.`,
    ] as const,
    [
      'an answer that wget got',
      status,
      (host: string) => `${begun(host)}${through}Proxy request sent, awaiting response... ${status} ${words}\n`,
    ] as const,
  ]),
  ['an answer of the host', 403, (host) => `${begun(host)}${past(host)}HTTP request sent, awaiting response... 403 Forbidden\n`],
  ['wget in brief', 403, (host) => `https://${host}/:\n2016-01-11 08:31:00 ERROR 403: Forbidden.\n`],
  ['wget without a name', 'dns', (host) => `${begun(host)}Resolving ${host} (${host})... failed: Name or service not known.\n`],
  ['wget that gives up', 'dns', (host) => `${begun(host)}wget: unable to resolve host address \u2018${host}\u2019`],
  [
    'wget on the way',
    'timeout',
    (host) => `${begun(host)}Connecting to ${host} (${host})|40.126.1.1|:443... failed: Connection timed out.`,
  ],
  ['wget before a closed port', 'timeout', (host) => `${begun(host)}Connecting to ${host}|40.126.1.1|:443... failed: Connection refused.`],
  ['wget cut off', 'timeout', (host) => `${begun(host)}${past(host)}HTTP request sent, awaiting response... No data received.`],
  [
    'wget and a certificate',
    'tls',
    (host) => `${begun(host)}${past(host)}ERROR: cannot verify ${host}'s certificate, issued by \u2018CN=Corp\u2019:`,
  ],
  ['OpenSSL and an issuer', 'tls', (host) => `${sClient(host)}${chain(host, 'CN = Corp CA')}`],
  [
    'OpenSSL that verifies an issuer of its own',
    'tls',
    (host) => `${sClient(host)}${chain(host, 'O = Corp, CN = CA')}Verify return code: 0 (ok)`,
  ],
  ['OpenSSL and a chain', 'tls', (host) => `${sClient(host)}Verify return code: 19 (self-signed certificate in certificate chain)`],
  ['OpenSSL before a closed port', 'timeout', (host) => `${sClient(host)}connect: Connection refused\nconnect:errno=111`],
  ['OpenSSL cut off', 'timeout', (host) => `${sClient(host)}CONNECTED(00000003)\nwrite:errno=104`],
  ['OpenSSL through a proxy', 407, (host) => `${sClient(host)}s_client: HTTP CONNECT failed: 407 Proxy Authentication Required`],
  ['Java without a name', 'dns', (host) => `java.net.UnknownHostException: ${host}\n\tat java.base/sun.nio.ch.Net.connect(Net.java:567)`],
  ['Java and a certificate', 'tls', (host) => `https://${host}/: javax.net.ssl.SSLHandshakeException: PKIX path building failed`],
  ['Java and an answer', 403, (host) => `java.io.IOException: Server returned HTTP response code: 403 for URL: https://${host}/x.svc`],
  [
    'Java on the way',
    'timeout',
    (host) => `org.apache.http.conn.ConnectTimeoutException: Connect to ${host}:443 [${host}/40.126.1.1] failed: connect timed out`,
  ],
  [
    'Python and a proxy',
    407,
    (host) =>
      `ProxyError: HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded with url: / (Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication Required')))`,
  ],
  [
    'Python and a certificate',
    'tls',
    (host) =>
      `HTTPSConnectionPool(host='${host}', port=443): Max retries exceeded (Caused by SSLError('[SSL: CERTIFICATE_VERIFY_FAILED]'))`,
  ],
  ['Node.js without a name', 'dns', (host) => `Error: getaddrinfo ENOTFOUND ${host}`],
  ['Go without a name', 'dns', (host) => `Get "https://${host}/": dial tcp: lookup ${host}: no such host`],
  [
    'Go without its proxy',
    'dns',
    (host) => `Get "https://${host}/": proxyconnect tcp: dial tcp 10.0.0.8:8080: connect: connection refused`,
  ],
  ['Go and a certificate', 'tls', (host) => `Get "https://${host}/": x509: certificate signed by unknown authority`],
  ['Go and a proxy', 407, (host) => `Get "https://${host}/": Proxy Authentication Required`],
  [
    '.NET and a proxy',
    407,
    (host) => `https://${host}/ System.Net.WebException: The remote server returned an error: (407) Proxy Authentication Required.`,
  ],
  [
    '.NET without a name',
    'dns',
    (host) => `System.Net.WebException: The remote name could not be resolved: '${host}'\n   at System.Net.HttpWebRequest.GetResponse()`,
  ],
];

describe('what a program prints of a request that came to nothing', () => {
  it.each(texts)('is its refusal: %s %s', (_, status, write) => {
    for (const host of hosts) {
      const text = write(host);
      for (const written of [text, text.replaceAll('\n', '\r\n'), text.replace(/^/gm, '  ')])
        expect([written, told(written)]).toMatchObject([written, { refused: [`${host} ${status}`], isReached: false }]);
    }
  });

  it.each(texts)('is never a success, wherever it was cut: %s %s', (_, _status, write) => {
    for (const host of hosts) {
      const lines = write(host).split('\n');
      for (let count = 1; count <= lines.length; count++) {
        const { isReached, rules } = told(lines.slice(0, count).join('\n'));
        // wget in brief begins with an address alone, as any list of addresses does.
        if (/^https:\S+:$/.test(lines[count - 1] ?? '')) continue;
        expect([lines[count - 1], isReached]).toEqual([lines[count - 1], false]);
        expect(rules).not.toEqual([]);
      }
    }
  });

  it.each(texts)('says nothing of the product where it is another host: %s %s', (_, _status, write) => {
    expect(told(write('www.example.com'))).toMatchObject({ refused: [], isReached: false });
  });
});

describe('what a program prints of a request that went through', () => {
  it.each(hosts)('reaches its host: %s', (host) => {
    for (const text of [
      `${begun(host)}${past(host)}HTTP request sent, awaiting response... 200 OK\nLength: 1234 (1.2K) [text/html]\nSaving to: \u2018index.html\u2019`,
      `${sClient(host)}${chain(host, 'C = US, O = Microsoft Corporation, CN = Microsoft Azure RSA TLS Issuing CA 04')}Verify return code: 0 (ok)`,
    ])
      expect([text, told(text)]).toMatchObject([text, { refused: [], isReached: true }]);
  });
});

describe('the proxy that a program does not find', () => {
  it('is not the host that it goes to', () => {
    for (const text of [
      `${begun(hosts[0] ?? '')}Resolving proxy01.corp.example (proxy01.corp.example)... failed: Name or service not known.`,
      `${begun(hosts[0] ?? '')}Connecting to proxy01.corp.example|10.0.0.8|:8080... failed: Connection refused.`,
    ])
      expect([text, told(text).rules]).toEqual([text, ['proxy-not-reached']]);
  });
});

describe('an error that names no host', () => {
  it.each([
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
    'java.net.ConnectException: Connection timed out: connect',
    'java.io.IOException: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407 Proxy Authentication Required"',
    'Error: self-signed certificate in certificate chain',
    'java.net.SocketTimeoutException: Read timed out',
  ])('is told as not understood: %s', (line) => {
    expect(told(line)).toEqual({ refused: [], isReached: false, rules: ['form-not-understood'] });
  });
});
