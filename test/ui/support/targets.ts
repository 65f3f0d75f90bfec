import type { Page } from 'playwright-core';

/**
 * Run in a tab: every target that is shown, and how much of the screen presses it, pixels. It is measured by pressing: what covers it takes
 * from it, and what lies over the whole of a row belongs to its link. Left out are links in a sentence, which the height of its lines
 * limits. https://www.w3.org/WAI/WCAG22/Understanding/target-size-minimum
 */
const measure = `(() => {
  const targets = 'a[href], button, select, summary, input, textarea';
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const block = (element) => (getComputedStyle(element).display.startsWith('inline') && element.parentElement ? block(element.parentElement) : element);
  const isProse = (element) => {
    if (getComputedStyle(element).display !== 'inline') return false;
    const walker = document.createTreeWalker(block(element), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (/\\p{L}/u.test(data) && !parentElement.closest(targets) && isShown(parentElement)) return true;
    }
    return false;
  };
  const within = document.querySelector('dialog[open], [open] > .menu-body') ?? document;
  const found = [];
  for (const target of within.querySelectorAll(targets)) {
    if (!isShown(target) || target.closest('.skip, .unseen') || isProse(target)) continue;
    const pressed = target.closest('label') ?? target;
    pressed.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const { left, top, width, height } = target.getClientRects()[0];
    const [x, y] = [left + width / 2, top + height / 2];
    const presses = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit !== null && pressed.contains(hit) && [target, null].includes(hit.closest(targets));
    };
    const reach = (dx, dy) => {
      let steps = 0;
      while (steps < 60 && presses(dx * (steps + 1), dy * (steps + 1))) steps += 1;
      return steps;
    };
    const [wide, high] = [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
    const isBox = getComputedStyle(target).display !== 'inline';
    const isCut = isBox && target.matches('a, button, summary') && target.scrollWidth > target.clientWidth + 1;
    found.push({ what: target.outerHTML.replace(/<svg.*?<.svg>/g, '').slice(0, 110), wide, high, isCut });
  }
  return found;
})()`;

interface Target {
  what: string;
  wide: number;
  high: number;
  /** What is written on it does not fit. */
  isCut: boolean;
}

/** The targets of a tab that are narrower or lower than `least` pixels, or than what is written on them, a line each. */
export async function tooSmall(page: Page, least: number): Promise<string[]> {
  const targets = (await page.evaluate(measure)) as Target[];
  return targets
    .filter(({ wide, high, isCut }) => wide < least || high < least || isCut)
    .map(({ what, wide, high, isCut }) => `${wide} × ${high}${isCut ? ', cut' : ''}: ${what}`);
}
