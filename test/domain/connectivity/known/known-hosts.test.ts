import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createForeignCheck } from '../../../../lib/domain/connectivity/known/foreign-hosts.ts';
import { createKnownHosts, type KnownHosts } from '../../../../lib/domain/connectivity/known/known-hosts.ts';
import { lettersOf } from '../../../../lib/domain/connectivity/match/letters.ts';
import { normalizeHost } from '../../../../lib/domain/connectivity/match/normalize-host.ts';
import { products } from '../../../../lib/domain/connectivity/tables/endpoint-row.ts';

/** What is told of a host, without what became of it. */
function told(hosts: KnownHosts, written: string) {
  const known = hosts.find(written);
  return known && { host: known.host, role: known.role, ports: known.ports, herring: known.herring?.pattern };
}

/** Hosts in their first two thousand places taken by others that no case below names. */
function crowded(hosts: KnownHosts): KnownHosts {
  for (let index = 0; index < 2_000; index++) hosts.find(`taken${index}.nsatc.net`);
  return hosts;
}

const suffix = fc.constantFrom(
  'microsoftonline.com',
  'microsoft.com',
  'windows.net',
  'servicebus.windows.net',
  'nsatc.net',
  'crl3.digicert.com',
  'msappproxy.net',
  'example.com',
  'microsoftonline.co',
);
const label = fc.oneof(
  fc.constantFrom(
    'a',
    'h1-anchor',
    'x-relay',
    '-anchor',
    'login',
    'graph',
    'adminwebservice',
    'k'.repeat(63),
    'k'.repeat(64),
    '-a',
    'a-',
    '',
  ),
  fc.constantFrom('x_y', 'xn--bcher-kva', 'a*b', 'a b', '%41', '10', 'login.', '..'),
  fc.stringMatching(/^[a-zA-Z0-9_-]{1,8}$/),
);
const spelling = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => `${text}.`,
  (text: string) => `${text}..`,
);
const written = fc
  .tuple(fc.array(label, { maxLength: 4 }), suffix, spelling)
  .map(([labels, end, spell]) => spell([...labels, end].join('.')));
const beyond = fc
  .tuple(fc.constantFrom('b\u00fccher', 'B\u00dcCHER', '\u043b\u043e\u0433', '\u{1f600}', '\u00fc-anchor'), suffix)
  .map((parts) => parts.join('.'));

