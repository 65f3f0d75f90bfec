const dayInMs = 86_400_000;
export const countdownDays = 28;
const lastDays = 7;

export interface Countdown {
  /** Days of the series that are over, of 28, with a part for today. */
  elapsed: number;
  /** The day of the series that today is, from 1. */
  today: number;
  beganAt: number;
  /** When the service switches the job off. */
  endsAt: number;
  /** Whether the last week has begun. */
  isLate: boolean;
}

/** Where a job is in its 28 days; undefined where Graph gives no start, since then no date can be given. */
export function countdownOf(disableAt: string | undefined, now: number): Countdown | undefined {
  const endsAt = Date.parse(disableAt ?? '');
  if (Number.isNaN(endsAt)) return undefined;
  const beganAt = endsAt - countdownDays * dayInMs;
  const elapsed = Math.min(countdownDays, Math.max(0, (now - beganAt) / dayInMs));
  return {
    elapsed,
    today: Math.min(countdownDays, Math.floor(elapsed) + 1),
    beganAt,
    endsAt,
    isLate: endsAt - now < lastDays * dayInMs,
  };
}

/** The outline of the cells from one day to another, of a row of 28 in a box of 280 by 10. */
export function cellsPath(fromDay: number, toDay: number): string {
  const cells: string[] = [];
  for (let day = Math.floor(fromDay); day < toDay; day += 1) {
    const from = Math.max(fromDay, day);
    const to = Math.min(toDay, day + 1);
    const left = day * 10 + (from - day) * 9;
    const width = (to - from) * 9;
    if (width > 0) cells.push(`M${round(left)} 0h${round(width)}v10h${round(-width)}z`);
  }
  return cells.join('');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export const firstOfLastDays = countdownDays - lastDays;
