import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { diagnoseHosts } from '../../../lib/domain/connectivity/diagnose/diagnose-hosts.ts';
import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { judgeLines } from '../../../ui/screens/connectivity/judge-lines.ts';
import { entriesOf, isHostList } from '../../../ui/screens/connectivity/kind-of-text.ts';
import { healthOfPhase } from '../../../ui/screens/connectivity/phases-card.tsx';
import { verdictOf } from '../../../ui/screens/connectivity/verdict.ts';
import { logForms } from '../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../support/proxy-logs/request.ts';

const diagnosisOf = (log: string) => diagnoseLog(log, 'connect') as unknown as NetworkDiagnosis;
const refusedAt = 'adminwebservice.microsoftonline.com';
const forms = Object.entries(logForms);

const squid = (elapsed: number, answer: string, host: string) =>
  `1452501060.042 ${elapsed} 10.0.0.21 ${answer} 39 CONNECT ${host}:443 - HIER_DIRECT/40.126.1.1 -`;
const combined = (status: number, bytes: number, host: string) =>
  `10.0.0.21 - - [11/Jan/2016:08:31:00 +0000] "CONNECT ${host}:443 HTTP/1.1" ${status} ${bytes} "-" "-" TCP_TUNNEL:HIER_DIRECT`;

