import { createLineCounter, type LineRun } from './line-runs.ts';
import { isBlank } from './text/fields.ts';

/** Where the lines stand that were not understood. */
export interface UnreadRuns {
  /** @param understood How many lines were understood before: where none is between two of them, both are of one run. */
  note(from: number, to: number, understood: number): void;
  /** At most a thousand, in the order of the text; where there are more, the last has no end. */
  finish(text: string): LineRun[];
}

const mostRuns = 1_000;

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
