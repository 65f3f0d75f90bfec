import type { Stretch } from './life.ts';

/** The states of the last two days as a strip: solid what we read, dashed what Graph says, hatched what nobody read, empty what was not loaded. */
export function LifeStrip({ stretches, from, to, label }: { stretches: readonly Stretch[]; from: number; to: number; label: string }) {
  const placeOf = (at: number) => ((at - from) / (to - from)) * 960;
  return (
    <svg class="life" viewBox="0 0 960 40" preserveAspectRatio="none" role="img" aria-label={label}>
      <defs>
        <pattern id="unread" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path class="hatch" d="M0 0V8" />
        </pattern>
      </defs>
      {stretches.map((each) => (
        <rect
          key={each.from}
          class={classOf(each)}
          x={placeOf(each.from)}
          y="1"
          width={Math.max(2, placeOf(each.to) - placeOf(each.from) - 2)}
          height="38"
        />
      ))}
    </svg>
  );
}

export function classOf({ state, source }: Pick<Stretch, 'state' | 'source'>): string {
  if (source === 'none') return state === 'not read' ? 'unread' : 'unloaded';
  return `${lookOf(state)}${source === 'graph' ? ' says-graph' : ''}`;
}

function lookOf(state: Stretch['state']): string {
  if (state === 'Quarantine') return 'quarantine';
  return state === 'Active' ? 'active' : 'other';
}
