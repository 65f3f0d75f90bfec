import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPlainLine, findPlainLine } from '../../../../lib/domain/connectivity/log/plain/plain-line.ts';
import { toldBy } from '../../../support/proxy-logs/told-by.ts';

const numRuns = process.env.SOAK === '1' ? 10_000 : 150;
const plain = createPlainLine();
// No line begins with a blank for who splits a log.
const isPlain = (line: string) => !line.startsWith(' ') && findPlainLine(line, 0, plain) === line.length;

const host = fc.oneof(
  fc.constantFrom(
    'login.windows.net',
    'A1.CO',
    '1.configure',
    'host.name',
    'url.target',
    'b\u00fccher.example',
    'a..bc',
    '1.TZ',
    'x.c',
    'a_.b-.cd',
  ),
  fc.constantFrom(
    '10.0.0.5',
    'a.b.xn--p1ai',
    '-a.bc',
    'a.bc.',
    '.a.bc',
    'a.b\u3002cd',
    'x%2Ebc.de',
    '*.a.bc',
    'a.b\u2003c.de',
    '[2001:db8::1]',
  ),
  fc.stringMatching(/^[abTZ019._-]{1,6}\.[abTZ]{1,3}$/),
);
const before = fc.constantFrom(
  '',
  '',
  'connect://',
  'CONNECT:/',
  'https://',
  'Http:///',
  'tcp://',
  'x1://',
  '"',
  "'",
  'u@',
  'https://u@v@',
  '(',
  'a.b:/',
);
const behind = fc.constantFrom(
  '',
  '',
  ':443',
  ':80/',
  ':0',
  ':65536',
  ':',
  '/',
  '/a.b?c=d',
  '/x,y',
  '?q',
  '/a"',
  '"',
  "'",
  '.',
  '/(x)',
  '/%41',
  ':443:',
  '\\x',
);
const target = fc.tuple(before, host, behind).map((parts) => parts.join(''));
const beside = fc.constantFrom(
  '8:31',
  '08:31:00',
  '2016-01-11T08:31:00Z',
  '1/11/2016',
  '403',
  '407',
  '403:',
  '999',
  '5',
  '1TZ',
  '-',
  'AM',
  'get',
  '::1',
  'Jan',
  'connect',
  'out',
  'proxy',
  'host',
  'denied',
  'status',
  'timed',
  'refused',
  'failed',
  'not',
  'hang',
  'up',
  'bytes',
  'x_1-',
  'svc-block',
  'jblock',
  'verweigert',
  'ms',
  '000',
  '10060',
  '407.0',
  '200/407',
  '443',
  'CORP\\svc',
  'CORP\\fail',
  'a.b\\c',
  'u.v@example.com',
  'u@example.com.',
  '1453019880.123',
  '12',
  '200.5',
  '10.0.0.5',
  '10.0.0.5:51234',
  '08:31:00.5',
  '2016-01-11T08:31:00.000Z',
  'https://[2001:db8::1f]:443/x',
  'http://u@[::1]',
  '"http://[A::1]:80/"',
  'https://[1.2]/',
  'https://[::g]/',
  'https://[::1]x',
  'https://[::1]:0',
);
const field = fc.oneof({ weight: 3, arbitrary: target }, { weight: 2, arbitrary: beside });
const line = fc
  .tuple(fc.array(field, { minLength: 1, maxLength: 5 }), fc.constantFrom(' ', ' ', '\t', ' \t'))
  .map(([fields, blank]) => fields.join(blank));
const mutated = fc
  .tuple(line, fc.nat(), fc.constantFrom(...'.:/ @%"\'T1a-,;\t|<([#\u00a0\u00fc'))
  .map(([text, place, char]) => text.slice(0, place % text.length) + char + text.slice((place % text.length) + 1));

describe('a plain line', () => {
  it.each([
    'login.windows.net',
    '8:31 connect://login.windows.net:443 403',
    '1/11/2016 8:31 https://login.windows.net/common?x=y',
    '2016-01-11T08:31:00Z LOGIN.WINDOWS.NET:443 407 8:32 a.example.com',
    '8:31 CORP\\svc connect://login.windows.net:443 200',
    'Jan 11 08:31:00 proxy1 connect://login.windows.net:443 timed out',
    'connect://login.windows.net:443 407 w1 denied',
    '"login.windows.net." 200',
    'https://user@login.windows.net/',
    'Jan 11 08:31:07 GET login.windows.net 12 403 5',
    '1/11/2016 8:31 AM\tconnect://login.windows.net:443',
    '1453019880.123 https://[2001:db8::1]:443/ 403',
  ])('is told from its letters alone: %s', (text) => {
    expect(isPlain(text)).toBe(true);
  });

  it.each([
    '08:31:00 host.example',
    'host.name url.path',
    '1.configure',
    'example.com 403:',
    '10.0.0.5',
    '10.0.0.5 host.example',
    'a.example.com 403 bytes',
    'a.example.com out 403',
    'proxy connect host.example 403',
    '403 host.example',
    'host.name\tobject.path',
    'connect://a.bc failed',
    'https://a.bc/ w1',
    'direct tcp connect://a.bc',
  ])('is none that may be anything else: %s', (text) => {
    expect(isPlain(text)).toBe(false);
  });

  // What comes a second time goes the long way, which keeps what it finds.
  it('holds the same for the quick way and for the reader of all lines', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(line, mutated), { minLength: 20, maxLength: 40 }), (lines) => {
        const parts = lines.filter(isPlain);
        const { told, understood } = toldBy(parts);
        const again = parts.map((part) => `${part}\n${part}`);
        expect(toldBy(again)).toEqual({ told: told.map((one) => [...one, ...one]), understood: 2 * understood });
      }),
      { numRuns },
    );
  });
});
