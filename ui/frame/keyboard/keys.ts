import { hasKeys } from '../../parts/preferences.ts';
import { isHelpOpen } from './keys-help.tsx';

/** `/ j k ?`: rows and the search by single letters, for whoever did not switch them off. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (!hasKeys.value || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    const act = actions[event.key];
    if (act === undefined || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    act();
  });
}

const actions: Readonly<Record<string, () => void>> = {
  '/': () => document.querySelector<HTMLElement>('input[type=search]')?.focus(),
  j: () => moveToRow(1),
  k: () => moveToRow(-1),
  '?': () => {
    isHelpOpen.value = true;
  },
};

function moveToRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('a.row-link')].filter((row) => row.checkVisibility());
  const current = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[current < 0 ? (step > 0 ? 0 : rows.length - 1) : current + step];
  next?.focus();
  next?.closest('li')?.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
