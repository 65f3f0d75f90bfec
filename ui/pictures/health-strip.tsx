import type { Health } from '../../client/client.d.ts';
import { healthNames, healths } from '../words/healths.ts';
import { partsOf } from './proportions.ts';

/** Four proportional parts, worst first, each at least wide enough to be seen. */
export function HealthStrip({ counts }: { counts: Readonly<Partial<Record<Health, number>>> }) {
  const parts = partsOf(healths.map((health) => [health, counts[health] ?? 0] as const));
  const said = parts.map(({ name }) => `${counts[name]} ${healthNames[name].toLowerCase()}`).join(', ');
  return (
    <svg class="strip" viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label={`Jobs by health: ${said || 'none'}`}>
      {parts.map(({ name, from, width }) => (
        <rect key={name} class={name} x={from} y="0" width={width} height="10" />
      ))}
    </svg>
  );
}
