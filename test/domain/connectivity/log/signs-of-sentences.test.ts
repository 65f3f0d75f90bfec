import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';
const targets = [`connect://${host}:443`, `connect:/${host}:443`, `https://${host}`, `https://${host}/`, `${host}:443`, host] as const;
const answers = [' ', ' 407', ' 403', ' timed out'] as const;
// In one another too, as `?!`, `…)` and `!!`.
const behind = ['!', '?', '.', ',', ';', ')', '…', '...', '»', '”', '’', '。', '、', '！', '？', '`', '*'] as const;
const around = ['“”', '«»', '‹›', '„“', '‘’', '「」', '（）', '()', '""', '``', '**', '<>'] as const;

function told(line: string) {
  const { refused, reached, lines } = diagnoseLog(line, 'connect');
  return { refused: refused.map(({ status }) => status), reached: reached.length, notUnderstood: lines.notUnderstood };
}

describe('a sign of a sentence at a target', () => {
  it('is no part of it, whichever it is, how many there are and whatever the answer', () => {
    const signs = fc.array(fc.constantFrom(...behind), { minLength: 1, maxLength: 3 }).map((some) => some.join(''));
    void fc.assert(
      fc.property(fc.constantFrom(...targets), fc.constantFrom(...answers), signs, (target, answer, sign) => {
        expect([sign, told(`8:31 ${target}${sign}${answer}`)]).toEqual([sign, told(`8:31 ${target}${answer}`)]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(around)('on both of its sides is none either: %s', (pair) => {
    for (const target of targets)
      for (const answer of answers)
        expect([target, told(`8:31 ${pair[0]}${target}${pair[1]}${answer}`)]).toEqual([target, told(`8:31 ${target}${answer}`)]);
  });
});
