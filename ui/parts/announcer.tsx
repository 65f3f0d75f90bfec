import { signal } from '@preact/signals';

const said = signal('');

/** Says a count or an outcome to who does not see it; never an age, which would never be silent. */
export function announce(text: string): void {
  said.value = text;
}

export function Announcer() {
  return (
    <div class="unseen" aria-live="polite">
      {said.value}
    </div>
  );
}
