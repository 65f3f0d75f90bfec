import { isSpelledAt, type Letters, lettersOf, type Spelling } from '../match/letters.ts';
import { normalizeHost } from '../match/normalize-host.ts';
import { hostOf, type SpelledHost } from '../match/written-host.ts';
import { type Crowd, type Crowds, createCrowds } from './crowds.ts';
import { createForeignCheck } from './foreign-hosts.ts';
import { createGlance, createLook, type Glance, type Look } from './glance.ts';
import type { HostKind } from './host-kinds.ts';
import type { LinePlace } from './host-tally.ts';
import { type HostsByName, type KnownHost, knownHostIn } from './known-host.ts';

// A log of a whole office asks hundreds of hosts that count, a hostile one a hundred thousand: all that is kept ends somewhere.
const [mostSpellings, mostHosts] = [4_096, 2_000];
// Names beyond ASCII are spelled out at the price of ten lines each, and a log has next to none: it holds the names as they were asked for.
// Those that come after so many, or when no host has a place of its own any more, go by the suffix that they are below.
const mostBeyondAscii = 4_096;

interface Tables {
  /** The hosts that a table names, and its suffixes themselves, in the spelling of `normalizeHost`. */
  names: readonly string[];
  suffixes: readonly string[];
  kindOf(host: string): HostKind | undefined;
  place: Readonly<LinePlace>;
}

interface HashedHost {
  known: KnownHost;
  /** Its last two labels, and the letters before them, once it has come again: most names never do. */
  tail: string;
  front: Letters | undefined;
}

/** What is remembered of the hosts of one log. */
export interface Finder extends HostsByName {
  kindOf: Tables['kindOf'];
  crowds: Crowds;
  look: Look;
  isForeign(text: string, from: number, to: number): boolean;
  glance: Glance;
  /**
   * The hosts that are told apart by their hashes: one that has none of these need not be looked for. Null until one is found; and the last
   * of those that share one. A name is compared where it stands, and not copied.
   */
  byHash: Map<number, HashedHost | null>;
  /** Whether some of them end in the same bits: nearly all that have none are told by it without a look for them. */
  hashEnds: Uint8Array;
  /** Null for what is nobody's business. */
  bySpelling: Map<string, KnownHost | null>;
  /** How many names beyond ASCII were spelled out. */
  spelled: number;
}

export function createFinder({ names, suffixes, kindOf, place }: Tables): Finder {
  const crowds = createCrowds(suffixes, kindOf);
  const look = createLook(names, crowds.suffixes);
  const glance = createGlance();
  const isForeign = createForeignCheck(names);
  const byHash = new Map<number, HashedHost | null>();
  const hashEnds = new Uint8Array(endOfHash + 1);
  const maps = { byHash, hashEnds, byHost: new Map(), bySpelling: new Map() };
  const finder = { kindOf, crowds, look, isForeign, glance, place, ...maps, spelled: 0 };
  for (const name of names) if (look(name, 0, name.length, glance) === 'plain') keepHash(finder, null);
  return finder;
}

// Of sixteen bits: ten times as many as hosts are kept.
const endOfHash = 0xff_ff;

function keepHash({ byHash, hashEnds, glance: { hash, tail } }: Finder, known: KnownHost | null): void {
  byHash.set(hash, known && { known, tail, front: undefined });
  hashEnds[hash & endOfHash] = 1;
}

/**
 * The host that a log writes so; undefined for one that is nobody's business. The first two thousand that count are told apart, and of
 * those that come later the ones that a table names; the others go by their group.
 */
export function findHost(finder: Finder, written: SpelledHost): KnownHost | undefined {
  const { glance, byHash, hashEnds, look } = finder;
  const { text, hostFrom, hostTo, isEscaped } = written;
  const spelling = isEscaped ? written.letters : text;
  const from = isEscaped ? written.lettersFrom : hostFrom;
  const to = isEscaped ? written.lettersTo : hostTo;
  const verdict = look(spelling, from, to, glance);
  if (verdict === 'foreign') return undefined;
  const isBelow = glance.suffixAt >= 0;
  if (verdict === 'beyond' && !isBelow && finder.isForeign(text, glance.tailAt, to)) return undefined;
  const hashed = hashEnds[glance.hash & endOfHash] === 1 ? byHash.get(glance.hash) : undefined;
  if (verdict === 'plain' && hashed && isHashedHost(spelling, from, glance, hashed)) return hashed.known;
  if (hashed === undefined && (verdict === 'plain' || isBelow)) {
    if (!isBelow) return undefined;
    const crowd = finder.crowds.find(spelling, from, glance);
    if (crowd !== undefined && !hasPlace(finder)) return hostOfCrowd(finder, crowd);
    if (crowd !== undefined && verdict === 'plain') return openOfCrowd(finder, crowd, hostOf(written));
    if (crowd !== undefined && !maySpell(finder)) return hostOfCrowd(finder, crowd);
  }
  return spellOut(finder, hostOf(written), verdict === 'beyond', hashed !== undefined);
}

function spellOut(finder: Finder, written: string, isBeyondAscii: boolean, isHashed: boolean): KnownHost | undefined {
  const { bySpelling } = finder;
  const known = bySpelling.get(written);
  if (known !== undefined) return known ?? undefined;
  if (isBeyondAscii) {
    if (!maySpell(finder)) return undefined;
    finder.spelled++;
    if (!isHashed) keepHash(finder, null);
  }
  const host = openHost(finder, written);
  if (bySpelling.size < mostSpellings) bySpelling.set(written, host ?? null);
  return host;
}

// The look has found the tail: what is left to compare is what stands before it.
function isHashedHost(spelling: Spelling, from: number, { tail, tailAt }: Glance, hashed: HashedHost): boolean {
  if (hashed.tail !== tail) return false;
  hashed.front ??= lettersOf(hashed.known.host.slice(0, -tail.length));
  return hashed.front.length === tailAt - from && isSpelledAt(spelling, from, hashed.front);
}

function hasPlace({ byHost }: Finder): boolean {
  return byHost.size < mostHosts;
}

function maySpell({ spelled }: Finder): boolean {
  return spelled < mostBeyondAscii;
}

function openHost(finder: Finder, written: string): KnownHost | undefined {
  const { byHost, glance } = finder;
  const host = normalizeHost(written);
  if (host === undefined) return undefined;
  const known = byHost.get(host);
  if (known !== undefined) return known;
  const kind = finder.kindOf(host);
  if (kind === undefined) return undefined;
  if (byHost.size >= mostHosts) return knownHostIn(finder, kind.group ?? host, kind);
  const fresh = knownHostIn(finder, host, kind);
  if (finder.look(host, 0, host.length, glance) === 'plain') keepHash(finder, fresh);
  return fresh;
}

/** A valid name in ASCII that comes for the first time and that no table names: its crowd says of what kind it is. */
function openOfCrowd(finder: Finder, { kind }: Crowd, written: string): KnownHost | undefined {
  if (kind === undefined) return undefined;
  const lower = written.toLowerCase();
  const host = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  const fresh = knownHostIn(finder, host, kind);
  keepHash(finder, fresh);
  return fresh;
}

/** The group of a host for which there is no place alone. */
function hostOfCrowd(finder: Finder, crowd: Crowd): KnownHost | undefined {
  const { kind } = crowd;
  if (kind?.group === undefined) return undefined;
  crowd.known ??= knownHostIn(finder, kind.group, kind);
  return crowd.known;
}
