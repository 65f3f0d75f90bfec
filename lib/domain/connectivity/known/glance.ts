import { dotLetter, hasLongLabel, isSpelledAt, letterAt, type Spelling, traits, type Walk, walkLabels } from '../match/letters.ts';
import { createTails, type Tail } from './tails.ts';

/** What the letters of a host tell before it is spelled out or looked up. One object, filled anew for each. */
export interface Glance extends Walk {
  /** Where the last two labels begin, and those of the tables that they are. */
  tailAt: number;
  tail: string;
  /** Where the deepest of the suffixes begins that the name is below, with the dot before it; -1 for none. */
  suffixAt: number;
  suffix: number;
}

/**
 * `foreign`: no name that could be meant. `plain`: a valid name in ASCII, which may be meant. `beyond`: it has letters beyond ASCII, and
 * what stands behind them may be meant.
 */
type Verdict = 'foreign' | 'plain' | 'beyond';

/** Looks at a host that stands between two offsets and fills the glance; what is foreign has none. */
export type Look = (spelling: Spelling, from: number, to: number, into: Glance) => Verdict;

const longestName = 253;

export function createGlance(): Glance {
  return { hash: 0, seen: 0, tailAt: 0, tail: '', suffixAt: -1, suffix: 0 };
}

/**
 * Looks at hosts from their end. Whoever asks nothing of the names, hosts or suffixes in the spelling of `normalizeHost`, is told by a few
 * of the last letters, or by the last two labels.
 */
export function createLook(names: readonly string[], suffixes: readonly string[]): Look {
  const findTail = createTails(names, suffixes);
  return (spelling, from, to, into) => {
    clearGlance(into);
    const end = letterAt(spelling, to - 1) === dotLetter ? to - 1 : to;
    const tail = findTail(spelling, from, end);
    if (tail === undefined) return 'foreign';
    // No end of a table may turn out of these letters, or another spelling of one.
    if (tail === 'unsettled') return lookAtTail(spelling, from, end, into);
    return lookBelow(tail, spelling, from, end, into);
  };
}

function clearGlance(glance: Glance): void {
  glance.suffixAt = -1;
  glance.hash = glance.seen = 0;
}

/** Looks at the last two labels of a name that ends with none of the tables. */
function lookAtTail(spelling: Spelling, from: number, end: number, into: Glance): Verdict {
  let at = end - 1;
  let dots = 0;
  let seen = 0;
  for (; at >= from; at--) {
    const letter = letterAt(spelling, at);
    seen |= letter;
    if (letter === dotLetter && ++dots === 2) break;
  }
  into.tailAt = at + 1;
  if ((seen & traits.beyond) === 0) return 'foreign';
  return lookAtLabels(spelling, at + 1, end, into);
}

/** Looks at what stands before the last two labels, which are those of a table. */
function lookBelow(tail: Tail, spelling: Spelling, from: number, end: number, into: Glance): Verdict {
  into.tail = tail.name;
  into.tailAt = end - tail.letters.length;
  into.hash = tail.hash;
  const at = into.tailAt - 1;
  if (at < from) return 'plain';
  for (const { front, place } of tail.suffixes) {
    const dotAt = at - front.length;
    if (dotAt < from || letterAt(spelling, dotAt) !== dotLetter || !isSpelledAt(spelling, dotAt + 1, front)) continue;
    into.suffix = place;
    into.suffixAt = dotAt;
  }
  into.hash = tail.hashBehindDot;
  const verdict = lookAtLabels(spelling, from, at, into);
  return verdict === 'plain' && end - from > longestName ? 'foreign' : verdict;
}

/** Looks at each letter of the labels before those that are known. */
function lookAtLabels(spelling: Spelling, from: number, end: number, into: Glance): Verdict {
  walkLabels(spelling, from, end, into);
  if (into.seen & (traits.strange | traits.clash)) return 'foreign';
  // What letters beyond ASCII come to, and how long a label is then, is for others to say.
  if (into.seen & traits.beyond) return 'beyond';
  return hasLongLabel(spelling, from, end) ? 'foreign' : 'plain';
}
