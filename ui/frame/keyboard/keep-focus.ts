import { focusIn } from './focus.ts';

/**
 * What is pressed may be gone with the next answer, as a button that has done its work or a row that is healthy again. Then its card has
 * the focus, or the title of the screen, so that the next key starts there and not at the top of the page.
 */
export function keepFocus(): void {
  let focused: Element | undefined;
  let card: HTMLElement | null | undefined;
  addEventListener('focusin', ({ target }) => {
    focused = target as Element;
    card = focused.closest('section');
  });
  new MutationObserver(() => {
    if (focused?.isConnected !== false || document.activeElement !== document.body) return;
    if (card?.isConnected) {
      card.tabIndex = -1;
      card.focus({ preventScroll: true });
    } else focusIn(document);
  }).observe(document.body, { childList: true, subtree: true });
}
