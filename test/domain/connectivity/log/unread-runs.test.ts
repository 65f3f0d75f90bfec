import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';
const isIn = (log: string) => {
  const { notUnderstoodAt = [] } = diagnoseLog(log, 'connect');
  return (line: number) => notUnderstoodAt.some(({ from, to = Number.POSITIVE_INFINITY }) => from <= line && line <= to);
};
const known = [`8:31 connect://${host}:443 200`, `https://${host}/`, `CONNECT ${host}:443 200`];
const unknown = [`8:31 connect://${host}:443 no route to host`, `date=2016 hostname="${host}" action="blocked"`, 'something else entirely'];
const told = ['Invoke-WebRequest : The remote server returned an error:\n> (407) Proxy Authentication Required.', known[0]];

describe('the lines of a log that were not understood', () => {
  it('are told by their numbers, however lines end and whatever stands between them', () => {
    const line = fc.oneof(fc.constantFrom(...known, ...unknown), fc.constantFrom('', '  '));
    void fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (lines, end, isWide) => {
        const log = lines.join(end);
        const isUnread = isIn(isWide ? [...log].join('\0') : log);
        for (const [place, text] of lines.entries()) {
          if (text.trim() !== '') expect([log, place, isUnread(place + 1)]).toEqual([log, place, unknown.includes(text)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['what a mail has broken', told.join('\n')],
    ['the addresses of nslookup', `Name: ${host}\nAddresses:  40.1.1.1\n   40.1.1.2\n   40.1.1.3\n${known[0]}`],
    ['as grep numbers them', known.join('\n'), (text: string, place: number) => `${place + 1}:${text}`],
  ])(
    'have the numbers that they have in the text, behind %s',
    (_, before, numbered: (text: string, place: number) => string = (text) => text) => {
      const lines = `${before}\n${unknown[0]}\n${known[0]}`.split('\n').map(numbered);
      const isUnread = isIn(lines.join('\n'));
      expect(lines.map((__, place) => isUnread(place + 1)).slice(-3)).toEqual([false, true, false]);
    },
  );

  it('hold a piece of a page whole, of which a line was not understood', () => {
    const isUnread = isIn(`${known[0]}\n<p>${unknown[0]}</p>${`\n<p>${known[0]}</p>`.repeat(2)}`);
    expect([1, 2, 3, 4].map(isUnread)).toEqual([false, true, true, false]);
  });

  it('are at most a thousand runs; the last one of more has no end', () => {
    const { notUnderstoodAt = [], lines } = diagnoseLog(`${unknown[0]}\n${known[0]}\n`.repeat(3_000), 'connect');
    expect([notUnderstoodAt.length, notUnderstoodAt.at(-2), notUnderstoodAt.at(-1)]).toEqual([
      1_000,
      { from: 1_997, to: 1_997 },
      { from: 1_999 },
    ]);
    expect(lines.notUnderstood).toBe(3_000);
    expect(diagnoseLog(known.join('\n'), 'connect')).not.toHaveProperty('notUnderstoodAt');
  });
});
