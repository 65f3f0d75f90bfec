import type { Page } from 'playwright-core';

// Run in the tab. Names and codes, which are written as they are, stand for one sign; what the service itself said is quoted.
const texts = `[...document.querySelectorAll('main :is(p, li, dd, h1, h2, h3, summary), dialog[open] :is(p, label, h2, h3)')]
  .filter((element) => element.checkVisibility() && element.querySelector('p, li, dl, div, section, input, select, textarea') === null)
  .map((element) => {
    const copy = element.cloneNode(true);
    for (const name of copy.querySelectorAll('code, time, a, .unseen, [aria-hidden]')) name.replaceWith('…');
    return copy.textContent.replace(/\\s+/g, ' ').trim();
  })`;

const small = /^[a-z][^.!?]*[.!?]$|[\p{L})”’][.!?] [a-z]/u;
const notForPeople = /Idempotency-Key|\b(?:undefined|NaN|null)\b|\[object |\d{4}-\d\d-\d\dT\d\d:/;

/** What is shown and should not be: sentences that begin with a small letter, words of machines, times as machines write them. */
export async function badSentences(page: Page): Promise<string[]> {
  const shown = await page.evaluate<string[]>(texts);
  return [...new Set(shown)].filter((text) => small.test(text) || notForPeople.test(text));
}
