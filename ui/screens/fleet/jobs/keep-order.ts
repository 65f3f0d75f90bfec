/** The rows in the order in which they are shown, and how many of them stand elsewhere by now. */
export interface KeptOrder {
  ids: readonly string[];
  moved: number;
}

/**
 * Holds the order that is on the screen while the list is read anew: nothing jumps under the hand. What is gone is left out, and what is
 * new stands behind the one that it follows.
 */
export function keepOrder(shown: readonly string[], current: readonly string[]): KeptOrder {
  const present = new Set(current);
  const known = new Set(shown);
  const ids = shown.filter((id) => present.has(id));
  let before: string | undefined;
  for (const id of current) {
    if (!known.has(id)) ids.splice(before === undefined ? 0 : ids.indexOf(before) + 1, 0, id);
    before = id;
  }
  const places = new Map(current.map((id, index) => [id, index]));
  return { ids, moved: ids.length - longestRise(ids.map((id) => places.get(id) ?? 0)) };
}

/** How many need not move: the length of the longest part that rises. */
function longestRise(numbers: readonly number[]): number {
  const lowestEnds: number[] = [];
  for (const number of numbers) {
    let [low, high] = [0, lowestEnds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lowestEnds[middle] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    lowestEnds[low] = number;
  }
  return lowestEnds.length;
}
