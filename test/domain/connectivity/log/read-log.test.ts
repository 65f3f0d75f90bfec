import { describe, expect, it } from '@jest/globals';
import type { LogLine } from '../../../../lib/domain/connectivity/log/log-line.ts';
import { readLog } from '../../../../lib/domain/connectivity/log/read-log.ts';
import { hostOf } from '../../../../lib/domain/connectivity/match/written-host.ts';

/** What a log holds, a line of text for each request and heading. */
function read(text: string) {
  const seen: string[] = [];
  const counts = readLog(text, {
    line: () => undefined,
    request: (line) => seen.push(tell(line)),
    unclear: () => undefined,
    heading: (phase) => seen.push(`# ${phase}`),
    other: () => false,
  });
  return { seen, ...counts };
}

function tell(line: LogLine): string {
  const { port, status, isAborted, durationInMs } = line;
  const facts = [
    `${hostOf(line)}:${port ?? '*'}`,
    status,
    isAborted ? 'aborted' : undefined,
    durationInMs === undefined ? undefined : `${durationInMs} ms`,
  ];
  return facts.filter((fact) => fact !== undefined).join(' ');
}

const seenIn = (text: string) => read(text).seen;
const nothing = (notUnderstood: number) => ({ seen: [], understood: 0, notUnderstood });

describe('a line of the documents', () => {
  it.each([
    ['1/11/2016 8:31 connect://login.microsoftonline.com:443', 'login.microsoftonline.com:443'],
    ['1/11/2016 8:31\tconnect:/login.microsoftonline.com:443', 'login.microsoftonline.com:443'],
    ['| 1/11/2016 8:32 |connect://*bba800-anchor*.microsoftonline.com:443 |', 'bba800-anchor.microsoftonline.com:443'],
    ['CONNECT://Login.MicrosoftOnline.com:443', 'Login.MicrosoftOnline.com:443'],
    ['"connect://login.microsoftonline.com:443",', 'login.microsoftonline.com:443'],
    ['> 08:31 connect://login.microsoftonline.com', 'login.microsoftonline.com:443'],
    ['connect://login.microsoftonline.com:443 407 Proxy Authentication Required', 'login.microsoftonline.com:443 407'],
    ['08:31 connect://login.microsoftonline.com:443 HTTP/1.1 403 Forbidden', 'login.microsoftonline.com:443 403'],
    ['08:31 connect://login.microsoftonline.com:443 timed out', 'login.microsoftonline.com:443 timeout'],
    ['08:31 connect://login.microsoftonline.com:443 name could not be resolved', 'login.microsoftonline.com:443 dns'],
    ['08:31 connect://login.microsoftonline.com:443 TLS handshake failed', 'login.microsoftonline.com:443 tls'],
    ['08:31 connect://login.microsoftonline.com:443 blocked by policy', 'login.microsoftonline.com:443 403'],
    ['<td>8:31</td><td>connect://<em>bba800-anchor</em>.microsoftonline.com:443</td>', 'bba800-anchor.microsoftonline.com:443'],
  ])('is read: %s', (line, expected) => {
    expect(seenIn(line)).toEqual([expected]);
  });

  it('is read however it ends and begins', () => {
    const lines = ['8:31 connect://a.example.com:443', '8:32 connect://b.example.com:443'];
    for (const end of ['\n', '\r\n', '\r', '\n\n', ' \n\t']) {
      expect(read(`\ufeff${lines.join(end)}${end}`)).toEqual({
        seen: ['a.example.com:443', 'b.example.com:443'],
        understood: 2,
        notUnderstood: 0,
      });
    }
  });

  it('is read where copying has put several into one', () => {
    expect(seenIn('8:31 connect://a.example.com:443 8:32 connect://b.example.com:443 407')).toEqual([
      'a.example.com:443',
      'b.example.com:443 407',
    ]);
    expect(
      seenIn(
        '<tr><td>8:31</td><td>connect://a.example.com:443</td></tr><tr><td>8:32&nbsp;</td><td>connect:&#47;/b.example.com:443</td></tr>',
      ),
    ).toEqual(['a.example.com:443', 'b.example.com:443']);
  });

  it('is read where copying has put its cells below each other', () => {
    expect(read('<tr>\n<td>1/11/2016 8:31</td>\n<td>connect://a.example.com:443</td>\n</tr>')).toMatchObject({
      seen: ['a.example.com:443'],
      notUnderstood: 0,
    });
  });
});

