import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { diagnoseConnectivity } from '../../../../lib/application/diagnose/diagnose-connectivity.ts';
import { createCatalogueReader } from '../../../../lib/application/show/knowledge/catalogue-reader.ts';
import type { NetworkDiagnosis } from '../../../../lib/domain/connectivity/diagnose/finding.ts';

const catalogue = createCatalogueReader();
const diagnose = (log: string) => diagnoseConnectivity(catalogue, { log });
const rulesOf = ({ advice }: NetworkDiagnosis) => advice.map(({ rule }) => rule);

const folder = new URL('../../../fixtures/connectivity/', import.meta.url);
const sample = (name: string) => readFileSync(new URL(`check-${name}.txt`, folder), 'utf8');

describe('the report of the script', () => {
  it('is read in every line', async () => {
    for (const file of readdirSync(folder).filter((name) => name.startsWith('check-'))) {
      const text = readFileSync(new URL(file, folder), 'utf8');
      const { lines } = await diagnose(text.replaceAll('\n', '\r\n'));
      expect([file, lines]).toEqual([file, { understood: text.trim().split('\n').length, notUnderstood: 0 }]);
    }
  });

  it('of a good server has no finding, and says what was reached', async () => {
    const diagnosis = await diagnose(sample('good'));
    expect(diagnosis).toMatchObject({ missing: [], refused: [], sequenceStopsAt: null, advice: [], phases: [] });
    const reached = diagnosis.reached.map(({ host, port }) => `${host}:${port}`);
    expect(reached).toEqual(expect.arrayContaining(['*.microsoftonline.com:443', 'graph.microsoft.com:443', '*.crl3.digicert.com:80']));
  });

  it('behind inspection names every host whose certificate was replaced', async () => {
    const diagnosis = await diagnose(sample('inspected'));
    expect(rulesOf(diagnosis)).toEqual(['no-inspection']);
    expect(diagnosis.refused).toContainEqual({ host: 'login.windows.net', status: 'tls' });
    expect(diagnosis.refused).toHaveLength(5);
    // Past the proxy nothing goes out, which is as it should be.
    expect(diagnosis.refused.every(({ status }) => status === 'tls')).toBe(true);
  });

  it('behind a proxy that wants a sign-in says so once', async () => {
    const diagnosis = await diagnose(sample('407'));
    expect(rulesOf(diagnosis)).toEqual(['proxy-wants-sign-in']);
    expect(new Set(diagnosis.refused.map(({ status }) => status))).toEqual(new Set([407]));
    expect(diagnosis.reached).toEqual([]);
  });

  it('behind a proxy that the server signs in to has no finding, whether the certificate is seen or not', async () => {
    const seen = await diagnose(sample('signed-in'));
    expect(seen).toMatchObject({ refused: [], advice: [] });
    const unseen = await diagnose(sample('signed-in').replaceAll(/^proxy tls .*\n/gm, ''));
    expect(unseen).toMatchObject({ refused: [], advice: [], reached: seen.reached });
    const refusedAfterAll = sample('signed-in').replaceAll('ok 200 signed in', 'refused 407');
    expect(rulesOf(await diagnose(refusedAfterAll.replaceAll(/^proxy tls .*\n/gm, '')))).toEqual(['proxy-wants-sign-in']);
  });

  it('without names says that nothing resolves', async () => {
    const diagnosis = await diagnose(sample('no-dns'));
    expect(rulesOf(diagnosis)).toEqual(['name-not-resolved']);
    expect(new Set(diagnosis.refused.map(({ status }) => status))).toEqual(new Set(['dns']));
  });

  it.each([
    ['its end', (text: string) => text.replace(/^end .*\n/m, '')],
    ['all but its first lines', (text: string) => text.split('\n').slice(0, 2).join('\n')],
    ['its end before another one', (text: string) => text.replace(/^end .*\n/m, '') + text],
  ])('without %s is called cut off, never healthy', async (_, cut) => {
    expect(rulesOf(await diagnose(cut(sample('good'))))).toContain('report-cut-off');
    expect(rulesOf(await diagnose(sample('good') + sample('good')))).toEqual([]);
  });

  it('of which nothing counts says nothing of the server', async () => {
    expect(rulesOf(await diagnose('check-connectivity 1 connect 2026-11-30T06:30:00Z\nvia direct\nend 0\n'))).toEqual([
      'server-not-in-log',
    ]);
  });

  it('names its product itself', async () => {
    expect((await diagnose('check-connectivity 1 cloud-sync 2026-11-30T06:30:00Z\nvia direct\nend 0\n')).product).toBe('cloud-sync');
  });
});

