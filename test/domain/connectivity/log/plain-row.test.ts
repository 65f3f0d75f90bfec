import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitPlainRow } from '../../../../lib/domain/connectivity/log/plain/plain-row.ts';
import { createFields } from '../../../../lib/domain/connectivity/log/text/fields.ts';
import { toldBy } from '../../../support/proxy-logs/told-by.ts';

const numRuns = process.env.SOAK === '1' ? 10_000 : 150;

/** The fields of a row that is plain; undefined for any other. */
function fieldsOf(row: string, delimiter?: string): string[] | undefined {
  const fields = createFields(row);
  if (!splitPlainRow(fields, 0, delimiter?.charCodeAt(0))) return undefined;
  return Array.from({ length: fields.count }, (_, at) => row.slice(fields.starts[at], fields.ends[at]));
}

const headers = [
  '',
  '#Fields: cs-host sc-status',
  '#Fields: date time c-ip cs-method cs-host cs-uri-port sc-status x-exception-id time-taken',
  '#Fields: date\ttime\ts-action\tcs-uri',
  'time,url,respcode,action',
  'url;status;duration;method',
  'time,verdict,url,message,x-y',
  '#Fields: sc-filter-result cs-host s-action sc-status rs-status blocked',
  'Name,Of,Columns,Host',
];
const cell = fc.oneof(
  fc.constantFrom(
    'login.windows.net',
    'A1.CO:443',
    'https://a.example.com/x',
    'x%2Ebc.de',
    '*.a.bc',
    '.a.bc',
    'a.b-',
    'b\u00fccher.example',
    'h_1.c',
  ),
  fc.constantFrom('403', '407', '0', '000', '200 OK', '12202', '999', '0000000000000000', '1453019880', '1453019880.123', '12.5', '5'),
  fc.constantFrom(
    'GET',
    'connect',
    'Connect',
    'http',
    'tunnel',
    'SSL',
    '8:31',
    '2016-01-11',
    '2016-01-11 08:31:00',
    '10.0.0.5',
    '10.0.0.5:51234',
    'u@example.com',
    'C\\u',
  ),
  fc.constantFrom(
    '',
    '-',
    'None',
    'n/a',
    'null',
    'not ok',
    'HTTP 407',
    'tcp_error',
    'no block rule',
    'TCP_MISS',
    'dns_error',
    'time_deny',
    'Blocked',
    'denied',
    'aborted',
    'TRAFFIC',
    'traffic',
    'k=v',
    'Configure',
  ),
  fc.stringMatching(/^[a1.:/TZ -]{0,6}$/),
  fc.constantFrom('"2016-01-11 08:31:00"', '"CORP\\u"', '"u@example.com"', '"CONNECT"'),
  fc.constantFrom('""', '"login.windows.net"', '"403"', '" a.bc"', '"x, y; z"', '"None"', '"8:31"', '"a"b', '"'),
);
const row = fc
  .tuple(fc.array(cell, { minLength: 1, maxLength: 9 }), fc.constantFrom(' ', '\t', ',', ',', ';', ', '))
  .map(([cells, delimiter]) => cells.join(delimiter));
const mutated = fc
  .tuple(row, fc.nat(), fc.constantFrom(...'.:/ @%"\'T1a-,;\t|<([#\u00a0\u00fc'))
  .map(([text, place, char]) => text.slice(0, place % (text.length + 1)) + char + text.slice((place % (text.length + 1)) + 1));

describe('a plain row', () => {
  it.each([
    ['8:31  a.example.com\t403', undefined, ['8:31', 'a.example.com', '403']],
    ['8:31, a.example.com ,,', ',', ['8:31', 'a.example.com', '', '']],
    ['a;b,c;', ';', ['a', 'b,c', '']],
    ['"a,b",c,""', ',', ['a,b', 'c', '']],
    ['a " b " 5', undefined, ['a', ' b ', '5']],
  ])('is split in one look at its letters: %j', (text, delimiter, fields) => {
    expect(fieldsOf(text, delimiter)).toEqual(fields);
  });

  it.each([['a"b",c'], ['"a" ,b'], ['"a""b",c'], ['"a,b'], ['[a],b'], ['<a>,b'], ['a|b'], ['a,\u00a0b'], ['a,\tb']])(
    'is none that may be split in another way: %j',
    (text) => {
      expect(fieldsOf(text, ',')).toBeUndefined();
    },
  );

  // What comes a second time goes the long way, which keeps what it finds.
  it.each(headers)('holds the same for the quick way and for the reader of all lines, below %j', (header) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(row, mutated), { minLength: 10, maxLength: 30 }), (rows) => {
        const parts = rows.map((one) => one.trim()).filter((one) => toldBy([one], header).told.length === 1);
        const { told, understood } = toldBy(parts, header);
        const again = toldBy(
          parts.map((part) => `${part}\n${part}`),
          header,
        );
        expect(again).toEqual({ told: told.map((one) => [...one, ...one]), understood: 2 * understood });
      }),
      { numRuns: Math.ceil(numRuns / headers.length) },
    );
  });
});
