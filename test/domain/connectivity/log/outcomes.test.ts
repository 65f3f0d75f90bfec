import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outcomeIn, sayingOf, says } from '../../../../lib/domain/connectivity/log/text/outcomes.ts';

const numRuns = process.env.SOAK === '1' ? 100_000 : 1_000;

// The same as expressions, which go back over what they have seen: of several the first counts.
const expressions: readonly (readonly [RegExp, string])[] = [
  [/dns|nxdomain|unresolv|resolution|resolve(?!d)|not (?:been |be )?resolved|enotfound|host[^a-z]?not[^a-z]?found/, 'dns'],
  [
    /(?:ssl|tls|cert).{0,40}(?:fail|error|untrust|invalid|expired|mismatch|reject|bad)|(?:fail|bad|invalid|untrusted).{0,40}(?:ssl|tls|cert|handshake)/,
    'tls',
  ],
  [/time.{0,3}out/, 'timeout'],
  [/abort|disconnect|hang[^a-z]?up|\breset/, 'aborted'],
  [/conn.{0,29}refus|refus.{0,23}\bconn/, 'closed'],
  [/block|den(?:y|ied)|reject|forbid|drop|refus/, 'denied'],
];
const failure =
  /(?<![a-z])(?:fail(?:ed|ures?|s)?|errors?|unreach|unavailable(?![a-z])|unauthori[sz]ed(?![a-z])|required|not|no|never|cannot|can'?t|couldn'?t|unable|bad)(?:(?<=unreach)|(?![a-z]))|failure(?![a-z])/i;

const stem = fc.constantFrom(
  ...'dns nxdomain unresolved resolution resolve resolved not been be host found enotfound ssl tls cert certificate'.split(' '),
  ...'fail failed failing failure error errors untrusted invalid expired mismatch reject bad badly handshake time timed out'.split(' '),
  ...'abort disconnect hang up reset preset conn connection reconnect refus refused block deny denied forbid drop'.split(' '),
  ..."unreachable unavailable unauthorised required no never cannot can't couldnt unable d x 1 _ z\u00fc".split(' '),
  'x'.repeat(20),
);
const joint = fc.constantFrom('', ' ', ' ', ' ', '-', '_', '. ', '\u00a0');
const phrase = fc
  .array(fc.tuple(stem, joint, fc.boolean()), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([word, behind, isLoud]) => (isLoud ? word.toUpperCase() : word) + behind).join(''));

describe('the words of a log', () => {
  it('say what expressions find in them, in one walk over their letters', () => {
    fc.assert(
      fc.property(phrase, fc.nat(3), (text, before) => {
        const within = `fail${text}ed`;
        const saying = sayingOf(text, 0, text.length);
        expect(outcomeIn(saying)).toBe(expressions.find(([form]) => form.test(text.toLowerCase()))?.[1]);
        expect((saying & says.failure) !== 0).toBe(failure.test(text));
        // Whatever stands around them.
        expect(sayingOf(within, 4, within.length - 2)).toBe(saying);
        expect(sayingOf(text, before, text.length)).toBe(sayingOf(text.slice(before), 0, Math.max(0, text.length - before)));
      }),
      { numRuns },
    );
  });

  it('say the same however often they come', () => {
    const often = `${'ssl'.repeat(40)} fail`;
    expect(outcomeIn(sayingOf(often, 0, often.length))).toBe('tls');
    expect(sayingOf('ssl'.repeat(40), 0, 120)).toBe(says.stem);
  });
});
