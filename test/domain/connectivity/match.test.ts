import { describe, expect, it } from '@jest/globals';
import { contains, matchesPattern } from '../../../lib/domain/connectivity/match/host-pattern.ts';
import { createHostMatcher } from '../../../lib/domain/connectivity/match/match-host.ts';
import { isAddress, normalizeHost } from '../../../lib/domain/connectivity/match/normalize-host.ts';
import { readTarget } from '../../../lib/domain/connectivity/match/read-target.ts';

describe('one spelling of a host', () => {
  it.each([
    ['Login.MicrosoftOnline.COM', 'login.microsoftonline.com'],
    ['login.microsoftonline.com.', 'login.microsoftonline.com'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.example', 'xn--bcher-kva.example'],
    ['ｌｏｇｉｎ．microsoftonline.com', 'login.microsoftonline.com'],
    ['login。microsoftonline。com', 'login.microsoftonline.com'],
    ['_sip.example.com', '_sip.example.com'],
    ['40.126.0.1', '40.126.0.1'],
    ['[2603:1006::1]', '[2603:1006::1]'],
  ])('%s is %s', (text, host) => {
    expect(normalizeHost(text)).toBe(host);
  });

  it('tells letters that only look alike apart', () => {
    expect(normalizeHost('lоgin.microsoftonline.com')).toMatch(/^xn--.*\.microsoftonline\.com$/);
  });

  it.each([
    '',
    '.',
    '..',
    'a..b',
    '-a.example',
    'a-.example',
    'a b',
    'bücher/example',
    'user@bücher.example',
    `${'a'.repeat(64)}.example`,
    'a.'.repeat(130),
    'ab\u0000c',
    '*.example.com',
  ])('%j is none', (text) => {
    expect(normalizeHost(text)).toBeUndefined();
  });

  it('knows an address in numbers', () => {
    expect(['40.126.0.1', '[::1]', 'login.windows.net', '1.2.3.4.example'].map(isAddress)).toEqual([true, true, false, false]);
  });
});

describe('a pattern', () => {
  const suffix = { pattern: '*.windows.net' };
  const withName = { pattern: '*.crl3.digicert.com', alsoMatchApex: true } as const;

  it.each([
    [suffix, 'login.windows.net', true],
    [suffix, 'a.b.windows.net', true],
    [suffix, 'windows.net', false],
    [suffix, 'evilwindows.net', false],
    [suffix, 'windows.net.example', false],
    [withName, 'crl3.digicert.com', true],
    [withName, 'a.crl3.digicert.com', true],
    [withName, 'digicert.com', false],
    [withName, 'xcrl3.digicert.com', false],
    [{ pattern: 'graph.microsoft.com' }, 'graph.microsoft.com', true],
    [{ pattern: 'graph.microsoft.com' }, 'a.graph.microsoft.com', false],
  ])('%j means %s: %s', (pattern, host, means) => {
    expect(matchesPattern(pattern, host)).toBe(means);
    const found = createHostMatcher([{ ...pattern, port: 443 }])(host, 443);
    expect(found).toHaveLength(means ? 1 : 0);
  });

  it.each([
    [{ pattern: '*.windows.net' }, { pattern: '*.graph.windows.net' }, true],
    [{ pattern: '*.graph.windows.net' }, { pattern: '*.windows.net' }, false],
    [{ pattern: '*.windows.net' }, { pattern: '*.windows.net' }, true],
    [{ pattern: '*.windows.net' }, { pattern: 'windows.net' }, false],
    [{ pattern: '*.windows.net' }, { pattern: '*.xwindows.net' }, false],
    [{ pattern: 'login.windows.net' }, { pattern: '*.windows.net' }, false],
    [{ pattern: '*.windows.net' }, { pattern: 'login.windows.net' }, true],
    [{ pattern: '*.crl3.digicert.com' }, withName, false],
    [withName, withName, true],
    [withName, { pattern: 'crl3.digicert.com' }, true],
  ])('%j holds all of %j: %s', (outer, inner, holds) => {
    expect(contains(outer, inner)).toBe(holds);
  });
});

describe('the matcher', () => {
  const rows = [
    { pattern: '*.microsoft.com', port: 443 },
    { pattern: 'www.microsoft.com', port: 80 },
    { pattern: '*.crl.microsoft.com', port: 80, alsoMatchApex: true } as const,
  ];
  const match = createHostMatcher(rows);

  it('finds rows by port, and those of every port without one, in the order of the rows', () => {
    expect(match('www.microsoft.com', 443)).toEqual([rows[0]]);
    expect(match('www.microsoft.com', 80)).toEqual([rows[1]]);
    expect(match('www.microsoft.com')).toEqual([rows[0], rows[1]]);
    expect(match('crl.microsoft.com')).toEqual([rows[0], rows[2]]);
    expect(match('crl.microsoft.com', 8080)).toEqual([]);
    expect(match('example.com')).toEqual([]);
  });
});

describe('a target as people write it', () => {
  it.each([
    ['login.windows.net', { host: 'login.windows.net' }],
    ['LOGIN.windows.net:443', { host: 'login.windows.net', port: 443 }],
    ['*.microsoftonline.com', { host: '*.microsoftonline.com' }],
    ['.microsoftonline.com', { host: '*.microsoftonline.com', alsoMatchApex: true }],
    ['*.microsoftonline.com:443', { host: '*.microsoftonline.com', port: 443 }],
    ['https://login.windows.net/common?x=y', { host: 'login.windows.net', port: 443 }],
    ['http://crl.microsoft.com/pki', { host: 'crl.microsoft.com', port: 80 }],
    ['http://crl.microsoft.com:8080', { host: 'crl.microsoft.com', port: 8080 }],
    ['connect://login.microsoftonline.com:443', { host: 'login.microsoftonline.com', port: 443 }],
    ['connect:/login.microsoftonline.com:443', { host: 'login.microsoftonline.com', port: 443 }],
    ['www.microsoft.com/pkiops', { host: 'www.microsoft.com' }],
    ['https://user:secret@login.windows.net', { host: 'login.windows.net', port: 443 }],
    ['connect://[2603:1006::1]:443', { host: '[2603:1006::1]', port: 443 }],
    ['https://bücher.example', { host: 'xn--bcher-kva.example', port: 443 }],
  ])('%s', (text, target) => {
    expect(readTarget(text)).toEqual(target);
  });

  it.each(['', 'two words', '*', '*.', 'a*b.example', '*windows.net', 'host:0', 'host:65536', 'host:', 'https://', '::1', 'a,b'])(
    '%j is none',
    (text) => {
      expect(readTarget(text)).toBeUndefined();
    },
  );
});