describe('a heading', () => {
  it.each([
    ['Connect to Microsoft Entra ID', 'connect'],
    ['## Connect to Azure AD', 'connect'],
    ['**Configure**', 'configure'],
    ['Configure:', 'configure'],
    ['CONFIGURE', 'configure'],
    ['Wizard page "Configure"', 'configure'],
    ['=== Initial Sync ===', 'initial-sync'],
    ['3. Initial sync', 'initial-sync'],
    ['<h4 id="x">Initial Sync</h4>', 'initial-sync'],
  ])('is one: %s', (line, phase) => {
    expect(read(line)).toEqual({ seen: [`# ${phase}`], understood: 0, notUnderstood: 0 });
  });

  it.each(['Configure the proxy first', 'We connect to Azure AD every day', 'Initial'])('is none: %s', (line) => {
    expect(read(line)).toEqual(nothing(1));
  });
});

describe('a line of Squid', () => {
  it.each([
    [
      '1453019880.123    120 10.0.0.5 TCP_TUNNEL/200 3912 CONNECT a.example.com:443 - HIER_DIRECT/20.190.1.1 -',
      'a.example.com:443 200 120 ms',
    ],
    [
      '1453019880.123 120004 2001:db8::5 TCP_TUNNEL_ABORTED/200 39 CONNECT [2001:db8::1]:443 u HIER_DIRECT/2001:db8::1 -',
      '2001:db8::1:443 200 aborted 120004 ms',
    ],
    ['1453019880.123      0 10.0.0.5 TCP_DENIED/407 3912 CONNECT a.example.com:443 - HIER_NONE/- text/html', 'a.example.com:443 407 0 ms'],
    [
      '1453019880.123     10 10.0.0.5 TCP_MISS/200 0 GET http://crl3.digicert.com/x.crl?a=b:c - HIER_DIRECT/1.2.3.4 -',
      'crl3.digicert.com:80 200 10 ms',
    ],
    [
      '1453019880.123  60001 10.0.0.5 NONE_NONE_TIMEDOUT/000 0 CONNECT a.example.com:443 - HIER_NONE/- -',
      'a.example.com:443 timeout 60001 ms',
    ],
    [
      'Jan 17 08:38:00 proxy squid[71]: 1453019880.123 7 10.0.0.5 TCP_TUNNEL/200 1 CONNECT a.example.com - HIER_DIRECT/1.2.3.4 -',
      'a.example.com:443 200 7 ms',
    ],
    [
      '10.0.0.5 - CORP\\u [11/Jan/2016:08:31:00 +0000] "CONNECT a.example.com:443 HTTP/1.1" 200 39 "-" "Mozilla/5.0 (a; b)" TCP_TUNNEL:HIER_DIRECT',
      'a.example.com:443 200',
    ],
    [
      '10.0.0.5 - - [11/Jan/2016:08:31:00 -0800] "CONNECT a.example.com:443 HTTP/1.1" 200 39 "-" "-" TCP_TUNNEL_ABORTED:HIER_DIRECT 9000',
      'a.example.com:443 200 aborted 9000 ms',
    ],
    ['10.0.0.5 - - [11/Jan/2016:08:31:00 +0000] "GET http://a.example.com/x HTTP/1.1" 403 39', 'a.example.com:80 403'],
  ])('is read: %s', (line, expected) => {
    expect(read(line)).toEqual({ seen: [expected], understood: 1, notUnderstood: 0 });
  });

  it('that asks for nothing is understood and is no request', () => {
    const line = '1453019880.123 0 10.0.0.5 NONE/000 0 NONE error:transaction-end-before-headers - HIER_NONE/- -';
    expect(read(line)).toMatchObject({ seen: [], notUnderstood: 0 });
  });

  it.each([
    '1453019880.123    120 10.0.0.5 TCP_DENIED/40',
    '1453019880.123    120 10.0.0.5 TCP_DENIED/407 3912 CONNECT',
    '10.0.0.5 - - [11/Jan/2016:08:31:00 +0000] "CONNECT a.example.com:443 HTT',
  ])('that is cut off is not guessed at: %s', (line) => {
    expect(read(line)).toEqual(nothing(1));
  });
});

