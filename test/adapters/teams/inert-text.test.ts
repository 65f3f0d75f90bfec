import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inertText } from '../../../lib/adapters/teams/inert-text.ts';

const formatters = createRequire(import.meta.url)('adaptivecards/lib/text-formatters.js') as {
  formatText(language: string, text: string): string;
};

/** What the cards of Teams, or a receiver that knows Markdown, would make something of; each with the form by which it is known. */
const forms: [string, string, RegExp][] = [
  ['a link', '[Reset password](https://evil.example)', /\]\s*\(/],
  ['a link with a blank', '[x] (https://evil.example)', /\]\s*\(/],
  ['a link by reference', '[x][1]', /\]\s*\[/],
  ['the definition of a link', '[1]: https://evil.example', /\]\s*:/],
  ['an image', '![x](https://evil.example/pixel.png)', /!\[|\]\s*\(/],
  ['an address in angle brackets', '<https://evil.example>', /<https?:/],
  ['a mail address in angle brackets', '<ceo@evil.example>', /<[\w.]+@/],
  ['a mail address that begins with a figure', '<1@evil.example>', /<[\w.]+@/],
  ['a mail address that begins with a sign', '<+ceo@evil.example>', /<\+?[\w.]+@/],
  ['a name in angle brackets', '<@U0123> <#C0123> <!channel>', /<[@#!]/],
  ['a mention', '<at>Everyone</at>', /<\s*\/?\s*at\b/i],
  ['a mention with an id', '< at id="0">all</ at >', /<\s*\/?\s*at\b/i],
  ['a mention that is left by another', '<a<at>t>Everyone</a</at>t>', /<\s*\/?\s*at\b/i],
  ['a mention with a hidden letter', '<a\u034ft>Everyone</at>', /<\s*\/?\s*at\b/i],
  ['a tag', '<img src=x onerror=alert(1)>', /<[a-z/!?]/i],
  ['an end tag', 'a</b>', /<[a-z/!?]/i],
  ['a comment', '<!-- x -->', /<[a-z/!?]/i],
  ['an instruction', '<?php x ?>', /<[a-z/!?]/i],
  ['a character by its name', '&lt;at&gt;all&lt;/at&gt;', /&#?\w+;/],
  ['a character by its number', '&#60;at&#x3e;', /&#?\w+;/],
  ['a character by its name without a semicolon', '&ltat&gtall&lt/at&gt', /&(?:lt|gt)/],
  ['a character by its number without one', '&#60at', /&#/],
  ['bold', 'a **b** c', /\*/],
  ['bold by underscores', 'a __b__ c', /(?<!\w)_|_(?!\w)/],
  ['italic', '*a* b', /\*/],
  ['italic by underscores', 'a _b_', /(?<!\w)_|_(?!\w)/],
  ['italic that begins as a wildcard host does', '*.a.example, b* and *c.d*', /\S\*/],
  ['bold and italic', '***a*** b', /\*/],
  ['emphasis within emphasis', '**a*b**', /\*/],
  ['struck text', '~~a~~', /~~/],
  ['struck text by single tildes', '~a~ b', /~\S*~/],
  ['code', 'a `b` c', /`/],
  ['a block of code', '```js x ```', /`/],
  ['a heading', '# Reset your password', /^#{1,6} /],
  ['a list', '- a', /^[-+*] /],
  ['a list by plus', '+ a', /^[-+*] /],
  ['a list by asterisk', '* a', /^[-+*] /],
  ['a list with numbers', '1. a', /^\d+[.)] /],
  ['a list with brackets', '23) a', /^\d+[.)] /],
  ['a task', '- [ ] a', /^[-+*] /],
  ['a quotation', '> a', /^>/],
  ['a rule', '- - -', /^([-*_=])(\s*\1){2,}$/],
  ['an underline', '=====', /^([-*_=])(\s*\1){2,}$/],
  ['an escape', String.raw`\*a\*`, /\\[!-/:-@[-`{-~]/],
  ['a line break', 'a  \nb', /\n/],
  ['a date', '{{DATE(2026-11-30T10:00:00Z,LONG)}}', /\{\{|\}\}/],
  ['a time', '{{TIME(2026-11-30T10:00:00Z)}}', /\{\{|\}\}/],
  ['a time with a hidden letter', '{\u2063{TIME(2026-11-30T10:00:00Z)}}', /\{\{|\}\}/],
  ['a binding of a template', '\u0024{$root.secret}', /\$\{/],
  ['a binding of the first templates', '{{name}} {{{name}}}', /\{\{|\}\}/],
  ['an expression of a flow', "@{variables('x')}", /@\{/],
  ['a script in an address', '[x](javascript:alert(1))', /\]\s*\(/],
];

const invisible: [string, string][] = [
  ['a joiner of graphemes', '\u034f'],
  ['a filler of Hangul', '\u3164'],
  ['another filler of Hangul', '\uffa0'],
  ['the fillers of its syllables', '\u115f\u1160'],
  ['an empty sign of Braille', '\u2800'],
  ['a soft hyphen', '\u00ad'],
  ['an Arabic mark', '\u061c'],
  ['an inherent vowel of Khmer', '\u17b4\u17b5'],
  ['a separator of Mongolian', '\u180b\u180e'],
  ['a space of no width', '\u200b\u200c\u200d'],
  ['marks of direction', '\u200e\u200f\u202a\u202e\u2066\u2069'],
  ['a joiner of words', '\u2060\u2061\u2064'],
  ['a selector of forms', '\ufe00\ufe0f\u{e0100}'],
  ['a byte order mark', '\ufeff'],
  ['a mark between lines', '\ufff9\ufffb'],
  ['a tag of Unicode', '\u{e0041}\u{e007f}'],
  ['a sign of shorthand', '\u{1bca0}'],
  ['a zero', '\u0000'],
];

describe('a text in a card', () => {
  it.each(forms)('is not interpreted: %s', (_, text, form) => {
    expect(text.replaceAll(/[\u034f\u2063]/g, '')).toMatch(form);
    for (const whole of [text, `${text}${text}`, `${text} and ${text}`]) {
      expect(inertText(whole)).not.toMatch(form);
      expect(formatters.formatText('en', inertText(whole))).toBe(inertText(whole));
    }
  });

  it.each(invisible)('hides nothing: %s', (_, sign) => {
    expect(inertText(`a${sign}b`)).toMatch(/^a ?b$/);
    expect(inertText(sign)).toBe('');
  });

  it('is not interpreted, whatever the forms are joined to', () => {
    const part = fc.oneof(
      fc.constantFrom(...forms.map(([, text]) => text)),
      fc.string({ maxLength: 5 }),
      fc.constantFrom(...'[]()<>{}$@*_~`\\!&;:', ' *.a', '*.b '),
    );
    const never = /\]\s*[[(:]|!\[|<[a-z/!?]|&#?\w{1,31};|\{\{|\}\}|[$@]\{|~~|`|\\[!-/:-@[-`{-~]|^>|^(#{1,6}|[-+*]|\d{1,9}[.)])( |$)/i;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const text = inertText(parts.join(''));
        expect(text).not.toMatch(never);
        // Of several none can end what another began.
        expect((text.match(/\*(?=\S)|(?<=\S)\*/g) ?? []).length < 2 || !/\S\*/.test(text)).toBe(true);
        expect(formatters.formatText('en', text)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'INVALID_CREDENTIALS of sp_name in my_tenant',
    String.raw`CONTOSO\svc-sync`,
    'count < 5 and rising, 2 > 1',
    'SystemForCrossDomainIdentityManagementServiceIncompatible: https://docs.example/a_b?x=1',
    'Müller & Söhne, 東京 (HR) [test]',
    '*.contoso.com',
    'Open *.servicebus.windows.net and *.msappproxy.net on 443',
    '*.münchen.example *.東京.example',
    '#42 failed',
    'AT&T, R&D: count ~5 of https://docs.example/~mo/x?a=1&b=2',
    'Switch([accountEnabled], , "False", "True")',
  ])('is left as it is where it means itself: %s', (text) => {
    expect(inertText(text)).toBe(text);
  });
});
