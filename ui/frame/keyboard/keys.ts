import { hasKeys } from '../../parts/preferences.ts';
import { whenItComes } from './focus.ts';
import { isHelpOpen } from './keys-help.tsx';

/** `/ j k ?`: rows and the search by single letters, for whoever did not switch them off; Enter and Escape in the search, for everybody. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.type === 'search' && !event.isComposing) leaveSearch(target, event);
    if (!hasKeys.value || event.metaKey || event.ctrlKey || event.altKey || isTyping(target)) return;
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

/** Enter goes to the first match, Escape back to the page, where `j` does. */
function leaveSearch(input: HTMLInputElement, event: KeyboardEvent): void {
  // The browser would take what was typed, and the matches with it.
  if (event.key === 'Escape') {
    event.preventDefault();
    input.blur();
  }
  if (event.key !== 'Enter') return;
  const { value } = input;
  // The search itself takes Enter first; some matches come with an answer.
  setTimeout(() =>
    whenItComes(() => {
      if (input.value === value) moveToRow(1);
      return input.value !== value || document.activeElement !== input;
    }),
  );
}

function moveToRow(step: 1 | -1): void {
  // Of each row what is first in it to be opened; what only tells of the rest is none.
  const rows = [...document.querySelectorAll('.rows>li:not(.rest),.found li')].flatMap((row) => {
    const first = row.querySelector<HTMLElement>('a,summary,button');
    return first?.checkVisibility() ? { row, first } : [];
  });
  // Whatever of a row has the focus; of rows within a row, theirs.
  const current = rows.findLastIndex(({ row }) => row.contains(document.activeElement));
  const next = rows[current < 0 ? (step > 0 ? 0 : rows.length - 1) : current + step];
  next?.first.focus();
  next?.row.scrollIntoView({ block: 'nearest' });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
