import { dotLetter, hashOf, isAsItIs, isSpelledAt, type Letters, letterAt, lettersOf, type Spelling, traits } from '../match/letters.ts';

/** The last two labels of names that are asked for. */
export interface Tail {
  name: string;
  letters: Letters;
  hash: number;
  hashBehindDot: number;
  /** The suffixes that end so, the deepest last: what each has before the two labels, and its place among all. */
  suffixes: { front: Letters; place: number }[];
}

/**
 * The tail of the name between two offsets. Undefined where it has none, whatever a browser would make of its letters; `unsettled` where it
 * has none as it is written.
 */
export type FindTail = (spelling: Spelling, from: number, to: number) => Tail | 'unsettled' | undefined;

// The letters before `.com` tell most tails apart. No tail is shorter.
const [keyLength, mostKeys] = [6, 1_024];

/** Tells the tails of names and suffixes, in the spelling of `normalizeHost`, by two of their letters: they turn nearly all others away. */
export function createTails(names: readonly string[], suffixes: readonly string[]): FindTail {
  const byKey: Tail[][] = Array.from({ length: mostKeys }, () => []);
  for (const [name, tail] of tailsOf(names, suffixes)) byKey[keyOf(name, name.length)]?.push(tail);
  return (spelling, from, to) => {
    if (to - from < keyLength) return 'unsettled';
    const tails = byKey[keyOf(spelling, to)] ?? [];
    // Letters that are in ASCII stay as they are.
    if (tails.length === 0) return endsBeyondAscii(spelling, to) ? 'unsettled' : undefined;
    for (const tail of tails) {
      const at = to - tail.name.length;
      const isOfLabels = at === from || (at > from && letterAt(spelling, at - 1) === dotLetter);
      if (isOfLabels && (isAsItIs(spelling, at, tail.name) || isSpelledAt(spelling, at, tail.letters))) return tail;
    }
    return 'unsettled';
  };
}

function keyOf(spelling: Spelling, to: number): number {
  return ((letterAt(spelling, to - 5) & 31) << 5) | (letterAt(spelling, to - 6) & 31);
}

function endsBeyondAscii(spelling: Spelling, to: number): boolean {
  let seen = 0;
  for (let at = to - keyLength; at < to; at++) seen |= letterAt(spelling, at);
  return (seen & traits.beyond) !== 0;
}

function tailsOf(names: readonly string[], suffixes: readonly string[]): Map<string, Tail> {
  const parted = suffixes.map((suffix, place) => ({ ...splitTail(suffix), place }));
  const tails = new Set([...names, ...suffixes].map((name) => splitTail(name).tail));
  return new Map([...tails].map((name) => [name, tailOf(name, parted)]));
}

function tailOf(name: string, parted: readonly { front: string; tail: string; place: number }[]): Tail {
  const own = parted.filter(({ tail }) => tail === name).toSorted((one, other) => one.front.length - other.front.length);
  const suffixes = own.map(({ front, place }) => ({ front: lettersOf(front), place }));
  return { name, letters: lettersOf(name), hash: hashOf(name), hashBehindDot: hashOf(`.${name}`), suffixes };
}

function splitTail(name: string): { front: string; tail: string } {
  const tail = name.split('.').slice(-2).join('.');
  return { tail, front: name.slice(0, name.length - tail.length) };
}