const host = 'adminwebservice.microsoftonline.com';
const command = `PS C:\\> Invoke-WebRequest -Uri https://${host}/ProvisioningService.svc\n`;
const trace = '\nAt line:1 char:1\n+ Invoke-WebRequest -Uri $uri\n+ ~~~~~~~~~~~~\n    + CategoryInfo          : InvalidOperation\n';

describe('the output of Invoke-WebRequest', () => {
  it.each<[string, NetworkDiagnosis['refused'], string[]]>([
    [
      `${command}\nStatusCode        : 200\nStatusDescription : OK\nContent           : <!DOCTYPE html>\nRawContent        : HTTP/1.1 200 OK`,
      [],
      [],
    ],
    ['StatusCode : 200', [], []],
    [`Invoke-WebRequest : The remote server returned an error: (403) Forbidden.${trace}`, [{ host, status: 403 }], ['address-closed']],
    [
      `iwr : The remote server returned an error: (407) Proxy Authentication Required.${trace}`,
      [{ host, status: 407 }],
      ['proxy-wants-sign-in'],
    ],
    [
      'Invoke-WebRequest : Der Remoteserver hat einen Fehler zur\u00fcckgegeben: (407) Proxyauthentifizierung.',
      [{ host, status: 407 }],
      ['proxy-wants-sign-in'],
    ],
    ['Invoke-WebRequest: Response status code does not indicate success: 403 (Forbidden).', [{ host, status: 403 }], ['address-closed']],
    [
      "Invoke-WebRequest: The proxy tunnel request to proxy 'http://fabrikamproxy:8080/' failed with status code '407'.",
      [{ host, status: 407 }],
      ['proxy-wants-sign-in'],
    ],
    [`${command}Invoke-WebRequest : Unable to connect to the remote server${trace}`, [{ host, status: 'dns' }], ['no-connection']],
    ['Invoke-WebRequest: No such host is known. (fabrikamproxy:8080)', [{ host, status: 'dns' }], ['proxy-not-reached']],
    ["Invoke-WebRequest : The proxy name could not be resolved: 'fabrikamproxy'", [{ host, status: 'dns' }], ['proxy-not-reached']],
    [`${command}Invoke-WebRequest: No such host is known. (proxy.fabrikam.example:443)`, [{ host, status: 'dns' }], ['proxy-not-reached']],
    [
      "Invoke-WebRequest : The response content cannot be parsed because the Internet Explorer engine is not available, or Internet Explorer's first-launch configuration is not complete. Specify the UseBasicParsing parameter and try again.",
      [],
      [],
    ],
    [
      'Invoke-WebRequest: No connection could be made because the target machine actively refused it. (login.windows.net:443)',
      [{ host: 'login.windows.net', status: 'dns' }],
      ['no-connection'],
    ],
    [
      'Invoke-WebRequest: No connection could be made because the target machine actively refused it. (proxy.fabrikam.example:8080)',
      [{ host, status: 'dns' }],
      ['proxy-not-reached'],
    ],
    [
      "Invoke-WebRequest : The remote name could not be resolved: 'login.microsoftonline.com'",
      [{ host: 'login.microsoftonline.com', status: 'dns' }],
      ['name-not-resolved'],
    ],
    [
      'Invoke-WebRequest : The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
      [{ host, status: 'tls' }],
      ['no-inspection'],
    ],
    [
      'Invoke-WebRequest : The underlying connection was closed: An unexpected error occurred on a send.',
      [{ host, status: 'tls' }],
      ['tls-1.2'],
    ],
    [
      'Invoke-WebRequest : The underlying connection was closed: An unexpected error occurred on a receive.',
      [{ host, status: 'timeout' }],
      ['proxy-gets-no-answer'],
    ],
    ['Invoke-WebRequest : (407)\nStatusCode        : 200', [], []],
    ['Le serveur distant a retourn\u00e9 une erreur : (403) Interdit.', [{ host, status: 403 }], ['address-closed']],
    ['Invoke-WebRequest: The operation has timed out.', [{ host, status: 'timeout' }], ['proxy-gets-no-answer']],
    [
      'iwr https://login.windows.net\niwr : The remote server returned an error: (403) Forbidden.',
      [{ host: 'login.windows.net', status: 403 }],
      ['address-closed'],
    ],
    ['Invoke-WebRequest : The remote server returned an error: (500) Internal Server Error.', [], []],
  ])('is understood: %s', async (text, refused, rules) => {
    const diagnosis = await diagnose(text);
    expect(diagnosis).toMatchObject({ refused, missing: [], phases: [], sequenceStopsAt: null });
    expect(rulesOf(diagnosis)).toEqual(rules);
    expect(diagnosis.reached.map((row) => row.host)).toEqual(refused.length === 0 ? ['*.microsoftonline.com'] : []);
  });
});

