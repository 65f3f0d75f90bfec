/** What stands in a field, as bits: most are told by it from a word, a host or a moment, and need neither a copy nor an expression. */
export const marks = { digit: 1, letter: 2, colon: 4, equals: 8, ofTarget: 16, blank: 32, user: 64, word: 128, other: 256 } as const;

// Beyond ASCII there may be anything.
const all = 511;
const markOf = new Uint16Array(65_536).fill(marks.other, 0, 128).fill(all, 128);
for (const [mark, chars] of [
  [marks.digit, '0123456789'],
  [marks.letter, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [marks.colon, ':'],
  [marks.equals, '='],
  // Without one of these there is no host: those behind the dot are of such as have to be spelled out, and of addresses.
  [marks.ofTarget, '.%*['],
  [marks.blank, ' \t\v\f'],
  [marks.user, '@'],
] as const)
  for (const char of chars) markOf[char.charCodeAt(0)] = mark;

/** The marks of what stands between two offsets; `word` where two letters stand side by side. */
export function marksIn(text: string, from: number, to: number): number {
  let [seen, last] = [0, 0];
  for (let at = from; at < to; at++) {
    const mark = markOf[text.charCodeAt(at)] ?? all;
    seen |= mark;
    if (mark & last & marks.letter) seen |= marks.word;
    last = mark;
  }
  return seen;
}
