import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readLog } from '../../../../lib/domain/connectivity/log/read-log.ts';
import { hostOf } from '../../../../lib/domain/connectivity/match/written-host.ts';

const noHost = { text: '', hostFrom: 0, hostTo: 0, isEscaped: false, letters: [], lettersFrom: 0, lettersTo: 0 };
const nowhere = { ...noHost, clientText: '', clientFrom: 0, clientTo: 0, timeText: '', timeFrom: 0, timeTo: 0 };

/** All that a log tells, in its order. */
function toldBy(text: string) {
  const told: unknown[] = [];
  const counts = readLog(text, {
    line: () => undefined,
    request: (line) =>
      told.push({
        ...line,
        ...nowhere,
        host: hostOf(line),
        client: line.clientText.slice(line.clientFrom, line.clientTo),
        time: line.timeText.slice(line.timeFrom, line.timeTo),
      }),
    unclear: () => undefined,
    heading: (phase) => told.push(phase),
    other: (log, from, to) => told.push(log.slice(from, to).trimEnd()) % 2 === 0,
  });
  return { told, ...counts };
}

const line = fc.oneof(
  fc.constantFrom(
    'Configure',
    '#Fields: cs-host sc-status',
    'host,respcode',
    'a.example.com 403',
    'a.example.com,407',
    '8:31 connect://a.example.com:443 504',
    '8:31 connect://%61.example.com:443 504',
    'a.example.com b.example.com:80 200',
    '1 2 3 TCP_DENIED/403 1 CONNECT a.example.com:443 - HIER_NONE/- -',
    '- "GET http://a.example.com/ HTTP/1.1" 200 1 -',
    '| 8:31 | a.example.com |',
    '<td>a.example.com</td>',
    'x. and so on, as people write.',
    '8:31,a.example.com:443,CONNECT,403',
    '"a.example.com [b',
  ),
  // Shorter ones are told from their length.
  fc.stringMatching(/^[a-c.:/, |"#2]{5,12}$/).filter((text) => text.trim().length >= 5),
);

describe('a line that comes again', () => {
  it('tells the same as a line that was never seen', () => {
    const log = fc
      .uniqueArray(line, { minLength: 1, maxLength: 5 })
      .chain((few) => fc.array(fc.constantFrom(...few), { minLength: 3, maxLength: 40 }));
    fc.assert(
      fc.property(log, fc.constantFrom('\n', '\r\n', '\r', '\n \n'), (lines, end) => {
        // Blanks at its end change nothing of a line but that it is another one.
        const unlike = lines.map((text, index) => text + ' '.repeat(index + 1));
        expect(toldBy(lines.join(end))).toEqual(toldBy(unlike.join(end)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is a header two hundred times and no more', () => {
    const text = 'url,host\n'.repeat(300);
    expect(toldBy(text)).toEqual(toldBy(Array.from({ length: 300 }, (_, index) => `url,host${' '.repeat(index)}\n`).join('')));
  });
});