it('The whole output of a test that went well is understood, the headers of the answer too', async () => {
  const headers = [
    'Cache-Control: private',
    'Content-Length: 3009',
    'Content-Type: text/html',
    'Server: Microsoft-IIS/8.5',
    'X-Powered-By: ASP.NET',
  ];
  const answer = [
    'StatusCode        : 200',
    'StatusDescription : OK',
    'RawContent        : HTTP/1.1 200 OK',
    ...headers.map((line) => `                    ${line}`),
  ];
  const { lines, refused } = await diagnose(`${command}\n${answer.join('\n')}\nRawContentLength  : 3009\n`);
  expect({ lines, refused }).toEqual({ lines: { understood: 10, notUnderstood: 0 }, refused: [] });
});

describe('a page of the wizard', () => {
  it.each([
    ['Unable to validate credentials. An unexpected error has occurred.', 'connect-connectivity/WizardProxyNotConfigured'],
    ["The MFA endpoint can't be reached", 'connect-connectivity/MfaEndpointUnreachable'],
    ['The password cannot be verified', 'connect-connectivity/PasswordCannotBeVerified'],
    ['Azure AD Sync: user realm discovery failed', 'connect-auth/UserRealmDiscoveryFailed'],
    ['Unknown User Type', 'connect-auth/UnknownUserType'],
  ])('is understood as it is pasted: %s', async (text, rule) => {
    const diagnosis = await diagnose(`${text}\n`);
    expect(rulesOf(diagnosis)).toEqual([rule]);
    expect(diagnosis.advice[0]?.source).toMatch(/^https:/);
  });

  it.each([
    ['InvalidGrant', 'Invalid Grant'],
    ['UnknownUserType', 'Unknown User Type'],
    ['UserRealmDiscoveryFailed', 'User Realm Discovery Failed'],
    ['UserPasswordExpired', 'User Password Expired'],
    ['AuthorizationFailure', 'Authorization Failure'],
    ['AuthenticationCanceled', 'Authentication Canceled', 'Authentication Cancelled'],
    ['ConnectToMSOnline', 'Connect To MS Online'],
    ['AzureRoleMissing', 'Azure Role Missing'],
    ['PrivilegedIdentityManagement', 'Privileged Identity Management'],
    ['CompanyInfoUnavailable', 'Company Information Unavailable'],
    ['RetrieveDomains', 'Domain Information Unavailable'],
  ])('is found by its heading: %s, also in words', async (code, ...spellings) => {
    for (const heading of [code, ...spellings]) {
      expect([heading, rulesOf(await diagnose(`${heading}\n`))]).toEqual([heading, [`connect-auth/${code}`]]);
    }
  });

  it.each([
    ['Authentication canceled\nThe MFA challenge was canceled.', 'connect-auth/AuthenticationCanceled'],
    ['User password expired\nYour credentials have expired. Change your password.', 'connect-auth/UserPasswordExpired'],
    ['A Microsoft account is used', 'connect-connectivity/MicrosoftAccountUsed'],
    [
      'Unspecified authentication failure\nShown as Unexpected error in the installation wizard. Can happen with a personal account.',
      'connect-auth/UnspecifiedAuthenticationFailure',
    ],
    ['AuthorizationFailure\nUnknown issue.', 'connect-auth/AuthorizationFailure'],
    [
      'Authorization failure\nFailed to authorize the user to perform the action in Microsoft Entra ID.',
      'connect-auth/AuthorizationFailure',
    ],
    ['Invalid Grant\nInvalid user name or password.', 'connect-auth/InvalidGrant'],
    ['Unknown User Type\nYour Microsoft Entra directory cannot be found or resolved.', 'connect-auth/UnknownUserType'],
    [
      'An error has occurred in the script on this page.\nURL: https://secure.aadcdn.microsoftonline-p.com/ests/x.js',
      'connect-connectivity/MfaEndpointUnreachable',
    ],
  ])('is understood with the sentence below its heading, and in a message around it: %j', async (page, rule) => {
    for (const text of [page, `Hi, our wizard stopped with\n${page}\nCan you help?\n`]) {
      expect([text, rulesOf(await diagnose(text))]).toEqual([text, [rule]]);
    }
  });

  it.each(['# %', '## %', '### 3. %', '## % ##', '> ## %', '**%**', '<h2>%</h2>', '%\n=====', '| % |', '- %', '%:'])(
    'is understood however its heading is marked: %j',
    async (mark) => {
      const page = `${mark.replace('%', 'Invalid Grant')}\nThe wizard said so.\n`;
      expect(rulesOf(await diagnose(page))).toEqual(['connect-auth/InvalidGrant']);
      expect(rulesOf(await diagnose(page.repeat(3)))).toEqual(['connect-auth/InvalidGrant']);
    },
  );

  it.each([
    '#Remark: Invalid Grant',
    '#1453019880.123 120 10.0.0.5 TCP_DENIED/403 3912 CONNECT login.microsoftonline.com:443 - HIER_NONE/- -',
    'date=2016-01-11 action=denied reason="invalid_grant" hostname="login.example"',
    'Jan 11 08:31:00 fw denied: Authorization failure of rule 7 for client 10.0.0.5 at www.example.com',
    'denied',
    'Unauthorized',
  ])('is none in a line of a log, nor for a mere word: %s', async (line) => {
    expect(rulesOf(await diagnose(`${line}\n8:31 connect://login.microsoftonline.com:443 407\n`))).toEqual(['proxy-wants-sign-in']);
  });

  it('stands beside what the log below it shows', async () => {
    const log = 'user realm discovery failed\n8:31 connect://login.microsoftonline.com:443 407\n';
    expect(rulesOf(await diagnose(log))).toEqual(['proxy-wants-sign-in', 'connect-auth/UserRealmDiscoveryFailed']);
  });
});

