import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';

function told(log: string): string | number {
  const { refused, reached } = diagnoseLog(log, 'connect');
  return refused[0]?.status ?? (reached.length > 0 ? 'reached' : 'unclear');
}

type Cells = readonly (readonly [name: string, text: string])[];

const answers: readonly (readonly [cells: Cells, is: string | number])[] = [
  [[['Status', '200']], 'reached'],
  [[['Status', '407']], 407],
  [[['sc-status', '403']], 403],
  [[['HTTP Status', '504']], 504],
  [[['Action', 'Blocked']], 403],
  [[['Action', 'Allowed']], 'reached'],
  [[['Error', 'dns_unresolved_hostname']], 'dns'],
  [
    [
      ['Status', '200'],
      ['Reason', 'Server connection failure'],
    ],
    'unclear',
  ],
  [[['x-y', '407']], 'unclear'],
];
const targets: readonly Cells[] = [
  [['URL', `connect://${host}:443`]],
  [['URL', `https://${host}/`]],
  [
    ['Host', host],
    ['Port', '443'],
  ],
  [['Destination Host', host]],
];
const others: Cells = [
  ['User', 'CORP\\svc'],
  ['Client IP', '10.0.0.21'],
  ['User Agent', 'Microsoft Entra Connect, 2.4'],
];

describe('a table whose columns bars part', () => {
  const styles = {
    plain: (cells: readonly string[]) => cells.join('|'),
    'with blanks': (cells: readonly string[]) => cells.join(' | '),
    Markdown: (cells: readonly string[]) => `| ${cells.join(' | ')} |`,
    'Markdown without blanks': (cells: readonly string[]) => `|${cells.join('|')}|`,
  } as const;
  const cellsOf = fc.record({
    answer: fc.constantFrom(...answers),
    target: fc.constantFrom(...targets),
    beside: fc.subarray([...others]),
    isOfW3c: fc.boolean(),
    hasRule: fc.boolean(),
  });

  it.each(Object.entries(styles))('is read by the names of its columns: %s', (_, write) => {
    void fc.assert(
      fc.property(cellsOf, ({ answer: [cells, is], target, beside, isOfW3c, hasRule }) => {
        const all: Cells = [['Time', '08:31:00'], ...beside, ...target, ...cells];
        const names = write(all.map(([name]) => (isOfW3c ? name.replace(' ', '-') : name)));
        const rule = hasRule ? `${write(all.map(() => '---'))}\n` : '';
        const log = `${names}\n${rule}${write(all.map(([, text]) => text))}`;
        expect([log, told(log)]).toEqual([log, is]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(Object.entries(styles))('without its header is read where its rows can be read in one way: %s', (_, write) => {
    for (const status of [200, 403, 407, 504]) {
      const row = ['2016-01-11 08:31:00', '10.0.0.21', 'CONNECT', `${host}:443`, `${status}`];
      expect([status, told(write(row))]).toEqual([status, status === 200 ? 'reached' : status]);
    }
  });
});

describe('a column of stems', () => {
  const outcomes = [
    ['200', 'reached'],
    ['407', 407],
    ['12209', 407],
    ['403', 403],
    ['11001', 'dns'],
  ] as const;
  const tables: readonly ((stem: string, status: string) => string)[] = [
    (stem, status) =>
      `#Fields: c-ip cs-username date time cs-method cs-uri-stem sc-status\n10.0.0.21 - 2016-01-11 08:31:00 CONNECT ${stem} ${status}`,
    (stem, status) =>
      `#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port c-ip sc-status\n2016-01-11 08:31:00 10.0.0.9 CONNECT ${stem} - 8080 10.0.0.21 ${status}`,
    (stem, status) =>
      `#Fields: date\ttime\tcs-method\tcs-host\tcs-uri-stem\tsc-status\n2016-01-11\t08:31:00\tCONNECT\t-\t${stem}\t${status}`,
    (stem, status) => `date,time,cs-method,r-host,cs-uri-stem,sc-status\n2016-01-11,08:31:00,CONNECT,proxy.corp.example,${stem},${status}`,
  ];

  it.each([`${host}:443`, `https://${host}/`, `connect://${host}:443`])('names whom a tunnel was asked to: %s', (stem) => {
    for (const [status, is] of outcomes) for (const write of tables) expect([status, told(write(stem, status))]).toEqual([status, is]);
  });

  it('that holds a path names nobody, whatever else stands in its row', () => {
    const names = '#Fields: date time cs-method cs-uri-stem cs(Referer) sc-status';
    for (const referer of ['-', `https://${host}/`, `${host}:443`])
      for (const status of ['200', '407']) {
        const { refused, reached } = diagnoseLog(`${names}\n2016-01-11 08:31:00 GET /index.html ${referer} ${status}`, 'connect');
        expect([referer, status, refused, reached]).toEqual([referer, status, [], []]);
      }
  });

  it('counts for nothing where another column names the host', () => {
    const row = (status: string) =>
      `#Fields: date time cs-method cs-host cs-uri-stem sc-status\n2016-01-11 08:31:00 GET ${host} /a.b/c:443 ${status}`;
    expect([told(row('200')), told(row('407'))]).toEqual(['reached', 407]);
  });
});
