import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { readLog } from '../../../../lib/domain/connectivity/log/read-log.ts';
import { hostOf } from '../../../../lib/domain/connectivity/match/written-host.ts';
import { referencePhases } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms, type WriteLog } from '../../../support/proxy-logs/forms.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

/** The requests of a text, each as host, port and status. */
function read(text: string): string[] {
  const seen: string[] = [];
  readLog(text, {
    line: () => undefined,
    request: (line) => seen.push(`${hostOf(line)} ${line.port ?? ''} ${line.status ?? ''}`),
    unclear: () => undefined,
    heading: () => undefined,
    other: () => false,
  });
  return seen;
}

const requests: readonly ProxyRequest[] = [
  ['login.microsoftonline.com', 200],
  ['adminwebservice.microsoftonline.com', 407],
  ['bba800-anchor.microsoftonline.com', 403],
].map(([host, status]) => ({ at: new Date('2016-01-11T08:31:00Z'), host: `${host}`, status: Number(status), durationInMs: 120 }));

const each =
  (write: (host: string, status: number) => string): WriteLog =>
  (all) =>
    all.map(({ host, status }) => write(host, status)).join('\n');

/** Lines that need no header. */
const plainForms: Readonly<Record<string, WriteLog>> = {
  'connect://': (all) => logForms['connect://'](all).replace(/^.*\r\n/, ''),
  'Squid native': logForms['Squid native'],
  'Squid combined': logForms['Squid combined'],
  addresses: logForms.addresses,
  'host:443 200': each((host, status) => `${host}:443 ${status}`),
  'host 200': each((host, status) => `${host} ${status}`),
  'host:443': each((host) => `${host}:443`),
  'CONNECT host:443': each((host) => `CONNECT ${host}:443`),
  'CONNECT host:443 200': each((host, status) => `CONNECT ${host}:443 ${status}`),
  'CONNECT host:443 HTTP/1.1 200': each((host, status) => `CONNECT ${host}:443 HTTP/1.1 ${status}`),
  '8:31 host:443 200': each((host, status) => `8:31 ${host}:443 ${status}`),
  'with date and client': (all) =>
    all
      .map(({ at, host, status }) => `${at.toISOString().slice(0, 19).replace('T', ' ')} 10.1.2.3 CONNECT ${host}:443 ${status} 3912`)
      .join('\n'),
  'https://host/ 200': each((host, status) => `https://${host}/ ${status}`),
  'https://host/': each((host) => `https://${host}/`),
  'GET https://host/ 200 3912': each((host, status) => `GET https://${host}/ ${status} 3912`),
};

const tables: Readonly<Record<string, string>> = {
  W3C: logForms.W3C(requests),
  'Zscaler CSV': logForms['Zscaler CSV'](requests),
  'Blue Coat':
    '#Fields: date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id',
  'CSV with semicolons': 'time;host;port;status\n8:31;a.example.com;443;200',
  'columns that are not known': 'Date/Time,Source,Host Name,Action,Duration\n2016/01/11 08:31:00,10.0.0.5,a.example.com,passthrough,407',
};

const cells = Object.entries(tables).flatMap(([table, head]) =>
  Object.entries(plainForms).map(([form, write]) => [form, table, head, write] as const),
);

