import type { Shape } from './secret/shape.ts';
import { shapes } from './secret/shapes.ts';
import { readings, type View } from './secret/unwrap.ts';

/** A part of a text that goes, and what comes instead of it. */
interface Cut {
  from: number;
  to: number;
  instead: string;
}

/**
 * The text without what would let somebody in: tokens, keys, passwords and signatures in the forms in which they are written down. A form
 * counts however it is wrapped: the text is read with each layer of escapes taken off, and what is found there goes from the text itself.
 */
export function redact(text: string): string {
  const cuts = readings(text).flatMap(cutsOf);
  if (cuts.length === 0) return text;
  let result = '';
  let end = 0;
  for (const { from, to, instead } of cuts.sort((one, other) => one.from - other.from || other.to - one.to)) {
    // One that overlaps with the one before it says how much more goes with that.
    if (from >= end) result += text.slice(end, from) + instead;
    end = Math.max(end, to);
  }
  return result + text.slice(end);
}

/** What goes of the text as it reads in one way; what one form has found no later one finds again. */
function cutsOf({ text, placeOf }: View): Cut[] {
  const cuts: Cut[] = [];
  for (const [hint, form, kept] of shapes) {
    if (!hint.test(text)) continue;
    for (const match of text.matchAll(form)) {
      const cut = cutOf(match, kept);
      if (cut !== undefined && !cuts.some(({ from, to }) => from <= cut.from && cut.from < to)) cuts.push(cut);
    }
  }
  return cuts.map(({ from, to, instead }) => ({ from: placeOf(from), to: placeOf(to), instead }));
}

/** Which part of what was found goes; what is the same before and after stays. */
function cutOf(match: RegExpExecArray, kept: Shape[2]): Cut | undefined {
  const [found, ...parts] = match;
  const { index } = match;
  const after = typeof kept === 'string' ? kept.replace('$1', () => parts[0] ?? '') : kept(found, ...parts);
  if (after === found) return undefined;
  const shorter = Math.min(found.length, after.length);
  let head = 0;
  while (head < shorter && found[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && found.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { from: index + head, to: index + found.length - tail, instead: after.slice(head, after.length - tail) };
}
