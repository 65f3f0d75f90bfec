import { isBlank } from './text/fields.ts';

/** Lines from 1, one behind the other, between which nothing was understood; without `to` up to the end. */
export interface LineRun {
  from: number;
  to?: number;
}

/** Where the lines stand that were not understood. */
export interface UnreadRuns {
  /** @param understood How many lines were understood before: where none is between two of them, both are of one run. */
  note(from: number, to: number, understood: number): void;
  /** At most a thousand, in the order of the text; where there are more, the last has no end. */
  finish(text: string): LineRun[];
}

const mostRuns = 1_000;
const [feed, carriage] = [10, 13];

export function createUnreadRuns(): UnreadRuns {
  const [starts, ends]: [number[], number[]] = [[], []];
  let [understoodBefore, isFull] = [-1, false];
  return {
    note(from, to, understood) {
      if (isFull) return;
      if (understood === understoodBefore) {
        ends[ends.length - 1] = to;
        return;
      }
      understoodBefore = understood;
      isFull = starts.length === mostRuns;
      if (isFull) return;
      starts.push(from);
      ends.push(to);
    },
    finish(text) {
      const countTo = createLineCounter(text);
      return starts.map((start, place) => {
        const from = 1 + countTo(start);
        const next = nextInk(text, ends[place] ?? start);
        const isLast = next === text.length || (isFull && place === mostRuns - 1);
        return isLast ? { from } : { from, to: countTo(next) };
      });
    },
  };
}

// What was put together out of several lines is followed by as many that are empty.
function nextInk(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Counts the ends of lines before an offset, each not before the last one. */
function createLineCounter(text: string): (to: number) => number {
  let [at, lines] = [0, 0];
  return (to) => {
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === feed || (code === carriage && text.charCodeAt(at + 1) !== feed)) lines++;
    }
    return lines;
  };
}
