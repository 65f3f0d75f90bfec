/** What a field of digits has. One object, filled anew for each. */
export interface Figure {
  /** Whether nothing but digits are in it. */
  isNumber: boolean;
  /** Whether it has the signs of an address and no others. */
  isAddressLike: boolean;
}

// What a character is in a field that begins with a digit. What ends a field comes last but for what parts rows, which no target has
// either; what only a target may have is none of these.
const [digit, sign, dot, colon, fieldEnd, parting] = [1, 2, 3, 4, 5, 6];
const kinds = new Uint8Array(65_536);
for (const [kind, chars] of [
  [digit, '0123456789'],
  [sign, '/-TZ'],
  [dot, '.'],
  [colon, ':'],
  [fieldEnd, ' \t\n\r'],
  [parting, ',;|'],
] as const)
  for (const char of chars) kinds[char.charCodeAt(0)] = kind;

/** What no field of a plain line holds was met. */
export const ofRow = -2;

/**
 * Where a field of a number, a moment or an address in numbers ends, which begins with a digit: nothing but digits and the signs of these,
 * so that it is no target, and no more than that is asked of it. -1 for any other, `ofRow` for what no target is either.
 */
export function endOfFigure(text: string, from: number, found: Figure): number {
  let at = from;
  let signs = 0;
  let dots = 0;
  let colons = 0;
  let last = 0;
  for (; at < text.length; at++) {
    const kind = kinds[text.charCodeAt(at)] ?? 0;
    if (kind >= fieldEnd) {
      if (kind === parting) return ofRow;
      break;
    }
    if (kind === 0) return -1;
    if (kind === colon) colons++;
    else if (kind === dot) dots++;
    else if (kind === sign) signs++;
    last = kind;
  }
  found.isNumber = signs + dots + colons === 0;
  found.isAddressLike = signs === 0 && (dots === 3 || colons > 1);
  // `403:`, `1.`
  return last === colon || last === dot ? -1 : at;
}
