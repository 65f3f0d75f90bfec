import type { Health } from '../../client/client.d.ts';
import { healthNames } from '../words/healths.ts';

/** The same shapes as one element, for lists: a thousand drawings would make scrolling heavy. */
export function RowMark({ health }: { health: Health }) {
  return <span class={`row-mark ${health}`} role="img" aria-label={healthNames[health]} />;
}