describe('a host of a log', () => {
  it.each(products)('is told in a crowd as it is alone, but for its name (%s)', (product) => {
    // One that is not of the crowd keeps its own name; the others have that of their group, whose kind is the same.
    const late = crowded(createKnownHosts(product));
    // Fewer cases than it has places.
    const early = createKnownHosts(product);
    const property = fc.property(fc.oneof({ weight: 6, arbitrary: written }, { weight: 1, arbitrary: beyond }), (text) => {
      const [alone, crowd] = [told(early, text), told(late, text)];
      const isGroup = crowd?.host.startsWith('*') === true;
      expect(crowd && { ...crowd, host: isGroup ? alone?.host : crowd.host }).toEqual(alone);
      expect(alone?.host ?? normalizeHost(text)).toBe(normalizeHost(text));
    });
    fc.assert(property, { numRuns: 1_500 });
  });

  it.each(products)('that is escaped is the one that is meant (%s)', (product) => {
    const hosts = crowded(createKnownHosts(product));
    const isSpelled = (name: string) => /^[\w.-]*\.[a-z]+$/i.test(name) && !name.startsWith('.');
    const property = fc.property(written.filter(isSpelled), fc.nat(), (name, mask) => {
      const spell = (char: string, place: number) => ((mask >> (place % 31)) & 1 ? `%${char.charCodeAt(0).toString(16)}` : char);
      const text = [...name].map(spell).join('');
      const letters = lettersOf(name);
      const found = hosts.findIn({
        text,
        hostFrom: 0,
        hostTo: text.length,
        isEscaped: true,
        letters,
        lettersFrom: 0,
        lettersTo: letters.length,
      });
      expect(found).toBe(hosts.find(name));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('goes by the group of its suffix or of its role once two thousand others are told apart', () => {
    const hosts = crowded(createKnownHosts('connect'));
    const names = [
      'h1.microsoftonline.com',
      'a.H2.MicrosoftOnline.com.',
      'h3-anchor.microsoftonline.com',
      'A.h4-anchor.microsoftonline.com',
    ];
    expect(names.map((name) => hosts.find(name)?.host)).toEqual([
      '*.microsoftonline.com',
      '*.microsoftonline.com',
      '*-anchor.microsoftonline.com',
      '*.microsoftonline.com',
    ]);
    expect(['LOGIN.microsoftonline.com', 'taken7.NSATC.net'].map((name) => hosts.find(name)?.host)).toEqual([
      'login.microsoftonline.com',
      'taken7.nsatc.net',
    ]);
  });

  it('that is a suffix itself is no host below it, whichever comes first', () => {
    for (const names of [
      ['microsoftonline.com', 'a.microsoftonline.com'],
      ['a.microsoftonline.com', 'microsoftonline.com'],
    ]) {
      const hosts = createKnownHosts('connect');
      expect(names.map((name) => hosts.find(name)?.host).filter((host) => host !== undefined)).toEqual(['a.microsoftonline.com']);
    }
  });

  it('is meant by letters of full width, also where the last one is such', () => {
    const hosts = createKnownHosts('connect');
    expect(hosts.find('login.microsoftonline.\uff43om')?.host).toBe('login.microsoftonline.com');
    expect(hosts.find('login.microsoftonline.co\uff4d')?.host).toBe('login.microsoftonline.com');
  });

  it('beyond ASCII goes by the suffix that it is below once two thousand hosts are told apart', () => {
    const hosts = createKnownHosts('connect');
    for (let index = 0; index < 2_000; index++) hosts.find(`b\u00fccher${index}.microsoftonline.com`);
    expect(hosts.find('b\u00fccher1.microsoftonline.com')?.host).toBe('xn--bcher1-3ya.microsoftonline.com');
    expect(hosts.find('\u043b\u043e\u0433.a.microsoftonline.com')?.host).toBe('*.microsoftonline.com');
    expect(hosts.find('\u043b\u043e\u0433.example.com')).toBeUndefined();
    expect(hosts.find('a..\u043b.microsoftonline.com.')?.host).not.toBe('a');
  });

  it('beyond ASCII is not spelled out any more once four thousand were', () => {
    const hosts = createKnownHosts('connect');
    for (let index = 0; index < 4_096; index++) hosts.find(`x${index}.example.\uff43om`);
    expect(hosts.find('login.microsoftonline.\uff43om')).toBeUndefined();
    expect(hosts.find('\u043b\u043e\u0433.microsoftonline.com')?.host).toBe('*.microsoftonline.com');
  });
});

describe('a letter beyond ASCII that settles whose a host is', () => {
  const isForeign = createForeignCheck([]);
  // Whatever has no plain letter in a table is foreign to an empty one; what is not settled is left to be spelled out.
  const letters = Array.from({ length: 0x1_00_00 }, (_, code) => code).filter((code) => {
    const isHalf = code >= 0xd8_00 && code <= 0xdf_ff;
    return code >= 0x80 && !isHalf && isForeign(`a${String.fromCharCode(code)}.zz`, 0, 5);
  });

  it('stays beyond ASCII in every name, or is none', () => {
    expect(letters.length).toBeGreaterThan(30_000);
    const turned = letters.filter((code) => {
      const host = normalizeHost(`a${String.fromCharCode(code)}b.zz`);
      return host !== undefined && !host.startsWith('xn--');
    });
    expect(turned.map((code) => code.toString(16))).toEqual([]);
  });
});
