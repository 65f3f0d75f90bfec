import { effect, signal } from '@preact/signals';
import type { Zone } from '../words/times.ts';

/** In which time people read. */
export const zone = signal<Zone>(read('zone') === 'local' ? 'local' : 'utc');
/** Whether single letters do something: some people dictate. https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts */
export const hasKeys = signal(read('keys') !== 'off');

/** Keeps what somebody chose; nothing is kept of who chose nothing. */
export function keepPreferences(): void {
  effect(() => write('zone', zone.value === 'local' ? 'local' : undefined));
  effect(() => write('keys', hasKeys.value ? undefined : 'off'));
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing keeps no choice either.
  }
}
