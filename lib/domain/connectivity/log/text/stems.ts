/**
 * Finds many stems in one walk over a text, whatever is in it: the automaton of Aho and Corasick, https://doi.org/10.1145/360825.360855.
 * `next[(state & stateBits) | symbol]` is the state behind a symbol, and odd where stems end: then those are `ending[state >> shift]`.
 */
export interface Stems {
  next: Uint16Array;
  ending: readonly (readonly number[])[];
}

// The small letters, a blank, an apostrophe, and 0 for anything else. Capitals are as small letters.
export const shift = 5;
const symbols = 1 << shift;
export const stateBits = ~(symbols - 1);
const [blank, apostrophe] = [27, 28];
export const symbolOf = new Uint8Array(65_536);
for (let letter = 1; letter <= 26; letter++) symbolOf[64 + letter] = symbolOf[96 + letter] = letter;
symbolOf[32] = blank;
symbolOf[39] = apostrophe;

/** Compiles stems of small letters, blanks and apostrophes; any other character stands for all that are none of these. */
export function compileStems(stems: readonly string[]): Stems {
  const children: number[][] = [[]];
  const endings: number[][] = [[]];
  stems.forEach((stem, index) => {
    let state = 0;
    for (let at = 0; at < stem.length; at++) {
      const symbol = symbolOf[stem.charCodeAt(at)] ?? 0;
      const own = children[state] ?? [];
      own[symbol] ??= children.push([]) - 1;
      state = own[symbol];
      endings[state] ??= [];
    }
    endings[state]?.push(index);
  });
  const next = connect(children, endings);
  return { next: next.map((state) => (endings[state >> shift]?.length ? state | 1 : state)), ending: endings };
}

/** Leads from each state somewhere by every symbol, the shorter ones first: where no stem goes on, to the longest end that begins one. */
function connect(children: readonly (readonly number[])[], endings: readonly number[][]): Uint16Array {
  const next = new Uint16Array(children.length * symbols);
  const shorter = new Uint16Array(children.length);
  const states = [0];
  for (const state of states) {
    for (let symbol = 0; symbol < symbols; symbol++) {
      const child = children[state]?.[symbol];
      const aside = state === 0 ? 0 : (next[(shorter[state] ?? 0) * symbols + symbol] ?? 0);
      next[state * symbols + symbol] = child === undefined ? aside : child * symbols;
      if (child === undefined) continue;
      shorter[child] = aside / symbols;
      endings[child]?.push(...(endings[aside / symbols] ?? []));
      states.push(child);
    }
  }
  return next;
}
