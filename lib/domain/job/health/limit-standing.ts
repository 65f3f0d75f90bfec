/** So many of what a limit allows are called near to it. */
export const nearFrom = 0.8;

/** Where a number of failing objects stands to a limit. */
export type LimitStanding = 'below' | 'near' | 'at' | 'above';

/** A number and what is allowed, both as they are written: whole objects. */
interface Counted {
  count: number;
  allowed: number;
}

/** Judges what is shown, so that `5,000 of 5,000` is never called near. */
export function limitStanding({ count, allowed }: Counted): LimitStanding {
  const limit = Math.round(allowed);
  if (count > limit) return 'above';
  if (count === limit) return 'at';
  return count >= nearFrom * limit ? 'near' : 'below';
}

/** `4,428 of 5,000 (88 %)`; what has come to the limit, or is beyond it, is called so and not by a share. */
export function limitWords({ count, allowed }: Counted): string {
  const [written, limit] = [count, Math.round(allowed)].map((value) => value.toLocaleString('en-GB'));
  switch (limitStanding({ count, allowed })) {
    case 'above':
      return `${written}, above the limit of ${limit}`;
    case 'at':
      return `${written}, exactly the limit`;
    case 'near':
      return `${written} of ${limit}, near the limit (${Math.floor((100 * count) / allowed)} %)`;
    case 'below':
      return `${written} of ${limit} (${Math.floor((100 * count) / allowed)} %)`;
  }
}
