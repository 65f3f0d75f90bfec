/** A part of a strip: where it begins and how wide it is, of 1000. */
export interface Part<Name> {
  name: Name;
  from: number;
  width: number;
}

const whole = 1_000;
const gap = 3;
const narrowest = 9;

/** Proportional parts with gaps between them, each that is there at least wide enough to be seen. */
export function partsOf<Name>(counts: readonly (readonly [Name, number])[]): Part<Name>[] {
  const present = counts.filter(([, count]) => count > 0);
  const room = whole - gap * Math.max(0, present.length - 1);
  const widths = widthsIn(
    room,
    present.map(([, count]) => count),
  );
  let from = 0;
  return present.map(([name], index) => {
    const part = { name, from, width: widths[index] ?? 0 };
    from += part.width + gap;
    return part;
  });
}

// What is widened is taken from those that are wide enough, by their share.
function widthsIn(room: number, counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const isNarrow = counts.map((count) => (count / total) * room < narrowest);
  const narrow = isNarrow.filter(Boolean).length * narrowest;
  const wideTotal = counts.reduce((sum, count, index) => sum + (isNarrow[index] ? 0 : count), 0);
  return counts.map((count, index) => (isNarrow[index] ? narrowest : (count / wideTotal) * (room - narrow)));
}
