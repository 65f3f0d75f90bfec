import type { Locator } from 'playwright-core';
import { until } from '../../support/worlds/start-world.ts';

/** What an element says to who looks at it. A row that is not painted yet (`content-visibility: auto`) says nothing, and is waited for. */
export async function textOf(locator: Locator): Promise<string> {
  let text = '';
  await until(async () => {
    text = await locator.innerText();
    return text.trim() !== '';
  }, `${locator} says anything`);
  return text;
}
