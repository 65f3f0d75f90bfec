import { signal } from '@preact/signals';
import { withQuery } from './link-to.ts';
import { type Place, placeOf } from './match.ts';
import { base } from './screens.ts';

/** Where the page is. It is the state: filters, grouping, search and what is open stand in it. */
export const place = signal<Place>(placeOf(location));
/** Counts the moves to another screen, not the changes of state within one: the frame moves the focus with them. */
export const moves = signal(0);

/** The address that was left by going back or forth: there, its link is where somebody was. Undefined after every other move. */
export let leftByHistory: string | undefined;
let shownAddress = addressNow();

/** Shows what the address of the browser says. */
export function showPlace(isHistory = false): void {
  const before = place.value;
  leftByHistory = isHistory ? shownAddress : undefined;
  shownAddress = addressNow();
  place.value = placeOf(location);
  if (before.screen !== place.value.screen || !sameParams(before, place.value)) moves.value += 1;
}

/** Goes to another address of this page; `replace` where going back should not stop here. */
function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(history.state, '', href);
  else history.pushState(null, '', href);
  const before = moves.value;
  showPlace();
  if (moves.value !== before) scrollTo({ top: 0, behavior: 'instant' });
}

/** Changes the state of the screen that is shown. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>, options: { replace?: boolean } = { replace: true }): void {
  go(withQuery(location, changes), options);
}

/** Goes to another screen because what was shown here is gone: going back should not stop here. */
export function leaveTo(href: string): void {
  go(href, { replace: true });
}

/** Follows links within the page without loading it again, and the buttons of the browser. */
export function followLinks(): void {
  addEventListener('popstate', () => showPlace(true));
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || !isPlainClick(event) || !isOwn(link)) return;
    event.preventDefault();
    // Where several lead to one address, Back leads to this one.
    history.replaceState(linksTo(link.getAttribute('href')).indexOf(link), '');
    go(link.href);
  });
}

/** The links that are seen and lead to an address; which of them was followed, the history keeps as the state of the address that it stands on. */
export function linksTo(href: string | null | undefined): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('main a:not(.crumbs *)')].filter(
    (link) => link.getAttribute('href') === href && link.checkVisibility(),
  );
}

function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey && !defaultPrevented;
}

function isOwn({ origin, pathname, hash, target, download }: HTMLAnchorElement): boolean {
  const isInPage = pathname === base || pathname.startsWith(`${base}/`);
  return origin === location.origin && isInPage && hash === '' && target === '' && download === '';
}

function addressNow(): string {
  return location.pathname + location.search;
}

function sameParams(one: Place, other: Place): boolean {
  return JSON.stringify(one.params) === JSON.stringify(other.params);
}