describe('a text on the network, on the page', () => {
  it.each(forms)('is coloured as it was judged, written as %s: the refused lines are those that show the refusal', (_, write) => {
    const requests = referenceRequests('connect').map((request) => (request.host === refusedAt ? { ...request, status: 407 } : request));
    const log = write(requests);
    const { shown, counts } = judgeLines(log, diagnosisOf(log));
    const refused = shown.filter(({ meaning }) => meaning === 'refused');
    expect(refused.length).toBe(requests.filter(({ host }) => host === refusedAt).length);
    expect(refused.every(({ text }) => text.includes(refusedAt))).toBe(true);
    expect(counts.reached).toBe(requests.length - refused.length);
  });

  it.each(forms)('is called good only when all of it is, written as %s', (_, write) => {
    const healthy = write(referenceRequests('connect'));
    expect(verdictOf(diagnosisOf(healthy), false)).toEqual({
      health: 'healthy',
      sentence: 'Nothing that is needed is refused or missing.',
    });
    expect(verdictOf(diagnosisOf(`${healthy}\nsomething else entirely`), false).sentence).toMatch(/ 1 line was not understood\.$/);
    const without = write(referenceRequests('connect').filter(({ host }) => !host.includes('-anchor.')));
    expect(verdictOf(diagnosisOf(without), false).health).toBe('critical');
  });

  it('counts the hosts that are refused, each once though it is refused in several ways', () => {
    const [one, other] = [refusedAt, 'bba800-anchor.microsoftonline.com'];
    const sentenceOf = (...refused: string[]) =>
      verdictOf(diagnosisOf(refused.map((line) => `connect://${line}`).join('\n')), false).sentence;
    expect(sentenceOf(`${one}:443 407`)).toBe(`${one} is refused.`);
    expect(sentenceOf(`${one}:443 407`, `${one}:443 403`)).toBe(`${one} is refused.`);
    expect(sentenceOf(`${one}:443 407`, `${one}:443 403`, `${other}:443 403`)).toBe(`${one} and 1 more host are refused.`);
  });

  it.each(forms)('is never called good when the answer to a step was not understood: %s', (_, write) => {
    const others = write(referenceRequests('connect').filter(({ host }) => host !== refusedAt));
    for (const words of ['failed', 'svc_sync 407']) {
      const diagnosis = diagnosisOf(`${others}\n8:31 connect://${refusedAt}:443 ${words}`);
      const sentence = `What came of the requests to ${refusedAt} was not understood.`;
      expect(verdictOf(diagnosis, false)).toEqual({ health: 'unknown', sentence });
      expect(diagnosis.phases.map((phase) => healthOfPhase(phase, diagnosis))).toEqual(['unknown']);
    }
  });

  it('is never called good when nothing of it was understood', () => {
    const { advice, ...diagnosis } = diagnosisOf(`date=2024-05-13 hostname="${refusedAt}" action="blocked"`);
    expect(advice.map(({ rule }) => rule)).toEqual(['form-not-understood']);
    const sentence = `What came of the requests to ${refusedAt} was not understood.`;
    expect(verdictOf({ ...diagnosis, advice }, false)).toEqual({ health: 'unknown', sentence });
    const nothing = 'Too little of it was understood, so nothing can be said.';
    expect(verdictOf({ ...diagnosis, advice: [] }, false)).toEqual({ health: 'unknown', sentence: nothing });
  });

  it('is not called bad either when it is a list of which most was not understood', () => {
    const verdictOfList = (...list: string[]) => verdictOf(diagnoseHosts(list, 'connect') as unknown as NetworkDiagnosis, true);
    expect(verdictOfList('set fqdn "login.microsoftonline.com"')).toEqual({
      health: 'unknown',
      sentence: 'Too little of it was understood, so nothing can be said.',
    });
    expect(verdictOfList('login.microsoftonline.com', 'deny graph.microsoft.com').sentence).toMatch(
      /^The list does not open \d+ addresses that Entra Connect needs\. 1 line was not understood\.$/,
    );
  });

  it('is read as a list only when each of its lines opens something', () => {
    const list =
      'login.microsoftonline.com\n*.servicebus.windows.net:443\nallow outbound tcp mscrl.microsoft.com:80\n# a remark\n\n.msappproxy.net 443';
    expect([isHostList(list), entriesOf(list).length]).toEqual([true, 4]);
    for (const other of [
      '',
      'connect://login.microsoftonline.com:443',
      `${list}\n407 Proxy Authentication Required`,
      'https://a.example/',
    ]) {
      expect([other, isHostList(other)]).toEqual([other, false]);
    }
  });

  it('is read as a list too where its entries are numbered, remarked, ranges or suffixes with a scheme', () => {
    for (const list of [
      'https://*.microsoftonline.com\nhttps://*.entrust.net/*',
      '- graph.microsoft.com\n* *.microsoftonline.com:443',
      '1. graph.microsoft.com\n2) login.windows.net 443',
      'graph.microsoft.com # for the agent\n; closed\n// later\n20.190.128.0/18',
      'graph.microsoft.com tcp/443',
    ]) {
      expect([list, isHostList(list)]).toEqual([list, true]);
      const { lines } = diagnoseHosts(entriesOf(list), 'connect');
      expect([list, lines.notUnderstood]).toEqual([list, 0]);
    }
    for (const log of [
      'https://login.microsoftonline.com/',
      '- graph.microsoft.com 443 407',
      '1. 8:31 connect://graph.microsoft.com:443',
      // Numbers that no host is needed on are answers, and a name may be that of a file.
      'login.microsoftonline.com 200\nadminwebservice.microsoftonline.com 407',
      'login.windows.net 403',
      'machine.config',
      'proxy.log',
    ]) {
      expect([log, isHostList(log)]).toEqual([log, false]);
    }
  });

  it('is read as a list too where it is a table of hosts and ports, or has several hosts in a line', () => {
    const [login, sync] = ['login.microsoftonline.com', refusedAt];
    for (const list of [
      ...[',', ';', '\t', '|'].map((sign) => `host${sign}port\n${login}${sign}443\n${sync}${sign}443`),
      `"Hostname","Protocol","Destination port"\n"${login}","tcp","443"\n"${sync}","tcp","443"`,
      `port,host,purpose\n443,${login},sign-in\n443,${sync},the service`,
      `${login},443\n${sync};443`,
      `${login} 80,443\n${sync} 443, 80`,
      `${login}:443, ${sync}:443`,
      `${login};${sync}`,
    ]) {
      expect([list, isHostList(list)]).toEqual([list, true]);
      const { lines, reached } = diagnoseHosts(entriesOf(list), 'connect');
      expect([list, lines, reached.length > 0]).toEqual([list, { understood: 2, notUnderstood: 0 }, true]);
    }
    for (const log of [
      `time,host,port\n8:31,${login},443`,
      `host,port,status\n${login},443,407`,
      `host,port\n8:31:00 ${login},443`,
      `${login},407\n${sync},200`,
      'host,port',
    ]) {
      expect([log, isHostList(log)]).toEqual([log, false]);
    }
  });

  it('is read as a list too where its entries are strings, as a program has them, and nothing stands beside them', () => {
    const hosts = ['*.microsoftonline.com:443', 'graph.microsoft.com', 'mscrl.microsoft.com:80'];
    const quoted = (sign: string) => hosts.map((host) => sign + host + sign);
    const [json, single] = [JSON.stringify(hosts), quoted("'").join(', ')];
    const lists = [
      ...[json, JSON.stringify(hosts, null, 2), JSON.stringify({ allowed: hosts }, null, 2)],
      ...[`$hosts = @(\n  ${quoted('"').join('\n  ')}\n)`, `$hosts = @(${single})`, `[string[]]$hosts = ${single}`, single],
      ...[`const hosts = [\n  ${quoted('`').join(', // open\n  ')},\n];`, `destination_fqdns = ${json}`, `# open\n${json}`],
      ...[
        `hosts:\n${quoted('"')
          .map((host) => `  - ${host}`)
          .join('\r\n')}`,
        quoted('"').join('\n'),
        quoted("'").join(',\n'),
      ],
    ];
    for (const list of lists) expect([list, isHostList(list), entriesOf(list)]).toEqual([list, true, hosts]);
    for (const other of [
      json.replace('graph.microsoft.com', 'https://graph.microsoft.com/'),
      `8:31 ${json}`,
      `407 ${single}`,
      `{"host": "${refusedAt}", "action": "blocked"}`,
      `{"host": "${refusedAt}", "client": "10.0.0.21"}`,
      `"${refusedAt}" "machine.config"`,
      "''",
    ]) {
      expect([other, isHostList(other)]).toEqual([other, false]);
    }
    // A port belongs to the host before it.
    expect(entriesOf(`"${refusedAt}","443"`)).toEqual([`"${refusedAt}","443"`]);
  });

  it.each(forms)('has one refused line, whatever refused it, written as %s: the one that was refused', (_, write) => {
    const anchor = 'bba800-anchor.microsoftonline.com';
    for (const answer of [{ isAborted: true, durationInMs: 120_000 }, { status: 504 }, { status: 407 }, { status: 403 }]) {
      const [request, ...others] = referenceRequests('connect').filter(({ host }) => host === anchor);
      const [first, ...rest] = referenceRequests('connect').filter(({ host }) => host !== anchor);
      if (request === undefined || first === undefined) throw new Error('The reference log asks no anchor.');
      // A success of the same host stands before it.
      const log = write([first, request, ...others, ...rest, { ...request, at: new Date('2016-01-11T08:59:59Z'), ...answer }]);
      const refused = judgeLines(log, diagnosisOf(log)).shown.filter(({ meaning }) => meaning === 'refused');
      expect([answer, refused.map(({ number }) => number)]).toEqual([answer, [log.trimEnd().split('\n').length]]);
    }
  });

  it('calls no line reached that was not understood, whatever else its host came to', () => {
    const requests = referenceRequests('connect').filter(({ host }) => host !== refusedAt);
    const unread = [
      `8:31 connect://${refusedAt}:443 no route to host`,
      `date=2016-01-11 hostname="${refusedAt}" action="blocked"`,
      `1,2016/01/11 08:31:00,0018,THREAT,url,2305,10.0.0.21,40.126.1.1,rule,,,ssl,tcp,block-url,"${refusedAt}/",(9999),x`,
      `{"host": "${refusedAt}", "action": "blocked"}`,
    ];
    const line = fc.constantFrom(...unread, `8:31 connect://login.microsoftonline.com:443`, `connect://${refusedAt}:443`);
    void fc.assert(
      fc.property(fc.constantFrom(...forms), fc.array(line, { minLength: 1, maxLength: 8 }), ([, write], lines) => {
        const log = [write(requests), ...lines].join('\n');
        const meanings = judgeLines(log, diagnosisOf(log)).shown.slice(-lines.length);
        expect(meanings.map(({ text, meaning }) => [text, meaning])).toEqual(
          lines.map((text) => [text, unread.includes(text) ? 'other' : 'reached']),
        );
      }),
    );
  });

  it('colours no line of another host, and none without a host that says nothing of a refusal', () => {
    const log = `8:31 connect://${refusedAt}:443 407\nstatus: 407 www.example.com (407)\n407 lines\n`;
    expect(judgeLines(log, diagnosisOf(log)).shown.map(({ meaning }) => meaning)).toEqual(['refused', 'other', 'other']);
  });

  it.each([
    [
      'a success that took as many milliseconds',
      (host: string) => squid(407, 'TCP_TUNNEL/200', host),
      squid(9, 'TCP_DENIED/407', refusedAt),
    ],
    ['a success of so many bytes', (host: string) => combined(200, 407, host), combined(407, 9, refusedAt)],
  ])('does not colour %s', (_, write, refusal) => {
    const log = `${write(refusedAt)}\n${refusal}\n`;
    expect(judgeLines(log, diagnosisOf(log)).shown.map(({ meaning }) => meaning)).toEqual(['reached', 'refused']);
  });

  it('colours of a table with a header the rows whose answer was the refusal, whatever numbers and words their other columns hold', () => {
    const numbers = fc.constantFrom(200, 302, 403, 407, 504, 12_209);
    const others = fc.constantFrom('407', '403', '504', '12209', '10060', 'aborted', 'blocked', '-');
    const row = fc.record({
      answer: numbers,
      host: fc.constantFrom(refusedAt, 'login.microsoftonline.com'),
      noise: fc.array(others, { minLength: 5, maxLength: 5 }),
    });
    const names = ['date', 'time-taken', 'cs-username', 'sc-bytes', 'cs-categories'];
    const form = fc.record({
      where: fc.nat(5),
      what: fc.nat(6),
      sign: fc.constantFrom(' ', '\t', ',', ';'),
      isW3c: fc.boolean(),
    });
    void fc.assert(
      fc.property(form, fc.array(row, { minLength: 1, maxLength: 12 }), ({ where, what, sign, isW3c }, rows) => {
        const line = (host: string, answer: string, rest: readonly string[]) =>
          rest.toSpliced(where, 0, host).toSpliced(what, 0, answer).join(sign);
        const header = `${isW3c || sign === ' ' ? '#Fields: ' : ''}${line('cs-host', 'sc-status', names)}`;
        const log = [header, ...rows.map(({ host, answer, noise }) => line(host, `${answer}`, noise))].join('\n');
        const diagnosis = diagnosisOf(log);
        const refused = new Set(diagnosis.refused.map(({ host, status }) => `${host} ${status}`));
        const expected = rows.flatMap(({ host, answer }, place) =>
          refused.has(`${host} ${answer === 12_209 ? 407 : answer}`) ? [place + 2] : [],
        );
        expect(judgeLines(log, diagnosis).shown.flatMap(({ meaning, number }) => (meaning === 'refused' ? [number] : []))).toEqual(
          expected,
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each(forms)('colours no success that took as long as a refusal has a number, written as %s', (_, write) => {
    for (const status of [403, 407, 504]) {
      const requests = referenceRequests('connect').map((request) => ({ ...request, durationInMs: status }));
      const asked = requests
        .filter(({ host }) => host === refusedAt)
        .map((request) => ({ ...request, at: new Date('2016-01-11T08:59:00Z'), status }));
      const log = write([...requests, ...asked.slice(0, 1)]);
      const refused = judgeLines(log, diagnosisOf(log)).shown.filter(({ meaning }) => meaning === 'refused');
      expect([status, refused.map(({ number }) => number)]).toEqual([status, [log.split('\n').length]]);
    }
  });

  it.each([
    ['Zscaler by a word', `time,url,action,respcode\n2016,${refusedAt}:443,Blocked,NA\n2016,${refusedAt}:443,Allowed,200`],
    [
      'Blue Coat by its exception',
      `#Fields: cs-host sc-status x-exception-id\n${refusedAt} 503 dns_unresolved_hostname\n${refusedAt} 200 -`,
    ],
    ['a proxy that answers with a page', `host,status,action\n${refusedAt},200,Blocked by policy\n${refusedAt},200,Allowed`],
  ])('colours the row that was refused by %s, and not the other', (_, log) => {
    const meanings = judgeLines(log, diagnosisOf(log)).shown.map(({ meaning }) => meaning === 'refused');
    expect(meanings).toEqual([false, true, false]);
  });

  it.each([
    ['curl', `curl -v https://${refusedAt}/\n> CONNECT ${refusedAt}:443 HTTP/1.1\n< HTTP/1.1 407 Proxy Authentication Required`],
    ['curl at its end', `curl https://${refusedAt}/\ncurl: (60) SSL certificate problem: self signed certificate`],
    ['curl through a proxy', `curl https://${refusedAt}/\ncurl: (56) CONNECT tunnel failed, response 403`],
    ['Test-NetConnection', `ComputerName : ${refusedAt}\nRemoteAddress : 40.1.1.1\nRemotePort : 443\nTcpTestSucceeded : False`],
    ['nslookup', `*** UnKnown can't find ${refusedAt}: Non-existent domain`],
    ['Resolve-DnsName', `Resolve-DnsName : ${refusedAt} : DNS name does not exist`],
  ])('colours the line in which %s tells the refusal', (_, text) => {
    expect(judgeLines(text, diagnosisOf(text)).shown.at(-1)?.meaning).toBe('refused');
  });

  it.each([
    ['a word of Zscaler', `time,url,action,respcode\n2016,${refusedAt}:443,Blocked,NA`],
    ['a number of TMG', `#Fields: date\ttime\tr-host\tr-port\tsc-status\n2016-01-11\t08:48:00\t${refusedAt}\t443\t12209`],
    [
      'an error of Windows PowerShell',
      `iwr https://${refusedAt}/\niwr : The remote server returned an error: (407) Proxy Authentication Required.`,
    ],
    ['an error of PowerShell 7', `iwr https://${refusedAt}/\niwr: Response status code does not indicate success: 407 (Proxy).`],
    ['a check of the script', `via direct\ndirect tcp ${refusedAt}:443 failed actively refused it 20.1.1.1:443`],
    ['one of two refusals', `8:31 connect://${refusedAt}:443 403\n8:32 connect://${refusedAt}:443 407`],
  ])('colours what is refused by %s', (_, log) => {
    expect(judgeLines(log, diagnosisOf(log)).shown.at(-1)?.meaning).toBe('refused');
  });

  it.each([
    ['a word in the column of the result', `url,result\nhttps://${refusedAt}/,denied\nhttps://${refusedAt}/,allowed`, [2]],
    [
      'the second of two requests in a line',
      `8:31 connect://login.microsoftonline.com:443 200 8:32 connect://${refusedAt}:443 407\n8:33 connect://login.windows.net:443 200`,
      [1],
    ],
    [
      'a time out, and not the lines with an answer',
      `8:31 connect://${refusedAt}:443 timeout\n8:32 https://${refusedAt}/ 302\n${squid(9, 'TCP_MISS/204', refusedAt)}`,
      [1],
    ],
    [
      'a name that is not resolved, and not the lines with an answer',
      `8:31 connect://${refusedAt}:443 dns failure\n8:32 connect://${refusedAt}:443 401\n${squid(9, 'TCP_MISS/204', refusedAt)}`,
      [1],
    ],
    [
      'the first status behind the target, and no size',
      `8:31 connect://${refusedAt}:443 200 sent 403 bytes\n8:32 connect://${refusedAt}:443 403 sent 200 bytes`,
      [2],
    ],
  ])('colours what is refused by %s', (_, log, expected) => {
    const { shown } = judgeLines(log, diagnosisOf(log));
    expect(shown.flatMap(({ meaning, number }) => (meaning === 'refused' ? [number] : []))).toEqual(expected);
  });

  const elsewhere = {
    dns: `8:31 connect://${refusedAt}:443 dns failure`,
    timeout: `8:31 connect://${refusedAt}:443 timeout`,
    tls: `8:31 connect://${refusedAt}:443 tls handshake failed`,
    '403': `8:31 connect://${refusedAt}:443 403`,
  } as const;

  it.each(Object.entries(elsewhere))(
    'colours a line by what it says itself, and not by what its host came to elsewhere: %s',
    (_, refusal) => {
      for (const line of [
        `8:32 connect://${refusedAt}:443 established`,
        `8:32 CONNECT ${refusedAt}:443 svc_sync`,
        `8:32 connect://${refusedAt}:443 - -`,
        `8:32 ${refusedAt} is asked by the server`,
        `* Host ${refusedAt}:443 was resolved.`,
        `Resolving ${refusedAt} (${refusedAt})... 40.126.1.1`,
        `PS C:\\> Resolve-DnsName ${refusedAt}`,
        `curl -v --tlsv1.2 https://${refusedAt}/`,
        `direct dns ${refusedAt} ok 40.126.1.1`,
        `direct tls ${refusedAt}:443 ok O=Microsoft Corporation`,
      ]) {
        const log = `${refusal}\n${line}`;
        const shown = judgeLines(log, diagnosisOf(log)).shown.map(({ meaning }) => meaning);
        expect([line, shown[0], shown[1] === 'refused']).toEqual([line, 'refused', false]);
      }
    },
  );

  it.each([
    "Der Remotename konnte nicht aufgel\u00f6st werden: '",
    "Le nom distant n'a pas pu \u00eatre r\u00e9solu: '",
    "The remote name could not be resolved: '",
  ])('colours the error of Windows in whichever language: %s', (words) => {
    const text = `iwr https://${refusedAt}/\n${words}${refusedAt}'`;
    expect(judgeLines(text, diagnosisOf(text)).shown.map(({ meaning }) => meaning === 'refused')).toEqual([false, true]);
  });

  it('calls no line reached behind the last refused one that the diagnosis tells: there may be more', () => {
    const log = `8:31 connect://${refusedAt}:443 403\n8:31 connect://${refusedAt}:443 200\n`.repeat(12_000);
    const { counts } = judgeLines(log, diagnosisOf(log));
    expect(counts).toEqual({ refused: 10_000, reached: 9_999, ignored: 0, other: 4_001 });
  });

  it('has as many lines where they end with a return alone', () => {
    const log = `8:31 connect://${refusedAt}:443\r8:32 connect://${refusedAt}:443 403`;
    expect(judgeLines(log, diagnosisOf(log)).shown.map(({ meaning }) => meaning)).toEqual(['reached', 'refused']);
  });

  it('colours a host that is written with escapes as any other', () => {
    const log = `#Fields: time cs-host sc-status\n8:31 ${refusedAt.replaceAll('.', '%2E')} 407\n`;
    expect(judgeLines(log, diagnosisOf(log)).counts.refused).toBe(1);
  });

  it('marks in a list what is needed, also by a suffix', () => {
    const list = '*.microsoftonline.com:443\nelsewhere.example';
    const diagnosis = diagnoseHosts(entriesOf(list), 'connect') as unknown as NetworkDiagnosis;
    expect(judgeLines(list, diagnosis).shown.map(({ meaning }) => meaning)).toEqual(['reached', 'other']);
    expect(verdictOf(diagnosis, true).sentence).toMatch(/^The list does not open \d+ addresses that Entra Connect needs\.$/);
  });

  it('is cut where it is long to what tells something, and counts the rest', () => {
    const calm = Array.from({ length: 50_000 }, (_, index) => `1/11/2016 8:31\tconnect://host${index % 900}.example:443`);
    const log = [...calm, `1/11/2016 8:32\tconnect://${refusedAt}:443 403`, ...calm].join('\n');
    const { shown, counts, leftOut } = judgeLines(log, diagnosisOf(log));
    expect(shown.length).toBeLessThanOrEqual(200);
    expect(shown.filter(({ meaning }) => meaning === 'refused').map(({ number }) => number)).toEqual([50_001]);
    expect(counts).toEqual({ refused: 1, reached: 0, ignored: 0, other: 100_000 });
    const told = shown.reduce((sum, { leftOut: before }) => sum + before, leftOut) + shown.length;
    expect(told).toBe(100_001);
  });
});
