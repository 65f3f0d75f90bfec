import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';
const refused = [`8:31 connect://${host}:443 403`, `8:31 connect://${host}:443 dns failure`, `CONNECT ${host}:443 504`];
const others = [`8:31 connect://${host}:443 200`, 'connect://www.example.com:443 403', 'something else entirely', '', '  '];

const refusedIn = (log: string) => diagnoseLog(log, 'connect').refusedAt ?? [];
const numbersIn = (log: string) =>
  refusedIn(log).flatMap(({ from, to = from }) => Array.from({ length: to - from + 1 }, (_, place) => from + place));

describe('the lines of a log that show a refusal', () => {
  it('are told by their numbers, however lines end and whatever stands between them', () => {
    const line = fc.constantFrom(...refused, ...others);
    void fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean(), (lines, end, isWide) => {
        const log = lines.join(end);
        const expected = lines.flatMap((text, place) => (refused.includes(text) ? [place + 1] : []));
        expect([log, numbersIn(isWide ? [...log].join('\0') : log)]).toEqual([log, expected]);
      }),
      { numRuns: 300 },
    );
  });

  it('are one run as long as they follow each other, however many they are', () => {
    expect(refusedIn(`${others[0]}\n${`${refused[0]}\n`.repeat(20_000)}`)).toEqual([{ from: 2, to: 20_001 }]);
  });

  it('are at most ten thousand runs, the first', () => {
    const runs = refusedIn(`${refused[0]}\n${others[0]}\n`.repeat(12_000));
    expect([runs.length, runs.at(-1)]).toEqual([10_000, { from: 19_999, to: 19_999 }]);
  });

  it('are none where the proxy only asked for a sign-in that came', () => {
    const log = `8:31 connect://${host}:443 407\n8:32 connect://${host}:443 200`;
    expect(diagnoseLog(log, 'connect')).not.toHaveProperty('refusedAt');
  });

  it('are those without any answer where the host never gave one', () => {
    const dead = '1452501060.042 60000 10.0.0.21 NONE/000 0 CONNECT graph.microsoft.com:443 - HIER_NONE/- -';
    expect(numbersIn(`${others[0]}\n${dead}`)).toEqual([2]);
  });

  it('have in a page the numbers of the page, though its rows and cells are lines of their own', () => {
    const row = (text: string) => `<tr><td>\r\n${text}<br></td></tr>`;
    const page = `<table>\r\n${[others[0], refused[0], others[0]].map((text) => row(text ?? '')).join('\r\n')}\r\n</table>\r\n${refused[1]}`;
    const expected = page.split('\r\n').flatMap((text, place) => (refused.some((one) => text.includes(one)) ? [place + 1] : []));
    expect([page, numbersIn(page)]).toEqual([page, expected]);
  });

  it('are of what several lines tell together that in which it is told', () => {
    const text = `iwr https://${host}/\niwr : The remote server returned an error: (407) Proxy Authentication Required.\n\n${others[0]}`;
    expect(numbersIn(`${text}\ncurl https://${host}/\ncurl: (56) CONNECT tunnel failed, response 403`)).toContain(6);
  });
});