describe('a table that names its columns', () => {
  const w3c = (fields: string, ...rows: string[]) => [`#Version: 1.0`, `#Fields: ${fields}`, ...rows].join('\r\n');

  it('is read by the names, in any order', () => {
    expect(
      read(w3c('c-ip cs-host cs-uri-port sc-status time-taken', '10.0.0.5 a.example.com 443 407 12', '10.0.0.5 b.example.com 80 200 0.5')),
    ).toEqual({
      seen: ['a.example.com:443 407 12 ms', 'b.example.com:80 200 500 ms'],
      understood: 2,
      notUnderstood: 0,
    });
    expect(
      seenIn(
        w3c(
          'date time cs-uri sc-status',
          '2016-01-11 08:31:00 tcp://a.example.com:443/ 200',
          '2016-01-11 08:31:00 http://b.example.com/x 503',
        ),
      ),
    ).toEqual(['a.example.com:443 200', 'b.example.com:80 503']);
  });

  it('may be parted by tabs and hold empty fields', () => {
    expect(seenIn('#Fields: c-ip\tcs-username\tr-host\tr-port\tsc-status\n10.0.0.5\t\ta.example.com\t443\t12209\n')).toEqual([
      'a.example.com:443 407',
    ]);
  });

  it.each([
    ['the mark of the byte order', '\ufeff'],
    ['a hard blank', '\u00a0'],
  ])('may begin with %s', (_, mark) => {
    const seen = ['a.example.com:* 407'];
    expect(read(`${mark}#Fields: cs-host sc-status\r\na.example.com 407\r\n`)).toEqual({ seen, understood: 1, notUnderstood: 0 });
    expect(read(`${mark}"host","respcode"\r\n"a.example.com","407"\r\n`)).toEqual({ seen, understood: 1, notUnderstood: 0 });
    expect(seenIn(`${mark}# Configure\r\n`)).toEqual(['# configure']);
  });

  it('is none where a table of the documents names its columns', () => {
    const row = '| 1/11/2016 8:31 |connect://a.example.com:443 |';
    for (const header of ['| Time | URL |\n| --- | --- |', 'Time URL', 'Time\tURL']) {
      expect(read(`${header}\n${row}`)).toEqual({ seen: ['a.example.com:443'], understood: 1, notUnderstood: 0 });
    }
  });

  it('may change its columns on the way', () => {
    const text = `${w3c('cs-host sc-status', 'a.example.com 200')}\n${w3c('sc-status cs-host', '403 b.example.com')}`;
    expect(seenIn(text)).toEqual(['a.example.com:* 200', 'b.example.com:* 403']);
  });

  it('tells failures in words', () => {
    const rows = [
      'a.example.com 503 dns_unresolved_hostname',
      'b.example.com 503 ssl_failed',
      'c.example.com - policy_denied',
      'd.example.com 200 client_disconnect',
    ];
    expect(seenIn(w3c('cs-host sc-status x-exception-id', ...rows))).toEqual([
      'a.example.com:* dns',
      'b.example.com:* tls',
      'c.example.com:* 403',
      'd.example.com:* 200 aborted',
    ]);
  });

  it.each(['a.example.com', 'a.example.com 40', 'a.example.com 200 7 8 9', 'not/a/host 200'])(
    'does not guess at a row that does not fit: %s',
    (row) => {
      expect(read(w3c('cs-host sc-status', row))).toEqual(nothing(1));
    },
  );

  it('may be a feed of Zscaler with or without quotes, in any order', () => {
    const quoted =
      '"Event Time","User","Response Code","URL","Policy Action"\r\n"Mon Jan 11 08:31:00 2016","u@corp, x","407","a.example.com:443","Allowed"\r\n';
    expect(read(quoted)).toEqual({ seen: ['a.example.com:443 407'], understood: 1, notUnderstood: 0 });
    expect(seenIn('url,reqmethod,respcode,proto,host\na.example.com/x,GET,200,HTTPS,a.example.com\n')).toEqual(['a.example.com:443 200']);
    expect(seenIn('url;respcode;action\na.example.com%2Fx;NA;Blocked\nb%2Eexample.com:443;NA;Allowed')).toEqual(['b.example.com:443']);
    // Also where no other field of the row has a dot, and where the whole address is written so.
    expect(seenIn('#Fields: time cs-host sc-status\n8:31 a%2Eexample%2Ecom 403')).toEqual(['a.example.com:* 403']);
    expect(seenIn('host,respcode\na%2eexample%2ecom%3A443,403')).toEqual(['a.example.com:443 403']);
    expect(seenIn('8:31 a%2Eexample%2Ecom 403')).toEqual(['a.example.com:* 403']);
    expect(seenIn('url,respcode\nhttps%3A%2F%2Fa.example.com%2Fx,403')).toEqual(['a.example.com:443 403']);
    expect(seenIn('url,respcode\nhttps%3A%2F%2Fa%252Eexample.com%2F,403')).toEqual([]);
  });

  it('that has lost its header is read where there is one way to read it', () => {
    const row = '"Mon Jan 11 08:31:00 2016","u@corp","HTTPS","a.example.com:443","Allowed","512","3912","10.1.2.3","CONNECT","407","None"';
    expect(seenIn(row)).toEqual(['a.example.com:443 407']);
    expect(read(row.replace('"CONNECT","407"', '"407","403"'))).toEqual(nothing(1));
    expect(read(row.slice(0, row.indexOf('"407"') + 3))).toEqual(nothing(1));
    expect(read(row.replace('"None"', '"https://other.example.com/"'))).toEqual(nothing(1));
  });
});

