import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseHttpDate, parseRetryAfter } from '../../lib/domain/retry-after.ts';

const now = Date.UTC(1994, 10, 6, 8, 49, 7);

describe('parseRetryAfter', () => {
  it.each([
    ['seconds', '30', 30_000],
    ['zero seconds', '0', 0],
    ['surrounding space', ' 7 ', 7000],
    ['a fraction of a second', '1.5', 1500],
    ['an hour', '3600', 3_600_000],
    ['thirty years', '1000000000', 1_000_000_000_000],
    ['more digits than a number holds', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['a doubled header: the longest', '10, 20', 20_000],
    ['an IMF date', 'Sun, 06 Nov 1994 08:49:37 GMT', 30_000],
    ['an RFC 850 date', 'Sunday, 06-Nov-94 08:49:37 GMT', 30_000],
    ['an asctime date', 'Sun Nov  6 08:49:37 1994', 30_000],
    ['a past date', 'Sat, 05 Nov 1994 08:49:37 GMT', 0],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['empty text', '', undefined],
    ['a negative number', '-1', undefined],
    ['words', 'soon', undefined],
    ['an exponent', '1e3', undefined],
    ['not a number', 'NaN', undefined],
    ['infinity', 'Infinity', undefined],
    ['an impossible day', 'Wed, 31 Feb 1994 08:49:37 GMT', undefined],
    ['an impossible hour', 'Sun, 06 Nov 1994 25:49:37 GMT', undefined],
    ['an unknown month', 'Sun, 06 Foo 1994 08:49:37 GMT', undefined],
    ['another time zone', 'Sun, 06 Nov 1994 08:49:37 CET', undefined],
    ['an ISO date', '1994-11-06T08:49:37Z', undefined],
  ])('reads %s', (_form, header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  it('answers milliseconds or nothing, never NaN, for any text', () => {
    void fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const delay = parseRetryAfter(header, now);
          expect(delay === undefined || (Number.isSafeInteger(delay) && delay >= 0)).toBe(true);
        },
      ),
    );
  });
});

describe('parseHttpDate', () => {
  it('reads back what the platform writes', () => {
    void fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(parseHttpDate(new Date(seconds * 1000).toUTCString(), now)).toBe(seconds * 1000);
      }),
    );
  });

  it('places a two-digit year more than fifty years ahead in the past century', () => {
    expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(2026, 0, 1))).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
    expect(parseHttpDate('Friday, 06-Nov-26 08:49:37 GMT', Date.UTC(2026, 0, 1))).toBe(Date.UTC(2026, 10, 6, 8, 49, 37));
  });
});
