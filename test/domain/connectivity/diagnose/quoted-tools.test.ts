import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { withoutQuotes } from '../../../../lib/domain/connectivity/paste/without-quotes.ts';

const host = 'adminwebservice.microsoftonline.com';
const sent = [`> CONNECT ${host}:443 HTTP/1.1`, `> Host: ${host}:443`, '> User-Agent: curl/8.4.0', '>'];
const tunnel = (answer: string) => [`* Establish HTTP proxy tunnel to ${host}:443`, ...sent, `< HTTP/1.1 ${answer}`, '<'];

/** What tools print that got no answer of the host, and what it says of the host. */
const outputs: readonly (readonly [status: number | string, lines: readonly string[]])[] = [
  [
    407,
    [
      ...tunnel('407 Proxy Authentication Required'),
      '* CONNECT tunnel failed, response 407',
      'curl: (56) CONNECT tunnel failed, response 407',
    ],
  ],
  [403, [`C:\\>curl -v https://${host}/`, ...tunnel('403 Forbidden'), 'curl: (56) CONNECT tunnel failed, response 403']],
  ['tls', [...tunnel('200 Connection established'), '* SSL certificate problem: self-signed certificate in certificate chain']],
  ['dns', [`$ nslookup ${host}`, 'Server:  dc01', 'Address:  10.0.0.2', '', `*** dc01 can't find ${host}: Non-existent domain`]],
  [
    407,
    [
      `--2016-01-11 08:31:00--  https://${host}/`,
      'Resolving proxy... 10.0.0.9',
      'Connecting to proxy|10.0.0.9|:8080... connected.',
      'Proxy tunneling failed: Proxy Authentication Required',
    ],
  ],
];

function told(lines: readonly string[], lineBreak: string) {
  const { refused, reached, missing, phases } = diagnoseLog(lines.join(lineBreak), 'connect');
  return { refused: refused.map(({ status }) => status), reached: reached.length, missing: missing.length, phases: phases.length };
}

const nothing = { reached: 0, missing: 0, phases: 0 };
const output = fc.constantFrom(...outputs);
const lineBreak = fc.constantFrom('\n', '\r\n');

describe('what a tool prints of a request that came to nothing', () => {
  it('is read in a mail that quotes it as it is read without', () => {
    void fc.assert(
      fc.property(output, lineBreak, fc.constantFrom('>', '> ', '> > ', '>> ', ' > ', '> > > '), ([status, lines], end, quote) => {
        for (const marked of [lines, lines.map((line) => quote + line), lines.map((line) => (line === '' ? line : quote + line))])
          expect([marked, told(marked, end)]).toEqual([marked, { ...nothing, refused: [status] }]);
      }),
      { numRuns: 200 },
    );
  });

  it('is never a request that came through, whatever stands before its lines', () => {
    const mark = fc.constantFrom(
      '- ',
      '08:31:02.123456 ',
      '0000: ',
      '| ',
      '> - ',
      '2016-01-11 08:31:02 ',
      '[12] ',
      '\u2022 ',
      '1) ',
      'x ',
      '# ',
    );
    void fc.assert(
      fc.property(output, lineBreak, mark, fc.nat(3), ([status, lines], end, sign, bare) => {
        const marked = lines.map((line, place) => (place < bare ? line : sign + line));
        const { refused, ...rest } = told(marked, end);
        expect([marked, rest]).toEqual([marked, nothing]);
        expect([status]).toEqual(expect.arrayContaining(refused));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a line that ends with the version of HTTP behind the request of a client', () => {
  it('leaves open what came of it, unless the number of a failure stands before', () => {
    const before = ['', '8:31 ', '> > ', '10.0.0.5 ', '12 3.1 10.0.0.5 10.0.0.9 HTTP 200 ', '0000: ', '2016-01-11 08:31:00 10.0.0.5 '];
    for (const words of before)
      for (const request of [`CONNECT ${host}:443`, `GET https://${host}/`, `POST http://${host}/`])
        for (const version of ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2'])
          expect([words, request, told([`${words}${request} ${version}`], '\n')]).toEqual([words, request, { ...nothing, refused: [] }]);
    expect(told([`8:31 407 CONNECT ${host}:443 HTTP/1.1`], '\n').refused).toEqual([407]);
    expect(told([`8:31 CONNECT ${host}:443 HTTP/1.1 407`], '\n').refused).toEqual([407]);
    expect(told([`8:31 CONNECT ${host}:443 HTTP/1.1 200`], '\n').reached).toBe(1);
  });
});

describe('a text of a mail', () => {
  it('tells the same where blanks that do not break stand in place of others', () => {
    const refused = 'Invoke-WebRequest : The remote server returned an error: (407) Proxy Authentication Required.';
    const all = [...outputs.map(([, lines]) => lines.join('\n')), `PS C:\\> iwr https://${host}/\n${refused}`];
    const places = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
    void fc.assert(
      fc.property(fc.constantFrom(...all), places, fc.constantFrom('\u00a0', '\u202f'), (text, chosen, blank) => {
        let count = 0;
        const hard = text.replace(/ /g, () => (chosen[count++ % chosen.length] ? blank : ' '));
        expect(diagnoseLog(hard, 'connect')).toEqual(diagnoseLog(text, 'connect'));
      }),
    );
  });

  it('loses its quotes only where all of its lines have them, and keeps what curl sent', () => {
    expect(withoutQuotes('> one\r\n>\r\n\r\n> > two')).toBe('one\r\n\r\n\r\n> two');
    for (const text of ['> one\ntwo', 'zero\n> one', sent.join('\n'), '', '\n', '| > one']) expect(withoutQuotes(text)).toBe(text);
  });
});
