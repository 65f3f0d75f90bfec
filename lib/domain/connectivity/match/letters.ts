/** A name as numbers, one for each letter. */
export type Letters = Readonly<Int32Array>;

/** What names are read from: a text, or letters where those that are meant are not those that are written. */
export type Spelling = string | Letters;

/** No name has more, as no line has. */
export const mostLetters = 32_768;

/**
 * What the letters of a name told that were walked over, as bits: whether some may not stand in a name, or not side by side, and whether
 * some are beyond ASCII. A letter by itself has the bits but for `clash`.
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

/** The letter that a character is, the same for a capital. */
export function letterOf(code: number): number {
  return table[code] ?? 0;
}

export function letterAt(spelling: Spelling, at: number): number {
  return typeof spelling === 'string' ? letterOf(spelling.charCodeAt(at)) : (spelling[at] ?? 0);
}

export const dotLetter = letterOf(dot);

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
export function walkLabels(spelling: Spelling, from: number, to: number, into: Walk): void {
  if (typeof spelling === 'string') walkText(spelling, from, to, into);
  else walkLetters(spelling, from, to, into);
}

// Twice the same: asked at each letter which of both it is read from, the walk would take half as long again.
// Declared in one, as an array, the counters would be made anew on the heap for each name.
function walkText(text: string, from: number, to: number, into: Walk): void {
  let hash = into.hash;
  let seen = 0;
  let clash = 0;
  let next = dotLetter;
  for (let at = to - 1; at >= from; at--) {
    const letter = letterOf(text.charCodeAt(at));
    hash = step(hash, letter);
    seen |= letter;
    clash |= letter & (next >> 2);
    next = letter;
  }
  endWalk(hash, seen, clash | (dotLetter & (next >> 2)), into);
}

function walkLetters(letters: Letters, from: number, to: number, into: Walk): void {
  let hash = into.hash;
  let seen = 0;
  let clash = 0;
  let next = dotLetter;
  for (let at = to - 1; at >= from; at--) {
    const letter = letters[at] ?? 0;
    hash = step(hash, letter);
    seen |= letter;
    clash |= letter & (next >> 2);
    next = letter;
  }
  endWalk(hash, seen, clash | (dotLetter & (next >> 2)), into);
}

function endWalk(hash: number, seen: number, clash: number, into: Walk): void {
  into.hash = hash;
  into.seen = (seen & (traits.strange | traits.beyond)) | (clash & traits.clash);
}

/** Whether a label between two offsets is longer than a name may have. Most letters are passed over without a look. */
export function hasLongLabel(spelling: Spelling, from: number, to: number): boolean {
  for (let begin = from; to - begin > longestLabel; ) {
    let at = begin + longestLabel;
    while (at >= begin && letterAt(spelling, at) !== dotLetter) at--;
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
  const letters = new Int32Array(name.length);
  for (let at = 0; at < name.length; at++) letters[at] = letterOf(name.charCodeAt(at));
  return letters;
}

/** Whether a name stands at an offset as it is, as in most logs: the engine tells that at half the price of a look at each letter. */
export function isAsItIs(spelling: Spelling, at: number, name: string): boolean {
  return typeof spelling === 'string' && spelling.startsWith(name, at);
}

/** Whether a name stands at an offset of a text. */
function isWrittenAt(text: string, at: number, name: Letters): boolean {
  for (let place = 0; place < name.length; place++) if (letterOf(text.charCodeAt(at + place)) !== name[place]) return false;
  return true;
}

/** Whether a name stands at an offset of whatever it is read from. */
export function isSpelledAt(spelling: Spelling, at: number, name: Letters): boolean {
  if (typeof spelling === 'string') return isWrittenAt(spelling, at, name);
  for (let place = 0; place < name.length; place++) if (spelling[at + place] !== name[place]) return false;
  return true;
}
