import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeSegment,
  encodeSegment,
  invSeq,
  invTime,
  joinKey,
  kindOfKey,
  parseCurrentKey,
  rangeOf,
  stateKeys,
} from '../../../../lib/adapters/tables/rows/keys.ts';

const RUNS = process.env.SOAK === '1' ? 100_000 : 5_000;

/** Any UTF-16, lone surrogates and control characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: fc.constantFrom('~', '0', '4', '1', 'h', '!', '/', 'A', 'a'), maxLength: 12 }),
);

describe('the keys', () => {
  it(`hold only characters the service takes, whatever the text, and no two of ${RUNS} texts share one`, () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(anyText, (text) => {
        const segment = encodeSegment(text);
        expect(segment).toMatch(/^[A-Za-z0-9._~-]{0,150}$/);
        expect(seen.get(segment) ?? text).toBe(text);
        seen.set(segment, text);
        const decoded = decodeSegment(segment);
        if (!segment.startsWith('~h')) expect(decoded).toBe(text);
        else expect(decoded).toBeUndefined();
      }),
      { numRuns: RUNS },
    );
  });

  it('keep the limits between segments, so that no two lists of segments share a key', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), fc.array(anyText, { minLength: 1, maxLength: 4 }), (one, other) => {
        expect(joinKey(...one) === joinKey(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: RUNS / 10 },
    );
  });

  it('stay below 1 KiB for ids of any length', () => {
    const long = '😀'.repeat(500_000);
    expect(stateKeys.event({ servicePrincipalId: long, jobId: long, seq: 1 }).length).toBeLessThanOrEqual(512);
  });

  it('span exactly the rows under a prefix', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (first, other, rest) => {
        const { from, to } = rangeOf('past', first);
        const key = joinKey('past', other, rest);
        expect(key >= from && key < to).toBe(first === other);
      }),
      { numRuns: RUNS / 10 },
    );
  });

  it('of current rows say again what they were made of, but for ids too long for a key', () => {
    fc.assert(
      fc.property(anyText, anyText, (servicePrincipalId, jobId) => {
        const job = { servicePrincipalId, jobId };
        const isWhole = ![servicePrincipalId, jobId].some((id) => encodeSegment(id).startsWith('~h'));
        expect(parseCurrentKey(stateKeys.job(job))).toEqual({ kind: 'job', ...(isWhole && { place: job }) });
        expect(parseCurrentKey(stateKeys.target(servicePrincipalId))).toEqual({ kind: 'target' });
        expect(parseCurrentKey(stateKeys.incident(jobId))).toEqual({ kind: 'incident' });
        expect(parseCurrentKey(stateKeys.currentOperation(job))).toEqual({ kind: 'operation' });
        expect(parseCurrentKey(stateKeys.operation(jobId))).toEqual({ kind: 'unknown' });
        expect(parseCurrentKey(stateKeys.event({ ...job, seq: 1 }))).toEqual({ kind: 'unknown' });
      }),
      { numRuns: RUNS / 10 },
    );
  });

  it.each(['', 'now', 'now!target', 'now!attic!sp', 'past!target!sp!job'])('say nothing of a current row in %j', (key) => {
    expect(parseCurrentKey(key)).toEqual({ kind: 'unknown' });
  });

  it('say in their first two segments what kind of row they are of', () => {
    const job = { servicePrincipalId: 'sp', jobId: 'job' };
    expect([stateKeys.job(job), stateKeys.gap('2026-11-20T10:00:00.000Z'), 'alone'].map(kindOfKey)).toEqual([
      'now!target',
      'past!gap',
      'alone',
    ]);
  });

  it('sort newest first', () => {
    expect(invSeq(2) < invSeq(1)).toBe(true);
    expect(invSeq(10) < invSeq(9)).toBe(true);
    expect(invTime('2026-11-20T10:00:00.001Z') < invTime('2026-11-20T10:00:00.000Z')).toBe(true);
  });

  it('are those of the table of rows', () => {
    const job = { servicePrincipalId: 'sp', jobId: 'job' };
    const card = { createdAt: '2026-11-20T10:00:00.000Z', hash: 'hash', seq: 1, kind: 'opened' };
    expect(stateKeys.target('sp')).toBe('now!target!sp');
    expect(stateKeys.job(job)).toBe('now!target!sp!job');
    expect(stateKeys.incident('hash')).toBe('now!incident!hash');
    expect(stateKeys.event({ ...job, seq: 1 })).toBe('past!event!sp!job!9007199254740990');
    expect(stateKeys.pastIncident('hash', 3)).toBe('past!incident!hash!0000000003');
    expect(stateKeys.currentOperation(job)).toBe('now!operation!sp!job');
    expect(stateKeys.operation('hash')).toBe('operation!hash');
    expect(stateKeys.gap('2026-11-20T10:00:00.000Z')).toMatch(/^past!gap!\d{13}$/);
    expect(stateKeys.gap('2026-11-20T10:00:00.000Z')).toBe('past!gap!8204831199999');
    expect(stateKeys.outbox(card)).toBe('outbox!1795168800000!hash!1!opened');
  });
});
