import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outcomeIn, sayingOf, says } from '../../../../lib/domain/connectivity/log/text/outcomes.ts';

const numRuns = process.env.SOAK === '1' ? 100_000 : 1_000;

// The same as expressions, which go back over what they have seen: of several the first counts.
const anyCase = (form: string) => form.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const begin = '(?:(?<![a-zA-Z])|(?<=[a-z])(?=[A-Z]))';
const unDenied = `(?<!(?:^|[^a-zA-Z])(?:${anyCase('not|no|non|never|without|un')})[ _-]?)`;
const isStatus = '[=: ]{1,2}[45]\\d\\d(?!\\d)';
const isNothing = `(?:=|[ _-])(?:0+(?![\\dxX.])|${anyCase('no')}(?=$|[\\s,;)\\]]))|=\\d`;
const isGood = `[= ]{1,2}(?:\\d{1,4}(?!\\d)|(?:${anyCase('ok|resolved|found')})(?![a-zA-Z]))`;
const noValue = `(?![a-zA-Z]*(?!${isStatus})(?:${isNothing}))`;
const expressions: readonly (readonly [string, string])[] = [
  [`${begin}${anyCase('dns')}(?!${isStatus}|[a-zA-Z]*(?:${isGood}|${isNothing}))|${begin}${anyCase('dns')}(?=[a-zA-Z]*${isStatus})`, 'dns'],
  [
    `(?:${anyCase('nxdomain|unresolv|resolution|resolve')}(?![dD])|${anyCase('enotfound')}|${anyCase('not')} (?:${anyCase('be')} |${anyCase('been')} )?${anyCase('resolved')}|${anyCase('host')}[^a-zA-Z]?${anyCase('not')}[^a-zA-Z]?${anyCase('found')})${noValue}`,
    'dns',
  ],
  [
    `(?:(?:${anyCase('ssl|tls|cert')}).{0,40}(?:${anyCase('fail|error|untrust|invalid|expired|mismatch|reject|bad')})|(?:${anyCase('fail|bad|invalid|untrusted')}).{0,40}(?:${anyCase('ssl|tls|cert|handshake')}))${noValue}`,
    'tls',
  ],
  [`${anyCase('time')}.{0,3}${anyCase('out')}${noValue}`, 'timeout'],
  [
    `${unDenied}(?:${anyCase('abort|disconnect|hang')}(?:(?<!${anyCase('hang')})|[^a-zA-Z]?${anyCase('up')})|(?<!\\w)${anyCase('reset')})${noValue}`,
    'aborted',
  ],
  [`(?:${anyCase('conn')}.{0,29}${anyCase('refus')}|${anyCase('refus')}.{0,23}(?<!\\w)${anyCase('conn')})${noValue}`, 'closed'],
  [
    `${unDenied}${begin}(?:${anyCase('block|denied|reject|forbid|refus')}|${anyCase('deny')}(?![sS])|${anyCase('drop')}(?![bBlL]))${noValue}`,
    'denied',
  ],
];
const failure =
  /(?<![a-z])(?:fail(?:ed|ures?|s)?|errors?|unreach|unavailable(?![a-z])|unauthori[sz]ed(?![a-z])|required|not|no|never|cannot|can'?t|couldn'?t|unable|bad|untrusted|invalid|expired|mismatch)(?:(?<=unreach)|(?![a-z]))|failure(?![a-z])/i;

const mayFail = /block|den(?:y|ied)|reject|forbid|drop|refus|abort|disconnect|reset|up|dns|=|[ _-](?:0|no)/i;

const stem = fc.constantFrom(
  ...'dns nxdomain unresolved resolution resolve resolved not been be host found enotfound ssl tls cert certificate'.split(' '),
  ...'fail failed failing failure error errors untrusted invalid expired mismatch reject bad badly handshake time timed out'.split(' '),
  ...'abort disconnect hang up reset preset conn connection reconnect refus refused block deny denied forbid drop'.split(' '),
  ..."unreachable unavailable unauthorised required no never cannot can't couldnt unable d x 1 _ z\u00fc".split(' '),
  ...'un non 0 00 407 4070 ok s b'.split(' '),
  'x'.repeat(20),
);
const joint = fc.constantFrom('', ' ', ' ', ' ', '-', '_', '. ', '=', '\u00a0');
const phrase = fc
  .array(fc.tuple(stem, joint, fc.boolean()), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([word, behind, isLoud]) => (isLoud ? word.toUpperCase() : word) + behind).join(''));

describe('the words of a log', () => {
  it('say what expressions find in them, in one walk over their letters', () => {
    fc.assert(
      fc.property(phrase, fc.nat(3), (text, before) => {
        const within = `fail${text}ed`;
        const saying = sayingOf(text, 0, text.length);
        const outcome = expressions.find(([form]) => new RegExp(form).test(text))?.[1];
        expect([text, outcomeIn(saying)]).toEqual([text, outcome]);
        // What may be an outcome, and is not for sure, is a failure as well.
        if (failure.test(text)) expect(saying & says.failure).not.toBe(0);
        else if (!mayFail.test(text)) expect(saying & says.failure).toBe(0);
        // Whatever stands around them.
        expect(sayingOf(within, 4, within.length - 2)).toBe(saying);
        expect(sayingOf(text, before, text.length)).toBe(sayingOf(text.slice(before), 0, Math.max(0, text.length - before)));
      }),
      { numRuns },
    );
  });

  it.each([
    ...[
      'CORP\\block',
      'CORP\\jdenied 200',
      'block@corp.example',
      'user=reset\\svc',
      'svc-dropbox',
      'denys',
      'dns=3ms',
      'dns 3 ms',
      'dns ok',
      'DNS: resolved',
    ],
  ])('say nothing in the name of somebody, or where they name a value: %s', (text) => {
    expect(sayingOf(text, 0, text.length) & ~says.stem).toBe(0);
  });

  it.each([
    ...['jblock', 'Unblocked', 'not blocked', 'No block rule matched', 'never denied', 'blocked=no', 'blocked: false', 'denied=0'],
    ...['timeout=30', 'reset=0', 'dropped 0', 'refused: none', 'geblockt', 'nicht blockiert', 'Zeit\u00fcberschreitung', 'gesperrt'],
  ])('leave open what came of it where they are denied, or no words of their own: %s', (text) => {
    const saying = sayingOf(text, 0, text.length);
    expect([outcomeIn(saying), saying & says.failure]).toEqual([undefined, says.failure]);
  });

  it.each([
    ['AccessDenied', 'denied'],
    ['TCP_DENIED', 'denied'],
    ['block-url', 'denied'],
    ['denied: 407', 'denied'],
    ['DNS: 503', 'dns'],
    ['could not resolve host', 'dns'],
    ['timeout: 30', 'timeout'],
    ['ECONNREFUSED', 'closed'],
  ])('say it still in a name of an action or before a number: %s', (text, outcome) => {
    expect(outcomeIn(sayingOf(text, 0, text.length))).toBe(outcome);
  });

  it('say the same however often they come', () => {
    const often = `${'ssl'.repeat(40)} fail`;
    expect(outcomeIn(sayingOf(often, 0, often.length))).toBe('tls');
    expect(sayingOf('ssl'.repeat(40), 0, 120)).toBe(says.stem);
  });
});
