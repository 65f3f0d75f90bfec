import { leftByHistory, linksTo } from '../../address/address.ts';

const patienceInMs = 10_000;

/**
 * After a move to another screen the focus is on its title, so that it is read aloud and the next key starts there; after a way back, on the
 * link from which it was left.
 */
export function focusHeading(move: number): void {
  if (move === 0) return;
  setTimeout(() => {
    const main = document.getElementById('main');
    if (main === null) return;
    const isDone = () => focusLeft() || focusIn(main);
    if (isDone()) return;
    // They come with the first answer, or with the screen; until then the place where they will be has the focus.
    main.focus({ preventScroll: true });
    whenItComes(isDone);
  });
}

/** Does it now or with a later change of what is shown, once it can be done, as long as the focus stays where it is. */
export function whenItComes(isDone: () => boolean): void {
  const focused = document.activeElement;
  if (isDone()) return;
  const observer = new MutationObserver(() => {
    if (document.activeElement !== focused || isDone()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), patienceInMs);
}

function focusLeft(): boolean {
  const links = linksTo(leftByHistory);
  const link = links[history.state] ?? links[0];
  link?.focus();
  return link !== undefined;
}

/** Gives the focus to the title of the screen. */
export function focusIn(main: ParentNode): boolean {
  const heading = main.querySelector<HTMLElement>('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
