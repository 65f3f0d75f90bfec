import type { HistoryEntry, JobState } from '../../client/client.d.ts';

/** Who says that it was so: we read it, Graph says so of a time when we did not, or nobody knows. */
type Source = 'read' | 'graph' | 'none';

export interface Stretch {
  from: number;
  to: number;
  /** What nobody read is another thing than what this page did not load. */
  state: JobState | 'not read' | 'not loaded';
  source: Source;
}

interface Told {
  entries: readonly HistoryEntry[];
  state: JobState;
  /** Since when Graph says that it is in quarantine, whether anybody read it or not. */
  quarantineBegan: string | undefined;
  /** Whether there are older entries than these. */
  isCut?: boolean;
}

/** The states of a job over a stretch of time, oldest first, with what was not read left open. Nothing is guessed between. */
export function lifeOf({ entries, state, quarantineBegan, isCut = false }: Told, from: number, to: number): Stretch[] {
  const changes = entries
    .flatMap((entry) => {
      const code = entry.to?.['status.code'];
      return typeof code === 'string' ? [{ at: Date.parse(entry.at), state: code as JobState }] : [];
    })
    .toSorted((a, b) => a.at - b.at);
  const read = stretchesOf(changes, state, to, entries);
  const first = read[0]?.from ?? to;
  const before = beforeFirst({ state, quarantineBegan, isCut }, first, from);
  const gaps = entries.flatMap(({ gap }) =>
    gap ? [{ from: Date.parse(gap.from), to: gap.to === undefined ? to : Date.parse(gap.to) }] : [],
  );
  return clip(cutOut([...before, ...read], gaps), from, to);
}

function stretchesOf(
  changes: readonly { at: number; state: JobState }[],
  state: JobState,
  to: number,
  entries: readonly HistoryEntry[],
): Stretch[] {
  if (changes.length === 0) {
    const first = Math.min(...entries.map(({ at }) => Date.parse(at)), to);
    return first < to ? [{ from: first, to, state, source: 'read' }] : [];
  }
  return changes.map(({ at, state: now }, index) => ({ from: at, to: changes[index + 1]?.at ?? to, state: now, source: 'read' }));
}

function beforeFirst({ state, quarantineBegan, isCut }: Omit<Told, 'entries'>, first: number, from: number): Stretch[] {
  const at = Date.parse(quarantineBegan ?? '');
  const isTold = state === 'Quarantine' && at < first;
  const told: Stretch[] = isTold ? [{ from: at, to: first, state, source: 'graph' }] : [];
  const unknownTo = isTold ? at : first;
  return unknownTo > from ? [{ from, to: unknownTo, state: isCut ? 'not loaded' : 'not read', source: 'none' }, ...told] : told;
}

function cutOut(stretches: readonly Stretch[], gaps: readonly { from: number; to: number }[]): Stretch[] {
  return gaps
    .reduce<Stretch[]>(
      (left, gap) => [
        ...left.flatMap((each) => (each.source === 'graph' ? [each] : withoutGap(each, gap))),
        { ...gap, state: 'not read', source: 'none' },
      ],
      [...stretches],
    )
    .toSorted((a, b) => a.from - b.from);
}

function withoutGap(stretch: Stretch, gap: { from: number; to: number }): Stretch[] {
  if (gap.to <= stretch.from || gap.from >= stretch.to) return [stretch];
  return [
    { ...stretch, to: Math.max(stretch.from, gap.from) },
    { ...stretch, from: Math.min(stretch.to, gap.to) },
  ].filter((each) => each.to > each.from);
}

function clip(stretches: readonly Stretch[], from: number, to: number): Stretch[] {
  return stretches.flatMap((each) => {
    const clipped = { ...each, from: Math.max(from, each.from), to: Math.min(to, each.to) };
    return clipped.to > clipped.from ? [clipped] : [];
  });
}
