import type { ReadonlySignal } from '@preact/signals';
import { Age } from './time.tsx';

interface ReadAgeProps {
  /** As the answer told it that is held. */
  at: string;
  /** The oldest fresh reading of that answer; it moves also while nothing else does. */
  freshAt: ReadonlySignal<number | undefined>;
  every?: 'second' | 'minute';
}

/** How old a fresh reading is. That nothing changed is told without a body, and then the time in the held one is not that of the last reading. */
export function ReadAge({ at, freshAt, every = 'minute' }: ReadAgeProps) {
  return <Age since={Math.max(Date.parse(at), freshAt.value ?? 0)} every={every} />;
}
