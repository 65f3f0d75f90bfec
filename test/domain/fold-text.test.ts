import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldedWords, foldText } from '../../lib/domain/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['Contoso', 'contoso'],
    ['Ärzte für Köln', 'arzte fur koln'],
    ['STRASSE', 'Straße'],
    ['İstanbul IŞIK', 'istanbul ışık'],
    ['København', 'kobenhavn'],
    ['Łódź', 'lodz'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Ｃｏｎｔｏｓｏ', 'contoso'],
    ['Cafe\u0301', 'Café'],
    ['con\u00adto\u200bso', 'contoso'],
    ['\u202econtoso\u2066', 'contoso'],
    ['a\u00a0\t\n\0b', 'a b'],
    ['ﬁle', 'file'],
  ])('reads %j and %j alike', (one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });

  it('changes nothing that is folded already, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(folded).toBe(folded.trim());
      }),
      { numRuns: 2_000 },
    );
  });

  it('folds capitals like small letters, and a text by the way it is composed like one that is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')));
        expect(foldText(text.toUpperCase())).toBe(foldText(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('foldedWords', () => {
  it('answers each word once, and none of what names nothing', () => {
    expect(foldedWords('  HR  to hr ')).toEqual(['hr', 'to']);
    for (const nothing of ['', ' ', '\u200b', '\u0301', '\0\t']) expect(foldedWords(nothing)).toEqual([]);
  });
});
