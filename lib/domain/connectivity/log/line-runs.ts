/** Lines from 1, one behind the other; without `to` up to the end. */
export interface LineRun {
  from: number;
  to?: number;
}

const mostRuns = 10_000;
const [feed, carriage] = [10, 13];

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

/** Counts the ends of lines before an offset, each not before the last one. */
export function createLineCounter(text: string): (to: number) => number {
  let [at, lines] = [0, 0];
  return (to) => {
    for (; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code === feed || (code === carriage && text.charCodeAt(at + 1) !== feed)) lines++;
    }
    return lines;
  };
}
