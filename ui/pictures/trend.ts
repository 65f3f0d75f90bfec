import type { Job } from '../../client/client.d.ts';

const hourInMs = 3_600_000;
/** At so many failing objects Microsoft puts a job in quarantine, whatever its size. */
export const escrowLimit = 5_000;

export interface TrendPicture {
  /** Unbroken stretches of hours, each with how many objects failed in it. */
  runs: readonly (readonly { at: number; count: number }[])[];
  most: number;
  /** The number at the top of the picture; the limit is shown where it is near enough. */
  top: number;
}

/** The failing objects hour by hour. An hour that nobody read breaks the line; one without a change is like the one before. */
export function trendPicture({ value, gaps, completeFrom }: Job['trend'], from: number, to: number): TrendPicture {
  const counts = new Map(value.map(({ at, escrowed }) => [Date.parse(at), escrowed]));
  const sure = Date.parse(completeFrom ?? '');
  const isGap = (hour: number) =>
    gaps.some((gap) => Date.parse(gap.from) < hour + hourInMs && (gap.to === undefined || Date.parse(gap.to) > hour));
  const runs: { at: number; count: number }[][] = [];
  let before: number | undefined;
  for (let hour = Math.ceil(from / hourInMs) * hourInMs; hour <= to; hour += hourInMs) {
    const count = counts.get(hour) ?? (hour >= sure && !isGap(hour) ? before : undefined);
    if (count !== undefined) {
      if (before === undefined) runs.push([]);
      runs.at(-1)?.push({ at: hour, count });
    }
    before = count;
  }
  const most = Math.max(0, ...runs.flat().map(({ count }) => count));
  return { runs, most, top: most >= escrowLimit / 2 ? Math.max(escrowLimit, most) * 1.1 : most * 1.25 };
}
