import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readTransactionAnswer } from '../../../../lib/adapters/tables/transport/transaction/transaction-answer.ts';

const RUNS = process.env.SOAK === '1' ? 20_000 : 500;
const type = 'multipart/mixed; boundary=batchresponse_1';

const part = (line: string, body = '') =>
  `--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${line}\r\nA: b\r\n\r\n${body}\r\n`;
const answerOf = (...parts: string[]) =>
  `--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n${parts.join('')}--changesetresponse_1--\r\n--batchresponse_1--\r\n`;
const good = part('204 No Content');
const refused = part('412 Precondition Failed', '{"odata.error":{"code":"UpdateConditionNotSatisfied"}}');
const outcomeOf = (text: string, actions: number, contentType: string | undefined = type) =>
  readTransactionAnswer(contentType, text, actions);

describe('the answer to a transaction', () => {
  it('says that all was done when there is a good response to every action', () => {
    expect(outcomeOf(answerOf(good, good), 2)).toEqual({ is: 'committed' });
    expect(outcomeOf(answerOf(part('201 Created', '{"data":"x"}')), 1)).toEqual({ is: 'committed' });
  });

  it('says what the one refusal in it says', () => {
    const refusal = { is: 'refused', status: 412, body: '{"odata.error":{"code":"UpdateConditionNotSatisfied"}}' };
    expect(outcomeOf(answerOf(refused), 3)).toEqual(refusal);
    expect(outcomeOf(answerOf(good, refused), 2)).toEqual(refusal);
  });

  it('is read whatever the case of its headers', () => {
    const shouted = answerOf(good)
      .replaceAll('Content-Type', 'CONTENT-TYPE')
      .replace('application/http', 'Application/HTTP; msgtype=response');
    expect(outcomeOf(shouted, 1, 'Multipart/Mixed; Boundary=batchresponse_1')).toEqual({ is: 'committed' });
  });

  it('keeps a status within a value apart from one of its own', () => {
    const body = '{"data":"HTTP/1.1 404 Not Found","more":"\\r\\nHTTP/1.1 500 x"}\r\nHTTP/1.1 409 Conflict';
    expect(outcomeOf(answerOf(part('200 OK', body), good), 2)).toEqual({ is: 'committed' });
    expect(outcomeOf(answerOf(part('400 Bad Request', 'HTTP/1.1 204 No Content')), 1)).toMatchObject({ is: 'refused', status: 400 });
  });

  it.each([
    ['without a part', answerOf()],
    ['with nothing in it', ''],
    ['that is a web page', '<html>HTTP/1.1 204 No Content</html>'],
    ['with fewer responses than actions', answerOf(good)],
    ['with more responses than actions', answerOf(good, good, good)],
    ['that was cut off', answerOf(good, good).slice(0, -30)],
    ['cut off behind its change set', answerOf(good, good).slice(0, -24)],
    ['with line feeds alone', answerOf(good, good).replaceAll('\r\n', '\n')],
    ['with two change sets', answerOf(good) + answerOf(good)],
    ['with a change set of no type', answerOf(good, good).replace('Content-Type: multipart/mixed; boundary=changesetresponse_1', 'A: b')],
    ['with a part that is no response', answerOf(good, good.replace('application/http', 'text/plain'))],
    ['with a response without a status line', answerOf(good, good.replace('HTTP/1.1 204 No Content\r\n', ''))],
    ['with a status that is no number', answerOf(good, part('2.4 Odd'))],
    ['with a status out of range', answerOf(good, part('999 Odd'))],
    ['with a status that is a number, but not of three digits', answerOf(good, part('2e2 OK'))],
    ['with a status in other digits', answerOf(good, part('２０４ OK'))],
    ['with a status that runs on', answerOf(good, part('204OK'))],
    ['with a response without a version', answerOf(good, good.replace('HTTP/1.1', 'HTTP/'))],
    ['with a response of another protocol', answerOf(good, good.replace('HTTP/1.1', 'HTTPS/1.1'))],
    ['with a response of another version', answerOf(good, good.replace('HTTP/1.1', 'HTTP/2'))],
    ['with a status line behind a blank', answerOf(good, good.replace('HTTP/1.1', ' HTTP/1.1'))],
    ['with two blanks before its status', answerOf(good, good.replace('HTTP/1.1', 'HTTP/1.1 '))],
    ['with a line feed in its status line', answerOf(good, part('204 No\nContent'))],
    ['with a part of two types', answerOf(good, good.replace('Content-Type:', 'Content-Type: text/plain\r\nContent-Type:'))],
    [
      'with a change set of two types',
      answerOf(good, good).replace('Content-Type: multipart', 'Content-Type: multipart/mixed; boundary=x\r\nContent-Type: multipart'),
    ],
    ['that is only informed', answerOf(good, part('100 Continue'))],
    ['that is sent elsewhere', answerOf(good, part('302 Found'))],
    ['whose headers do not end', answerOf(good, good.replace('A: b\r\n\r\n\r\n', 'A: b\r\n'))],
  ])('%s is not taken for done', (_, text) => {
    expect(outcomeOf(text, 2)).toEqual({ is: 'unreadable' });
  });

  it('of another type, or of none, is not taken for done', () => {
    for (const contentType of [undefined, 'application/json', 'multipart/mixed', 'multipart/mixed; boundary=other']) {
      expect(readTransactionAnswer(contentType, answerOf(good), 1)).toEqual({ is: 'unreadable' });
    }
  });

  it('to no action at all is not taken for done', () => {
    expect(outcomeOf(answerOf(), 0)).toEqual({ is: 'unreadable' });
  });

  it(`is never taken for done when it was cut off or holds a refusal, whatever ${RUNS} random bodies say`, () => {
    const line = fc.constantFrom('HTTP/1.1 204 No Content', '\r\n\r\n', '--changesetresponse_', '{"odata.error":', '--', 'x');
    // What divides the parts stands in none of them, or whoever wrote it could not be read by anybody.
    const body = fc
      .array(fc.oneof(line, fc.string()), { maxLength: 10 })
      .map((pieces) => pieces.join(''))
      .filter((text) => !text.includes('--changesetresponse_1'));
    const status = fc.integer({ min: 400, max: 599 });
    fc.assert(
      fc.property(
        fc.array(body, { maxLength: 4 }),
        body,
        status,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (bodies, said, code, share) => {
          const responses = bodies.map((text) => part('200 OK', text));
          expect(outcomeOf(answerOf(...responses, part(`${code} No`, said)), responses.length + 1)).toMatchObject({
            is: 'refused',
            status: code,
          });
          const whole = answerOf(...responses, good);
          expect(outcomeOf(whole, responses.length + 1)).toEqual({ is: 'committed' });
          const cut = whole.slice(0, Math.floor(share * (whole.length - '--\r\n'.length)));
          expect(outcomeOf(cut, responses.length + 1)).toEqual({ is: 'unreadable' });
        },
      ),
      { numRuns: RUNS },
    );
  });

  it(`is taken for done only with a status line as HTTP has it, whatever was changed in it ${RUNS} times`, () => {
    const line = 'HTTP/1.1 204 No Content';
    const sign = fc.constantFrom(...' \t\n\r0123456789e.+-_/HTPS', '\u0662', '\uff12', '\u00a0', '');
    const change = fc.record({ at: fc.nat({ max: 13 }), removed: fc.nat({ max: 2 }), sign });
    const changed = fc
      .array(change, { minLength: 1, maxLength: 3 })
      .map((changes) => changes.reduce((text, { at, removed, sign: added }) => text.slice(0, at) + added + text.slice(at + removed), line))
      .filter((text) => !text.includes('\r\n'));
    const good200s = Array.from({ length: 100 }, (_, index) => String(200 + index));
    const versions = Array.from({ length: 10 }, (_, minor) => `HTTP/1.${minor} `);
    const isHttp = (text: string) => {
      const isWhole = text.length === 12 || text[12] === ' ';
      return isWhole && versions.includes(text.slice(0, 9)) && good200s.includes(text.slice(9, 12)) && !/[\r\n]/.test(text);
    };
    fc.assert(
      fc.property(changed, (text) => {
        const { is } = outcomeOf(
          answerOf(
            good,
            good.replace(line, () => text),
          ),
          2,
        );
        expect(is === 'committed').toBe(isHttp(text));
      }),
      { numRuns: RUNS },
    );
  });
});
