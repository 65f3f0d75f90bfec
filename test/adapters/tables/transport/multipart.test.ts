import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMessage, readMultipart, writeMultipart } from '../../../../lib/adapters/tables/transport/transaction/multipart.ts';
import { threadTimeOf } from '../../../support/thread-time.ts';

const RUNS = process.env.SOAK === '1' ? 20_000 : 500;
const type = 'multipart/mixed; boundary=b';
const written = (...parts: string[]) =>
  writeMultipart(
    'b',
    parts.map((part) => [part]),
  ).join('');
const bodiesOf = (text: string, contentType = type) => readMultipart(contentType, text)?.map(({ body }) => body);

/** Lines that look like what a parser looks for. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r\n', '\n', '\r', '--b', '--b--', '--bb', '--', 'b', ' ', ':', 'HTTP/1.1 404 Not Found', 'A: b', '\r\n\r\n'),
      fc.string(),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

describe('a multipart body', () => {
  it('is written with each part between delimiters, line by line', () => {
    expect(written('A: b\r\n\r\none', '\r\ntwo')).toBe('--b\r\nA: b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--');
  });

  it('gives back the headers and the body of every part, in order', () => {
    const [one, two, ...others] = readMultipart(type, written('Content-Type: text/plain\r\nETag:W/"1"\r\n\r\none\r\n\r\n', '\r\n{}')) ?? [];
    expect([Object.fromEntries(one?.headers ?? []), one?.body]).toEqual([{ 'content-type': 'text/plain', etag: 'W/"1"' }, 'one\r\n\r\n']);
    expect([Object.fromEntries(two?.headers ?? []), two?.body]).toEqual([{}, '{}']);
    expect(others).toEqual([]);
  });

  it.each([
    ['in capitals', 'Multipart/Mixed; BOUNDARY=b'],
    ['in quotes', 'multipart/mixed; charset=utf-8; boundary="b"'],
    ['without blanks', 'multipart/mixed;boundary=b'],
  ])('is read by the boundary that its type names %s', (_, contentType) => {
    expect(bodiesOf(written('\r\nx'), contentType)).toEqual(['x']);
  });

  it('may have text before its first and behind its last delimiter, and blanks at the end of a delimiter', () => {
    expect(bodiesOf('read me\r\n--b \t\r\n\r\nx\r\n--b--\r\nthe end')).toEqual(['x']);
  });

  it('may hold its boundary within a line, and a longer one anywhere', () => {
    const hostile = '\r\nx --b\r\n--bb\r\n\r\n --b--\r\n--b-';
    expect(bodiesOf(written(hostile, '\r\ny'))).toEqual([hostile.slice(2), 'y']);
  });

  it.each([
    ['no type', undefined, written('\r\nx')],
    ['another type', 'application/json; boundary=b', written('\r\nx')],
    ['a type without a boundary', 'multipart/mixed', written('\r\nx')],
    ['an empty boundary', 'multipart/mixed; boundary=', '--\r\n\r\nx\r\n----'],
    ['another boundary', 'multipart/mixed; boundary=c', written('\r\nx')],
    ['no text', type, ''],
    ['a web page', type, '<html>--b\r\n</html>'],
    ['line feeds alone', type, written('\r\nx').replaceAll('\r\n', '\n')],
    ['no delimiter that closes it', type, written('\r\nx').slice(0, -2)],
    ['a delimiter that closes it and never opened', type, 'x\r\n--b'],
    ['a part whose headers never end', type, written('A: b')],
    ['a part with a header that is none', type, written('A b\r\n\r\nx')],
    ['a part with a header without a name', type, written(': b\r\n\r\nx')],
    ['a part of two types', type, written('Content-Type: text/plain\r\ncontent-type: application/http\r\n\r\nx')],
    ['a part that tells its type twice', type, written('Content-Type: text/plain\r\nContent-Type : text/plain\r\n\r\nx')],
    ['a type of two boundaries', 'multipart/mixed; boundary=b; boundary=c', written('\r\nx')],
    ['a part with nothing in it', type, '--b\r\n--b--'],
  ])('is not read at all with %s', (_, contentType, text) => {
    expect(readMultipart(contentType, text)).toBeUndefined();
  });

  it('without parts has none', () => {
    expect(readMultipart(type, '--b--')).toEqual([]);
  });

  it(`comes back as it was written, whatever ${RUNS} random bodies hold but a line that begins with the boundary`, () => {
    const parts = fc.array(
      hostileText.filter((text) => !text.includes('\r\n--b') && !text.startsWith('--b')),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(parts, (bodies) => {
        const text = written(...bodies.map((body) => `A: b\r\n\r\n${body}`));
        expect(bodiesOf(`${text}\r\n`)).toEqual(bodies);
        expect(bodiesOf(text.slice(0, -1))).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it(`is never more than what stands in it, and nothing of ${RUNS} random texts is taken for one by a failure`, () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const { body } of readMultipart(type, text) ?? []) expect(text).toContain(body);
        expect(text.endsWith(readMessage(text)?.body ?? '')).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('of many megabytes is read in a moment, however often it seems to end', () => {
    const huge = '\r\n--bb\r\n--b-'.repeat(500_000);
    const readBoth = () => {
      expect(bodiesOf(written(`\r\n${huge}`))?.[0]?.length).toBe(huge.length);
      expect(bodiesOf(`--b\r\n${huge}`)).toBeUndefined();
    };
    expect(threadTimeOf(readBoth)).toBeLessThan(10_000);
  });
});
