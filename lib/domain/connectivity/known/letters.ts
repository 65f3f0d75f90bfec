/** A name as numbers, one for each letter as `letterAt` reads it: quicker to compare than a text, whose way of being held has to be asked each time. */
export type Letters = Readonly<Int32Array>;

/**
 * What the letters of a name told that were walked over, as bits of `traits`: whether some may not stand in a name, or not side by side,
 * and whether some are beyond ASCII.
 */
export const traits = { strange: 1 << 22, beyond: 1 << 21, clash: 3 << 16 } as const;

const [dot, hyphen] = [46, 45];
const longestLabel = 63;
const nameLetters = 'abcdefghijklmnopqrstuvwxyz0123456789_-.';

// In the lower half the small letter, or the character itself where it has none; in the upper half what it is. Only hyphens may stand side
// by side: no label is empty, nor is there a hyphen at its ends. So a dot and a hyphen have bits for what they may not follow, and two bits
// further on those for what may not follow them.
const table = Int32Array.from({ length: 65_536 }, (_, code) => code | (code < 128 ? traits.strange : traits.beyond));
for (const char of nameLetters) table[char.charCodeAt(0)] = table[char.toUpperCase().charCodeAt(0)] = char.charCodeAt(0);
table[dot] = dot | (0b11_11 << 16);
table[hyphen] = hyphen | (0b10_01 << 16);
const end = table[dot] ?? 0;

// By a name of its own: in the contexts that tests run in, a global costs more than all the rest.
const { imul } = Math;
const step = (hash: number, letter: number) => imul(hash, 0x01_00_01_93) ^ letter;

/** What walking over letters told. One object, filled anew for each. */
export interface Walk {
  /** The same for capitals. Different letters may share one. */
  hash: number;
  /** Bits of `traits`. */
  seen: number;
}

/** Walks from the end over labels, between two offsets, and goes on with the hash of what stands behind them. */
export function walkLabels(text: string, from: number, to: number, into: Walk): void {
  let [hash, seen, clash, next] = [into.hash, 0, 0, end];
  for (let at = to - 1; at >= from; at--) {
    const letter = table[text.charCodeAt(at)] ?? 0;
    hash = step(hash, letter);
    seen |= letter;
    clash |= letter & (next >> 2);
    next = letter;
  }
  clash |= end & (next >> 2);
  into.hash = hash;
  into.seen = (seen & (traits.strange | traits.beyond)) | (clash & traits.clash);
}

/** Whether a label between two offsets is longer than a name may have. Most letters are passed over without a look. */
export function hasLongLabel(text: string, from: number, to: number): boolean {
  for (let begin = from; to - begin > longestLabel; ) {
    let at = begin + longestLabel;
    while (at >= begin && text.charCodeAt(at) !== dot) at--;
    if (at < begin) return true;
    begin = at + 1;
  }
  return false;
}

export function hashOf(name: string): number {
  return lettersOf(name).reduceRight(step, 0);
}

/** The letters of a name as `isWrittenAt` compares them. */
export function lettersOf(name: string): Letters {
  return Int32Array.from(name, (char) => table[char.charCodeAt(0)] ?? 0);
}

/** Whether a name, in small letters or in capitals, stands at an offset. */
export function isWrittenAt(text: string, at: number, name: Letters): boolean {
  for (let place = 0; place < name.length; place++) if (table[text.charCodeAt(at + place)] !== name[place]) return false;
  return true;
}
