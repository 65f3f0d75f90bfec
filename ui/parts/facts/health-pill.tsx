import type { Health } from '../../../client/client.d.ts';
import { HealthShape } from '../../pictures/shape.tsx';
import { healthNames } from '../../words/healths.ts';

export function HealthPill({ health }: { health: Health }) {
  return (
    <span class={`pill ${health}`}>
      <HealthShape health={health} size={16} />
      {healthNames[health]}
    </span>
  );
}