describe('a table whose columns are not known', () => {
  const row = '2016/01/11 08:31:00,10.0.0.5,login.microsoftonline.com,passthrough,407';

  it.each([
    'Date/Time,Source,Host Name,Action,Duration',
    '"Date/Time","Source","Host Name","Action","Duration"',
    'Date/Time;Source;Host Name;Action;Duration',
    'Date/Time\tSource\tHost Name\tAction\tDuration',
    'Logged,From,Destination Site,Action,Taken',
  ])('is not understood, and no duration in it is a status: %j', (header) => {
    const sign = header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
    const rows = [row, row.replace('407', '403'), row.replace('407', '12')].map((one) => one.replaceAll(',', sign));
    const { seen, understood } = read([header, ...rows].join('\n'));
    expect({ seen, understood }).toEqual({ seen: [], understood: 0 });
  });

  it('ends where another names its own', () => {
    expect(seenIn(`Date/Time,Source,Host Name,Action,Duration\n${row}\nurl,respcode\na.example.com:443,407`)).toEqual([
      'a.example.com:443 407',
    ]);
  });
});

describe('plain addresses', () => {
  it.each([
    ['https://login.microsoftonline.com/common/oauth2/token', 'login.microsoftonline.com:443'],
    ['http://mscrl.microsoft.com/pki/mscorp/crl/x.crl', 'mscrl.microsoft.com:80'],
    ['login.microsoftonline.com', 'login.microsoftonline.com:*'],
    ['2016-01-11T08:31:00.000+01:00 GET https://a.example.com/ 403 Forbidden', 'a.example.com:443 403'],
    ['10.0.0.5 -> https://a.example.com:8443/', 'a.example.com:8443'],
    ['https://[2001:db8::1]/x', '2001:db8::1:443'],
    ['https://login.microsoftonline.com@evil.example/', 'evil.example:443'],
    ['https://login.microsoftonline.com:443@evil.example/', 'evil.example:443'],
    ['https://evil.example/?u=https://login.microsoftonline.com/', 'evil.example:443'],
    ['https://login.microsoftonline.com.evil.example/', 'login.microsoftonline.com.evil.example:443'],
    ['https://b\u00fccher.example/', 'b\u00fccher.example:443'],
  ])('are read: %s', (line, expected) => {
    expect(seenIn(line)).toEqual([expected]);
  });

  it.each([
    'You should be able to reach https://login.microsoftonline.com from the server.',
    'Open login.microsoftonline.com, adminwebservice.microsoftonline.com, and graph.microsoft.com.',
    'Hosts: login.microsoftonline.com; provisioningapi.microsoftonline.com',
    'https://*.microsoftonline.com',
    'connect://login.microsoftonline.com:99999',
    'You should see connect://login.microsoftonline.com:443 in your own log',
  ])('that prose mentions were not asked: %s', (line) => {
    expect(read(line)).toEqual(nothing(1));
  });
});