describe('a log without the server', () => {
  it.each([
    '',
    'https://www.example.com/\n',
    // The hosts, by ports that they are not needed on.
    '8:31 connect://login.microsoftonline.com:80\n8:31 connect://adminwebservice.microsoftonline.com:8443\n',
    'http://login.microsoftonline.com/\nhttp://login.windows.net/\n',
    'connect://crl3.digicert.com:443 403\n',
    // What any Windows and any program asks.
    'http://crl3.digicert.com/x.crl\n',
    'https://graph.microsoft.com/v1.0/me\n',
    'https://xlogin.microsoftonline.com/\n',
    // Tests and messages of something else.
    'Jan 11 08:31:00 app01 myservice[12]: The operation has timed out while calling https://api.example.com/\n',
    'Jan 11 08:31:00 app01 myservice[12]: The remote server returned an error: (403) Forbidden. api.example.com\n',
    "ERROR System.Net.WebException: The remote name could not be resolved: 'db.example.com'\n",
    'iwr https://www.example.com/\niwr: No such host is known. (www.example.com:443)\n',
    'iwr https://www.example.com/\niwr: No such host is known. (fabrikamproxy:8080)\n',
    'Invoke-WebRequest https://www.example.com/\nInvoke-WebRequest : The remote server returned an error: (403) Forbidden.\n',
  ])('is never called healthy: %j', async (log) => {
    expect(rulesOf(await diagnose(log))).toEqual(['server-not-in-log']);
  });
});

