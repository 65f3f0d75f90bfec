import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { certaintyOf, piecesOf } from '../../../ui/screens/explain/pieces.ts';

const span = (length: number) =>
  fc.tuple(fc.nat(length), fc.nat(length)).map(([one, other]) => ({ start: Math.min(one, other), end: Math.max(one, other) }));

describe('a text with what was found in it', () => {
  it('keeps every character once, whatever spans overlap, and gives each to the best finding that covers it', () => {
    const texts = fc.string({ maxLength: 60, unit: 'grapheme' }).chain((text) =>
      fc.record({
        text: fc.constant(text),
        findings: fc.array(fc.record({ spans: fc.array(span(text.length), { maxLength: 4 }) }), { maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(texts, ({ text, findings }) => {
        const pieces = piecesOf(text, findings);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { start, text: part, finding } of pieces) {
          expect(text.slice(start, start + part.length)).toBe(part);
          for (let at = start; at < start + part.length; at += 1) {
            const best = findings.findIndex(({ spans }) => spans.some((one) => one.start <= at && at < one.end));
            expect(finding).toBe(best < 0 ? undefined : best);
          }
        }
      }),
    );
  });

  it('marks the better of two findings where both begin, and what is left of the other behind it', () => {
    const pieces = piecesOf('abcdef', [{ spans: [{ start: 2, end: 4 }] }, { spans: [{ start: 0, end: 6 }] }]);
    expect(pieces.map(({ text, finding }) => [text, finding])).toEqual([
      ['ab', 1],
      ['cd', 0],
      ['ef', 1],
    ]);
  });

  it('is sure of a finding only where its code stands in the text', () => {
    const text = 'AADSTS700016: the agent says that the password is wrong';
    const certainty = (code: string, start: number, end: number) => certaintyOf({ family: 'aadsts', code, spans: [{ start, end }] }, text);
    expect(certainty('AADSTS700016', 0, 12)).toMatch(/^sure/);
    expect(certainty('AADSTS50126', 34, 55)).toMatch(/^likely/);
  });
});
