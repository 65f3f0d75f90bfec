/** Lines from 1, one behind the other; without `to` up to the end. */
export interface LineRun {
  from: number;
  to?: number;
}

const mostRuns = 10_000;
const [feed, carriage] = ['\n', '\r'];

/** The lines that begin at these offsets, in whatever order: at most ten thousand runs of them, the first. */
export function runsOfLines(text: string, starts: readonly number[]): LineRun[] {
  const countTo = createLineCounter(text);
  const runs: Required<LineRun>[] = [];
  for (const start of starts.toSorted((one, other) => one - other)) {
    const line = 1 + countTo(start);
    const last = runs.at(-1);
    if (last !== undefined && line <= last.to + 1) last.to = line;
    else if (runs.push({ from: line, to: line }) === mostRuns) break;
  }
  return runs;
}

/** Counts the ends of lines before an offset, each not before the last one. A search by the engine costs a fraction of a look at each letter. */
export function createLineCounter(text: string): (to: number) => number {
  let [lines, nextFeed, nextCarriage] = [0, placeOf(text, feed, 0), placeOf(text, carriage, 0)];
  return (to) => {
    for (; nextFeed < to; nextFeed = placeOf(text, feed, nextFeed + 1)) lines++;
    for (; nextCarriage < to; nextCarriage = placeOf(text, carriage, nextCarriage + 1)) if (text[nextCarriage + 1] !== feed) lines++;
    return lines;
  };
}

/** Where a character stands next, from an offset on; where the text ends if it never does. */
function placeOf(text: string, character: string, from: number): number {
  const found = text.indexOf(character, from);
  return found < 0 ? text.length : found;
}