describe('what a window of eighty columns has broken', () => {
  it.each<[string, NetworkDiagnosis['refused']]>([
    [
      `Invoke-WebRequest -Uri\nhttps://${host}/ProvisioningService.svc\nInvoke-WebRequest : The remote server returned an error: (407) Proxy Authentication\nRequired.`,
      [{ host, status: 407 }],
    ],
    [
      `PS C:\\> iwr\nhttps://login.windows.net/\niwr : The remote server returned an error:\n(403) Forbidden.${trace}`,
      [{ host: 'login.windows.net', status: 403 }],
    ],
    [`Invoke-WebRequest : The remote name could not be resolved:\n'${host}'`, [{ host, status: 'dns' }]],
    [`The remote name could not be\nresolved: 'login.windows.net'`, [{ host: 'login.windows.net', status: 'dns' }]],
    ['Invoke-WebRequest : The remote server returned an error:\n(407) Proxy Authentication Required.', [{ host, status: 407 }]],
    ['Invoke-WebRequest : Unable to connect to the\nremote server', [{ host, status: 'dns' }]],
    ['Unable to connect to the remote\nserver', [{ host, status: 'dns' }]],
    [
      'Invoke-WebRequest : The underlying connection was closed: Could not establish\ntrust relationship for the SSL/TLS secure channel.',
      [{ host, status: 'tls' }],
    ],
    [
      'Invoke-WebRequest : The underlying connection was closed:\nCould not establish trust relationship for the SSL/TLS secure channel.',
      [{ host, status: 'tls' }],
    ],
    ['Could not establish\ntrust relationship for the SSL/TLS secure channel.', [{ host, status: 'tls' }]],
    ['Invoke-WebRequest : Der Remoteserver hat einen Fehler zur\u00fcckgegeben:\n(407) Proxyauthentifizierung.', [{ host, status: 407 }]],
    [`Invoke-WebRequest : Der Remotename konnte nicht aufgel\u00f6st werden:\n'${host}'`, [{ host, status: 'dns' }]],
    [`Invoke-WebRequest \`\n  -Uri \`\n  https://login.windows.net/\niwr : (403)`, [{ host: 'login.windows.net', status: 403 }]],
    [
      `${'PS C:\\> Invoke-WebRequest -UseBasicParsing -TimeoutSec 30 -Uri https://login.windows.net/'.replace(/^(.{80})/, '$1\n')}\niwr : (403)`,
      [{ host: 'login.windows.net', status: 403 }],
    ],
  ])('is read as one line: %j', async (text, refused) => {
    for (const lineEnd of ['\n', '\r\n'])
      expect(await diagnose(text.replaceAll('\n', lineEnd))).toMatchObject({ refused, reached: [], missing: [], phases: [] });
  });

  it.each([
    '8:31 connect://login.microsoftonline.com:443 407',
    '1453019880.123 120 10.0.0.5 TCP_DENIED/407 3912 CONNECT login.microsoftonline.com:443 - HIER_NONE/- -',
  ])('ends where a log begins: %s', async (line) => {
    const { refused } = await diagnose(`Invoke-WebRequest : Unbekannt\n${line}`);
    expect(refused).toEqual([{ host: 'login.microsoftonline.com', status: 407 }]);
  });
});

describe('the address of a command', () => {
  it.each([
    `-Proxy http://fabrikamproxy:8080 -Uri https://${host}/`,
    `-Uri https://${host}/ -Proxy http://fabrikamproxy:8080`,
    `-Proxy http://login.windows.net:8080 https://${host}/`,
    `https://${host}/ -UseBasicParsing -Proxy 'http://login.windows.net:8080' -ProxyUseDefaultCredentials`,
    `-Proxy:"http://login.windows.net:8080" -Uri:"https://${host}/"`,
    `-UseBasicParsing -uri 'https://${host}/' -Headers "https://login.windows.net"`,
  ])('is that of what it asks for, in any order: %s', async (parameters) => {
    const { refused } = await diagnose(
      `Invoke-WebRequest ${parameters}\nInvoke-WebRequest : The remote server returned an error: (403) Forbidden.`,
    );
    expect(refused).toEqual([{ host, status: 403 }]);
  });
});

describe('the report of the script as a mail carries it', () => {
  const wrapped = (text: string, width: number) => text.replace(new RegExp(`(.{1,${width}})(?: +|$)`, 'gm'), '$1\n');
  const carriers: Readonly<Record<string, (text: string) => string>> = {
    quoted: (text) => text.replace(/^/gm, '> '),
    'quoted twice': (text) => text.replace(/^/gm, '> > '),
    'in capitals': (text) => text.toUpperCase(),
    'broken at blanks': (text) => wrapped(text, 72),
    'broken early': (text) => wrapped(text, 50),
    'broken by a console': (text) => text.replace(/(.{80})(?=.)/g, '$1\n'),
    'quoted and broken': (text) => wrapped(text, 60).replace(/^/gm, '> '),
  };

  it.each(Object.entries(carriers))('says the same: %s', async (_, carry) => {
    for (const name of ['good', 'inspected', '407', 'no-dns', 'signed-in']) {
      const [{ refused, reached, advice, phases }, carried] = [await diagnose(sample(name)), await diagnose(carry(sample(name)))];
      expect([name, carried]).toMatchObject([name, { refused, reached, advice, phases }]);
    }
  });
});
