/** What stands in a field, as bits: most are told by it from a word, a host or a moment, and need neither a copy nor an expression. */
export const marks = {
  digit: 1,
  letter: 2,
  colon: 4,
  equals: 8,
  ofTarget: 16,
  blank: 32,
  user: 64,
  other: 128,
  dot: 256,
  joint: 512,
} as const;

/** Of what may hold anything, as nobody has looked. */
export const allMarks = 1_023;
export const markOf = new Uint16Array(65_536).fill(marks.other, 0, 128).fill(allMarks, 128);
for (const [mark, chars] of [
  [marks.digit, '0123456789'],
  [marks.letter, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [marks.colon, ':'],
  [marks.equals, '='],
  [marks.dot, '.'],
  // Without a dot or one of these there is no host: they are of such as have to be spelled out, and of addresses.
  [marks.ofTarget, '%*['],
  [marks.joint, '-_'],
  [marks.blank, ' \t\v\f'],
  [marks.user, '@\\'],
] as const)
  for (const char of chars) markOf[char.charCodeAt(0)] = mark;

/** Whether what is marked so has the letters of a name and no others, a dot among them. */
export function isOfName(has: number): boolean {
  return (has & ~ofName) === 0 && (has & marks.dot) !== 0 && (has & marks.letter) !== 0;
}

const ofName = marks.digit | marks.letter | marks.dot | marks.joint;

/** The marks of what stands between two offsets. */
export function marksIn(text: string, from: number, to: number): number {
  let seen = 0;
  for (let at = from; at < to; at++) {
    seen |= markOf[text.charCodeAt(at)] ?? allMarks;
  }
  return seen;
}