describe('a line that needs no header', () => {
  it.each(cells)('is read below a table as it is alone: %s below %s', (_form, _table, head, write) => {
    const text = write(requests);
    expect(read(text)).toHaveLength(requests.length);
    expect(read(`${head}\n${text}`)).toEqual([...read(head), ...read(text)]);
    // And the rows go on behind it.
    const [, row = ''] = /\n([^#\n]+)$/.exec(head) ?? [];
    expect(read(`${head}\n${text}\n${row}`)).toEqual([...read(head), ...read(text), ...read(head).slice(row === '' ? 1 : -1)]);
  });
});

const written = [...Object.entries(logForms), ...Object.entries(plainForms)].filter(([form]) => !/443$|\/$/.test(form));
const findingsOf = (text: string) => {
  const { phases, missing, refused, sequenceStopsAt, lines } = diagnoseLog(text, 'connect');
  return { phases: phases.map(({ phase }) => phase), missing, refused, sequenceStopsAt, notUnderstood: lines.notUnderstood };
};

describe('two logs, one pasted below the other', () => {
  it('are judged as one, whatever the form of either, and wherever the second goes on', () => {
    const all = referencePhases.flatMap(({ phase }) => referenceRequests(phase));
    const arbitrary = fc.tuple(fc.constantFrom(...written), fc.constantFrom(...written), fc.nat(all.length), fc.nat(all.length));
    void fc.assert(
      fc.property(arbitrary, ([[, first], [, second], cut, refusedAt]) => {
        const told = all.map((request, place) => (place === refusedAt ? { ...request, status: 403 } : request));
        const text = [first(told.slice(0, cut)), second(told.slice(cut))].join('\n');
        expect(findingsOf(text)).toEqual(findingsOf(logForms['connect://'](told)));
      }),
      { numRuns: 200 },
    );
  });
});

const rows: Readonly<Record<string, string>> = {
  W3C: logForms.W3C(requests),
  'W3C with the status last': `#Fields: date time c-ip cs-method cs-host sc-status\n${each((host, status) => `2016-01-11 08:31:00 10.1.2.3 CONNECT ${host} ${status}`)(requests)}`,
  'W3C with the status first': `#Fields: sc-status time-taken cs-host cs-uri-port\n${each((host, status) => `${status} 200 ${host} 443`)(requests)}`,
  'Zscaler CSV': logForms['Zscaler CSV'](requests),
  'CSV without quotes': `url,respcode,ctime\n${each((host, status) => `${host}:443,${status},200`)(requests)}`,
  'CSV with the status first': `respcode,ctime,url\n${each((host, status) => `${status},200,${host}:443`)(requests)}`,
  TMG: `#Fields: c-ip\tdate\ttime\ttime-taken\tcs-uri\tsc-status\n${each((host, status) => `10.0.0.21\t2016-01-11\t08:31:00\t200\t${host}:443\t${status}`)(requests)}`,
};

describe('a row that was cut', () => {
  it.each(Object.entries(rows))('is no line of another form: no host gets another answer than its own, in %s', (_, table) => {
    const whole = new Set(read(table).map((line) => line.replace(/ \d* /, ' ')));
    const lines = table.split(/\r?\n/);
    for (const [place, row] of lines.entries()) {
      if (row.startsWith('#') || place === 0) continue;
      for (let cut = 1; cut < row.length; cut++) {
        // Between its number and what is beside that, what is left is a row that says less.
        if (/(?<!\d)(?:200|407|403)(?!\d)/.test(row.slice(Math.max(0, cut - 5), cut + 5))) continue;
        const text = [...lines.slice(0, place), row.slice(0, cut), row.slice(cut)].join('\n');
        for (const line of read(text).map((one) => one.replace(/ \d* /, ' '))) {
          const isOfHost = requests.some(({ host }) => line.startsWith(`${host} `));
          if (isOfHost) expect([text, whole.has(line)]).toEqual([text, true]);
        }
      }
    }
  });
});

describe('a table without a column for the answer', () => {
  it.each([
    ['Time\tURL', '8:31\ta.example.com:443\t407', 'a.example.com 443 407'],
    ['Time\tURL', '8:31\thttps://a.example.com/ 407', 'a.example.com 443 407'],
    ['url,bytes', 'https://a.example.com/ 407', 'a.example.com 443 407'],
    ['#Fields: time cs-host cs-uri-port', 'CONNECT a.example.com:443 407', 'a.example.com 443 407'],
    ['#Fields: time cs-host cs-uri-port', '8:31 https://a.example.com/ 403', 'a.example.com 443 403'],
    ['#Fields: time cs-host cs-uri-port', '08:31:00 a.example.com 443', 'a.example.com 443 '],
    ['Time\tURL', '8:31\ta.example.com:443\t', 'a.example.com 443 '],
  ])('has no row in which one stands all the same: %j, %j', (header, line, seen) => {
    expect(read(`${header}\n${line}`)).toEqual([seen]);
  });
});

describe('a header that names no host that is known', () => {
  it.each(['#Fields: date time s-sitename cs-method cs-uri-stem sc-status', 'Started,From,Action,Status'])(
    'ends the table before it: %s',
    (header) => {
      const row = header.startsWith('#') ? 'x y a.example.com 200 z 407' : '1,10.0.0.5,passthrough,a.example.com';
      const table = header.startsWith('#') ? '#Fields: date time cs-host sc-status a b' : 'Started,From,Action,host';
      expect(read(`${table}\n${row}`)).toHaveLength(1);
      expect(read(`${table}\n${header}\n${row}`)).toEqual([]);
    },
  );
});
