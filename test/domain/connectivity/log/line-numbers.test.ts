import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { withoutLineNumbers } from '../../../../lib/domain/connectivity/paste/without-line-numbers.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

/** What tools put before each line, by its number. */
const tools: readonly (readonly [string, (line: string, number: number) => string])[] = [
  ['cat -n', (line, number) => `${`${number}`.padStart(6)}\t${line}`],
  ['nl with a blank', (line, number) => `${`${number}`.padStart(4)}  ${line}`],
  ['grep -n', (line, number) => `${number}:${line}`],
  ['grep -Hn', (line, number) => `access.log:${number}:${line}`],
  ['grep -H', (line) => `access.log.1:${line}`],
  ['grep -n with the lines around', (line, number) => `${number}${number % 3 === 1 ? ':' : '-'}${line}`],
  ['grep in a folder', (line, number) => `/var/log/squid/access:${number}:${line}`],
  ['Select-String', (line, number) => `C:\\logs\\access.log:${number}:${line}`],
  ['an editor with a bar', (line, number) => `${number} | ${line}`],
  ['an editor with an arrow', (line, number) => `${`${number}`.padStart(6)}\u2192${line}`],
];

function numbered(text: string, write: (line: string, number: number) => string, from: number): string {
  const lines = text.split('\n');
  return lines.map((line, place) => write(line, from + place)).join('\n');
}

describe('numbers of lines that a tool has put before a log', () => {
  it.each(tools)('are none of it: %s', (_, write) => {
    for (const [name, form] of Object.entries(logForms))
      for (const status of [undefined, 403, 407] as const) {
        const requests = referenceRequests('connect').map((one) =>
          one.host.startsWith('adminwebservice') && status !== undefined ? { ...one, status } : one,
        );
        const log = form(requests).trimEnd();
        // From 1, and so that they look like refusals.
        for (const from of [1, 401]) {
          const written = numbered(log, write, from);
          expect([name, withoutLineNumbers(written)]).toEqual([name, log]);
          expect(diagnoseLog(written, 'connect')).toEqual(diagnoseLog(log, 'connect'));
          expect(diagnoseLog(`$ grep -n connect access.log\n${written}`, 'connect').refused).toEqual(diagnoseLog(log, 'connect').refused);
        }
      }
  });

  it.each(tools.filter(([, write]) => /^\S*:\d+:/.test(write('', 12)) || write('', 12) === '12:'))(
    'are told in a single line: %s',
    (_, write) => {
      const line = 'connect://adminwebservice.microsoftonline.com:443 407';
      expect(withoutLineNumbers(write(line, 12))).toBe(line);
    },
  );
});

describe('other numbers at the beginning of lines', () => {
  it.each([
    '8:31 connect://a.example:443\n9:31 connect://b.example:443\n10:31 connect://c.example:443',
    '08:31:00 connect://a.example:443\n08:31:01 connect://b.example:443',
    '407:connect://login.microsoftonline.com:443',
    '407\tconnect://login.microsoftonline.com:443\n403\tconnect://login.microsoftonline.com:443',
    '1452501060.123    120 10.0.0.21 TCP_TUNNEL/200 3920 CONNECT a.example:443 - HIER_DIRECT/40.126.1.1 -',
    'https://a.example:443/\nhttps://b.example:443/',
    'login.microsoftonline.com:443\nlogin.windows.net:443',
    'login.microsoftonline.com:443:407',
    'id\thost\tstatus\n1\ta.example\t200\n2\tb.example\t200\n3\tc.example\t200',
    '2016-01-11 08:31:00 https://a.example/\n2017-01-11 08:31:00 https://a.example/',
    '10.0.0.5:1:x\n10.0.0.5:2:y',
  ])('stay: %j', (text) => {
    expect(withoutLineNumbers(text)).toBe(text);
  });

  it('do not hide a status that stands where one counts lines: it is not understood', () => {
    const { refused, reached, advice } = diagnoseLog('407:connect://login.microsoftonline.com:443', 'connect');
    expect([refused, reached, advice.map(({ rule }) => rule)]).toEqual([[], [], ['form-not-understood']]);
  });
});
