/** What the letters of a host tell before it is spelled out or looked up. One object, filled anew for each. */
export interface Glance {
  /** The same for capitals and for a dot at the end. Different names may share one. */
  hash: number;
  /** Where the last two labels begin. */
  tailAt: number;
  /** Where the deepest of the suffixes begins that the name is below, with the dot before it; -1 for none. */
  suffixAt: number;
  suffix: number;
  /** How many labels a name in ASCII has. */
  labels: number;
}

/**
 * `foreign`: no name that could be meant. `plain`: a valid name in ASCII, which may be meant. `beyond`: it has letters beyond ASCII, and
 * what stands behind them may be meant.
 */
type Verdict = 'foreign' | 'plain' | 'beyond';

/** Looks at a host as a log writes it, between two offsets, and fills the glance; what is foreign has none. */
export type Look = (text: string, from: number, to: number, into: Glance) => Verdict;

/** A name as numbers: quicker to compare than a text, whose way of being held has to be asked at each letter. */
export type Letters = Readonly<Uint8Array>;

/** The last two labels of names that are asked for. */
interface Tail {
  letters: Letters;
  hash: number;
  labels: number;
  /** The suffixes that end so, the deepest last: what each has before the two labels, and its place among all. */
  suffixes: { front: Letters; place: number }[];
}

const [longestName, longestLabel] = [253, 63];
const [dot, hyphen] = [46, 45];
const beyondAscii = 0xff_80;
const nameLetters = 'abcdefghijklmnopqrstuvwxyz0123456789_-';
// What may stand in a name, as its small letter; what is beyond ASCII as itself.
const folded = Uint16Array.from({ length: 65_536 }, (_, code) => (code < 128 ? 0 : code));
for (const char of nameLetters.toUpperCase() + nameLetters) folded[char.charCodeAt(0)] = char.toLowerCase().charCodeAt(0);
folded[dot] = dot;

// By a name of its own: in the contexts that tests run in, a global costs more than all the rest.
const { imul } = Math;
const step = (hash: number, code: number) => imul(hash, 0x01_00_01_93) ^ code;

function hashOf(name: string): number {
  let hash = 0;
  for (let at = name.length - 1; at >= 0; at--) hash = step(hash, name.charCodeAt(at));
  return hash;
}

/**
 * Looks at hosts from their end. Whoever asks nothing of the names, hosts or suffixes in the spelling of `normalizeHost`, is told by the
 * last two labels: their length and first letter turn nearly all away.
 */
export function createGlance(names: readonly string[], suffixes: readonly string[]): Look {
  const tailsByLength = tailsOf(names, suffixes);
  return (text, from, to, into) => {
    const end = text.charCodeAt(to - 1) === dot ? to - 1 : to;
    let [at, dots, seen] = [end - 1, 0, 0];
    for (; at >= from; at--) {
      const code = text.charCodeAt(at);
      seen |= code;
      if (code === dot && ++dots === 2) break;
    }
    into.tailAt = at + 1;
    into.suffixAt = -1;
    into.hash = 0;
    // No end of a table may turn out of these letters, or another spelling of one.
    if (seen & beyondAscii) return lookAtFront(text, at + 1, end, 0, into);
    const tail = tailAt(tailsByLength[end - into.tailAt], text, into.tailAt);
    if (tail === undefined) return 'foreign';
    into.hash = tail.hash;
    into.labels = tail.labels;
    if (at < from) return 'plain';
    for (const { front, place } of tail.suffixes) {
      const dotAt = at - front.length;
      if (dotAt < from || text.charCodeAt(dotAt) !== dot || !isWrittenAt(text, dotAt + 1, front)) continue;
      into.suffix = place;
      into.suffixAt = dotAt;
    }
    into.hash = step(tail.hash, dot);
    const verdict = lookAtFront(text, from, at, tail.labels, into);
    return verdict === 'plain' && end - from > longestName ? 'foreign' : verdict;
  };
}

function tailAt(tails: readonly Tail[] | undefined, text: string, at: number): Tail | undefined {
  if (tails === undefined) return undefined;
  for (const tail of tails) if (isWrittenAt(text, at, tail.letters)) return tail;
  return undefined;
}

/** Looks at each letter of the labels before those that are known. */
function lookAtFront(text: string, from: number, end: number, known: number, into: Glance): Verdict {
  let [hash, labels, labelEnd, seen, longest, next] = [into.hash, known, end, 0, 0, dot];
  for (let at = end - 1; at >= from; at--) {
    const code = text.charCodeAt(at);
    const letter = folded[code] ?? 0;
    // Only hyphens may stand side by side: no label is empty, nor is there a hyphen at its ends.
    if (letter <= dot && (letter === 0 || (next <= dot && letter + next > 2 * hyphen))) return 'foreign';
    hash = step(hash, letter);
    seen |= letter;
    next = letter;
    if (letter !== dot) continue;
    labels++;
    if (labelEnd - at > longest) longest = labelEnd - at;
    labelEnd = at;
  }
  if (next <= dot) return 'foreign';
  into.hash = hash;
  // What letters beyond ASCII come to, and how long a label is then, is for others to say.
  const isBeyond = (seen & beyondAscii) !== 0;
  into.labels = isBeyond ? 0 : labels + 1;
  if (isBeyond) return 'beyond';
  return longest > longestLabel + 1 || labelEnd - from > longestLabel ? 'foreign' : 'plain';
}

/** The letters of a name as `isWrittenAt` compares them. */
export function lettersOf(name: string): Letters {
  const letters = new Uint8Array(name.length);
  for (let at = 0; at < name.length; at++) letters[at] = name.charCodeAt(at);
  return letters;
}

/** Whether a name in small letters, or the same in capitals, stands at an offset. */
export function isWrittenAt(text: string, at: number, name: Letters): boolean {
  for (let place = 0; place < name.length; place++) if (folded[text.charCodeAt(at + place)] !== name[place]) return false;
  return true;
}

/** The tails by how long they are. */
function tailsOf(names: readonly string[], suffixes: readonly string[]): Tail[][] {
  const parted = suffixes.map((suffix, place) => ({ ...splitTail(suffix), place }));
  const tails = [...new Set([...names, ...suffixes].map((name) => splitTail(name).tail))].map((name): Tail => {
    const own = parted.filter(({ tail }) => tail === name).toSorted((one, other) => one.front.length - other.front.length);
    const fronts = own.map(({ front, place }) => ({ front: lettersOf(front), place }));
    return { letters: lettersOf(name), hash: hashOf(name), labels: name.split('.').length, suffixes: fronts };
  });
  const longest = Math.max(...tails.map(({ letters }) => letters.length));
  return Array.from({ length: longest + 1 }, (_, length) => tails.filter(({ letters }) => letters.length === length));
}

function splitTail(name: string): { front: string; tail: string } {
  const tail = name.split('.').slice(-2).join('.');
  return { tail, front: name.slice(0, name.length - tail.length) };
}
