/** What the letters of a host tell before it is spelled out or looked up. One object, filled anew for each. */
export interface Glance {
  /** The same for capitals and for a dot at the end. Different names may share one. */
  hash: number;
  /** Where the deepest of the suffixes begins that the name may be below, with the dot before it; -1 for none. */
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

const [longestName, longestLabel] = [253, 63];
const [dot, hyphen] = [46, 45];
const beyondAscii = 0xff_80;
const nameLetters = 'abcdefghijklmnopqrstuvwxyz0123456789_-';
// What may stand in a name, as its small letter; what is beyond ASCII as itself.
const folded = Uint16Array.from({ length: 65_536 }, (_, code) => (code < 128 ? 0 : code));
for (const char of nameLetters.toUpperCase() + nameLetters) folded[char.charCodeAt(0)] = char.toLowerCase().charCodeAt(0);

// By a name of its own: in the contexts that tests run in, a global costs more than all the rest.
const { imul } = Math;
const step = (hash: number, code: number) => imul(hash, 0x01_00_01_93) ^ code;

function hashOf(name: string): number {
  let hash = 0;
  for (let at = name.length - 1; at >= 0; at--) hash = step(hash, name.charCodeAt(at));
  return hash;
}

/**
 * Looks at hosts from their last letter, once at each. Whoever asks nothing of the names, hosts or suffixes in the spelling of
 * `normalizeHost`, is told by the last two labels.
 */
export function createGlance(names: readonly string[], suffixes: readonly string[]): Look {
  const ends = new Set([...names, ...suffixes].map((name) => hashOf(name.split('.').slice(-2).join('.'))));
  const places = new Map(suffixes.map((suffix, place) => [hashOf(suffix), place]));
  const mostLabels = Math.max(...suffixes.map((suffix) => suffix.split('.').length));
  return (text, from, to, into) => {
    const end = text.charCodeAt(to - 1) === dot ? to - 1 : to;
    let [hash, labels, labelEnd, seen] = [0, 0, end, 0];
    into.suffixAt = -1;
    for (let at = end - 1; at >= from - 1; at--) {
      const code = at < from ? dot : text.charCodeAt(at);
      if (code !== dot) {
        const letter = folded[code] ?? 0;
        if (letter === 0) return 'foreign';
        seen |= letter;
        hash = step(hash, letter);
        continue;
      }
      const beyond = seen & beyondAscii;
      if (!isLabel(text, at + 1, labelEnd, beyond)) return 'foreign';
      if (++labels === 2 || at < from) {
        // No end of a table may turn out of these letters, or another spelling of one.
        if (beyond !== 0 && labels <= 2) return 'beyond';
        if (labels <= 2 && !ends.has(hash)) return 'foreign';
        if (at < from) break;
      }
      if (labels <= mostLabels && beyond === 0) noteSuffix(into, places.get(hash), at);
      labelEnd = at;
      hash = step(hash, dot);
    }
    into.hash = hash;
    const isBeyond = (seen & beyondAscii) !== 0;
    into.labels = isBeyond ? 0 : labels;
    if (isBeyond) return 'beyond';
    return end - from > longestName ? 'foreign' : 'plain';
  };
}

// What letters beyond ASCII come to is for others to say.
function isLabel(text: string, from: number, to: number, beyond: number): boolean {
  const isShort = beyond !== 0 || to - from <= longestLabel;
  return to > from && isShort && text.charCodeAt(from) !== hyphen && text.charCodeAt(to - 1) !== hyphen;
}

function noteSuffix(into: Glance, suffix: number | undefined, at: number): void {
  if (suffix === undefined) return;
  into.suffix = suffix;
  into.suffixAt = at;
}
