import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const hosts = ['login.microsoftonline.com', 'adminwebservice.microsoftonline.com', 'bba800-anchor.microsoftonline.com'] as const;

function told(text: string): string[] {
  const { refused, reached } = diagnoseLog(text, 'connect');
  return [...refused.map(({ host, status }) => `${host} ${status}`), ...(reached.length > 0 ? ['reached'] : [])];
}

const statuses = [
  [200, 'OK'],
  [404, 'NotFound'],
  [407, 'ProxyAuthenticationRequired'],
  [403, 'Forbidden'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
] as const;
const meant = (host: string, status: number) => (status === 200 || status === 404 ? ['reached'] : [`${host} ${status}`]);
const lineBreak = fc.constantFrom('\n', '\r\n');

describe('a status that PowerShell prints alone', () => {
  const scripts: readonly ((host: string) => string[])[] = [
    (host) => [`PS C:\\> try { Invoke-WebRequest https://${host}/ } catch { $_.Exception.Response.StatusCode }`],
    (host) => [
      `PS C:\\> try { iwr -Uri "https://${host}/" -Proxy http://proxy.corp.example:8080 } catch { [int]$_.Exception.Response.StatusCode }`,
    ],
    (host) => ['try {', `  Invoke-RestMethod https://${host}/`, '} catch {', '  $_.Exception.Response.StatusCode.value__', '}'],
    (host) => [`PS C:\\> (Invoke-WebRequest https://${host}/ -SkipHttpErrorCheck).StatusCode`],
    (host) => [`>> $r = iwr https://${host}/`, '>> $r.StatusCode'],
    (host) => [`PS C:\\> Invoke-WebRequest https://${host}/ | Select-Object StatusCode`, '', 'StatusCode', '----------'],
    (host) => [`PS C:\\> iwr https://${host}/`, 'PS C:\\> $Error[0].Exception.Response.StatusCode', ''],
  ];
  const spellings: readonly ((status: number, name: string) => string)[] = [
    (status) => `${status}`,
    (_, name) => name,
    (status) => `       ${status}`,
    (_, name) => `Status: ${name}`,
    (status, name) => `${status} ${name}`,
  ];
  const asked = fc.record({
    host: fc.constantFrom(...hosts),
    status: fc.constantFrom(...statuses),
    script: fc.constantFrom(...scripts),
    spell: fc.constantFrom(...spellings),
  });

  it('is the answer of the host that its command names, one after the other', () => {
    void fc.assert(
      fc.property(fc.uniqueArray(asked, { minLength: 1, maxLength: 3, selector: ({ host }) => host }), lineBreak, (all, end) => {
        const lines = all.flatMap(({ host, status: [status, name], script, spell }) => [...script(host), spell(status, name), '']);
        const expected = new Set(all.flatMap(({ host, status: [status] }) => meant(host, status)));
        expect([lines, new Set(told(lines.join(end)))]).toEqual([lines, expected]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['of no host', 'PS C:\\> iwr $url\nPS C:\\> $_.Exception.Response.StatusCode\n407'],
    ['of a host in a variable, below another one', `iwr https://${hosts[0]}/\niwr $url\n$_.Exception.Response.StatusCode\n407`],
    ['that is compared', `iwr https://${hosts[0]}/\nif ($_.Exception.Response.StatusCode -eq 407) { 'again' }\n407`],
    ['behind something else', `(iwr https://${hosts[0]}/).StatusCode\nsomething else\n407`],
    ['that is none', `(iwr https://${hosts[0]}/).StatusCode\n0`],
    ['with a name that nobody knows', `(iwr https://${hosts[0]}/).StatusCode\nSomethingElse`],
    ['of a host that is not needed', '(iwr https://www.example.com/).StatusCode\n407'],
    ['that nothing asked for', `iwr https://${hosts[0]}/\n407`],
  ])('says nothing: one %s', (_, text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('a status that curl prints as it is told to', () => {
  const formats: readonly (readonly [format: string, print: (status: number) => string])[] = [
    ['"%{http_code}"', (status) => `${status}`],
    ['"%{http_code}\\n"', (status) => `${status}`],
    ["'%{response_code} %{time_total}\\n'", (status) => `${status} 0.123`],
    ['"\\nHTTP %{http_code}\\n%{time_total}\\n"', (status) => `HTTP ${status}\n0.123`],
    ['"%{http_code} (%{remote_ip})"', (status) => `${status} (40.126.31.67)`],
    ['%{http_code}', (status) => `${status}`],
  ];
  const ends = ['', '\n', 'admin@srv:~$ ', '[admin@srv ~]$ ', '\n\nC:\\>'];
  const commands: readonly ((host: string, format: string) => string)[] = [
    (host, format) => `C:\\>curl -s -o NUL -w ${format} https://${host}/`,
    (host, format) => `$ curl -so /dev/null --write-out ${format} -x http://proxy.corp.example:8080 https://${host}/`,
    (host, format) => `curl.exe https://${host}/ -sw ${format}`,
  ];

  it('is the answer of the host that its command names, whatever the format and whatever follows', () => {
    const [format, end] = [fc.constantFrom(...formats), fc.constantFrom(...ends)];
    void fc.assert(
      fc.property(
        fc.constantFrom(...hosts),
        fc.constantFrom(...statuses),
        fc.constantFrom(...commands),
        format,
        end,
        (host, [status], write, one, after) => {
          const text = `${write(host, one[0])}\n${one[1](status)}${after}`;
          expect([text, told(text)]).toEqual([text, meant(host, status)]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is that of the proxy where it is the answer to CONNECT', () => {
    for (const status of [401, 403, 404, 407, 502])
      expect(
        told(`$ curl -so /dev/null -w 'HTTP %{http_code} CONNECT %{http_connect}' https://${hosts[0]}/\nHTTP 000 CONNECT ${status}`),
      ).toEqual([`${hosts[0]} ${status}`]);
  });

  it.each([
    ['that is none', `curl -w "%{http_code}" https://${hosts[0]}/\n000`],
    ['of no host', 'curl -w "%{http_code}" $URL\n407'],
    ['of no host but the proxy', 'curl -x http://proxy.corp.example -w "%{http_code}" $URL\n407'],
    ['in another format', `curl -w "code %{http_code}" https://${hosts[0]}/\n407`],
    ['with more behind it', `curl -w "%{http_code}" https://${hosts[0]}/\n407 bytes`],
    ['that nothing asked for', `curl -w "%{size_download}" https://${hosts[0]}/\n407`],
  ])('says nothing: one %s', (_, text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('an error of PowerShell', () => {
  const traceOf = (host: string) =>
    `At line:1 char:1\n+ Invoke-WebRequest -Uri https://${host}/ -Proxy http://proxy.corp.example:8080\n+ ~~~~~\n    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException`;

  it('is about the host that its trace names', () => {
    const errors = fc.array(fc.tuple(fc.constantFrom(...hosts), fc.constantFrom(403, 407, 502)), { minLength: 1, maxLength: 4 });
    void fc.assert(
      fc.property(errors, lineBreak, (all, end) => {
        const text = all
          .map(([host, status]) => `Invoke-WebRequest : The remote server returned an error: (${status}) In words.\n${traceOf(host)}`)
          .join('\n')
          .replaceAll('\n', end);
        const last = new Map(all);
        const expected = new Set(
          all.filter(([host, status]) => status !== 407 || last.get(host) === 407).map(([host, status]) => `${host} ${status}`),
        );
        expect(new Set(told(text))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['Access Denied (policy_denied)\nYour system policy has denied access to the requested URL.', 403],
    ['Access Denied (authentication_failed)\nYour credentials could not be authenticated.', 407],
    ['ERROR\nThe requested URL could not be retrieved\nCache Access Denied.', 407],
    ['ERROR\nAccess Denied.\nAccess control configuration prevents your request from being allowed at this time.', 403],
    ['ERROR\nUnable to determine IP address from host name', 'dns'],
    ['Network Error (dns_unresolved_hostname)', 'dns'],
    ['504 Gateway Time-out', 504],
    ['503 Service Unavailable\nNo server is available', 503],
    ['Web Page Blocked!', 403],
  ])('whose words are the page of a proxy is told by them: %j', (page, status) => {
    for (const host of hosts)
      for (const text of [
        `Invoke-WebRequest : ${page}\n${traceOf(host)}`,
        `PS C:\\> iwr https://${host}/\niwr : ${page}\nPS C:\\> `,
        `PS C:\\> iwr https://${host}/\nInvoke-WebRequest: \n        ${page}`,
      ])
        expect([text, told(text)]).toEqual([text, [`${host} ${status}`]]);
  });

  it('in words that nobody knows is told by none, nor by what stands below the next prompt', () => {
    for (const page of ['Etwas ist schiefgegangen.', 'Hello, world', 'Try again later.'])
      expect(told(`PS C:\\> iwr https://${hosts[0]}/\niwr : ${page}\nPS C:\\> echo Access Denied\nAccess Denied`)).toEqual([]);
  });

  it.each([
    ['Connection refused', 'dns'],
    ['Network is unreachable', 'dns'],
    ['No route to host', 'dns'],
    ['nodename nor servname provided, or not known', 'dns'],
    ['Temporary failure in name resolution', 'dns'],
    ['Resource temporarily unavailable', 'dns'],
  ])('of PowerShell 7 on another system names its host: %s', (words, status) => {
    for (const host of hosts) {
      expect(told(`Invoke-WebRequest: ${words} (${host}:443)`)).toEqual([`${host} ${status}`]);
      expect(told(`Invoke-WebRequest: ${words} (www.example.com:443)`)).toEqual([]);
    }
  });

  it('of PowerShell 7 tells that somebody broke off', () => {
    const words = 'Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host..';
    expect(told(`PS> iwr https://${hosts[0]}/\nInvoke-WebRequest: ${words}`)).toEqual([`${hosts[0]} timeout`]);
  });
});