describe('a row of Markdown without blanks', () => {
  it.each([
    ['|8:31|connect://login.microsoftonline.com:443|403|', ['login.microsoftonline.com:443 403']],
    ['|1/11/2016 8:32|connect://*bba800-anchor*.microsoftonline.com:443|', ['bba800-anchor.microsoftonline.com:443']],
    ['|Host|Status|\n|---|:-:|\n|login.microsoftonline.com|407|', ['login.microsoftonline.com:* 407']],
    ['\u2022 https://login.microsoftonline.com/ 403', ['login.microsoftonline.com:443 403']],
  ])('is read: %j', (text, seen) => {
    expect(read(text)).toEqual({ seen, understood: 1, notUnderstood: 0 });
  });
});

describe('a host that was named and not asked', () => {
  it.each([
    '> CONNECT login.microsoftonline.com:443 HTTP/1.1',
    '> Host: login.microsoftonline.com:443',
    '* Host login.microsoftonline.com:443 was resolved.',
    '* Connected to login.microsoftonline.com (20.190.1.1) port 443',
    '127.0.0.1 login.microsoftonline.com # blocked',
    '10.1.2.3\tlogin.microsoftonline.com adminwebservice.microsoftonline.com',
    '2001:db8::1 graph.microsoft.com',
    '- *.microsoftonline.com',
  ])('is no request: %j', (line) => {
    expect(read(line)).toEqual(nothing(1));
  });

  it.each([
    ['> 08:31 CONNECT login.microsoftonline.com:443', 'login.microsoftonline.com:443'],
    ['* GET https://login.microsoftonline.com/ 403', 'login.microsoftonline.com:443 403'],
    ['10.0.0.5 login.microsoftonline.com 403', 'login.microsoftonline.com:* 403'],
    ['8:31 connect://login.microsoftonline.com:443 resolved', 'login.microsoftonline.com:443'],
    ['8:31 connect://login.microsoftonline.com:443 was not resolved', 'login.microsoftonline.com:443 dns'],
  ])('is one in a line of a log: %s', (line, expected) => {
    expect(seenIn(line)).toEqual([expected]);
  });
});

describe('a form that is not known', () => {
  it.each([
    'date=2016-01-11 time=08:31:00 devname="FG" devid="FG100" logid="0317013312" type="utm" subtype="webfilter" hostname="login.microsoftonline.com" action="passthrough" url="https://login.microsoftonline.com/"',
    'date=2016-01-11,time=08:31:00,devname=FG,hostname=login.microsoftonline.com,dstport=443,action=blocked,url="https://login.microsoftonline.com/"',
    '1,2016/01/11 08:31:00,0123,THREAT,url,1,2016/01/11 08:31:00,10.0.0.5,20.190.1.1,0.0.0.0,0.0.0.0,rule,u,,ssl,vsys1,trust,untrust,a,b,fwd,2016/01/11 08:31:00,1,1,50000,443,0,0,0x0,tcp,block-url,"login.microsoftonline.com:443/",(9999),cat',
    'Jan 11 08:31:00 fw 1,2016/01/11 08:31:00,0123,TRAFFIC,end,1,2016/01/11 08:31:00,10.0.0.5,20.190.1.1,rule,login.microsoftonline.com,ssl,443,tcp,deny',
    'CEF:0|Zscaler|NSSWeblog|5.7|Blocked|Blocked|3|act=Blocked app=HTTPS request=https://login.microsoftonline.com/ out=403',
    '{"host":"login.microsoftonline.com","status":407}',
  ])('is not misread: %s', (line) => {
    expect(read(line)).toEqual(nothing(1));
  });
});

it('Forms may follow each other in one paste', () => {
  const text = [
    'Some words before it.',
    '1453019880.123 120 10.0.0.5 TCP_TUNNEL/200 3912 CONNECT a.example.com:443 - HIER_DIRECT/20.190.1.1 -',
    '#Fields: cs-host sc-status',
    'b.example.com 200',
    '1/11/2016 8:31 connect://c.example.com:443',
    '"url","respcode"',
    '"d.example.com:443","200"',
    'https://e.example.com/',
    '10.0.0.5 - - [11/Jan/2016:08:31:00 +0000] "CONNECT f.example.com:443 HTTP/1.1" 200 39',
    'That was all of it.',
  ].join('\n');
  const { seen, understood, notUnderstood } = read(text);
  expect(seen.map((line) => line.slice(0, 1))).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  expect({ understood, notUnderstood }).toEqual({ understood: 6, notUnderstood: 2 });
});
