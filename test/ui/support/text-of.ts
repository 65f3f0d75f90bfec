import { expect } from '@jest/globals';
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

/** Waits until an element says this to who looks at it: what an answer brings, and what follows from it, is there a moment later. */
export async function comesToSay(locator: Locator, words: RegExp): Promise<void> {
  await comesTo(() => locator.innerText(), expect.stringMatching(words));
}

/** Reads again until it is as expected, and fails with what it was last where it never is. */
export async function comesTo(read: () => Promise<unknown>, expected: unknown): Promise<void> {
  let last: unknown;
  const isThere = async () => {
    last = await read();
    try {
      expect(last).toEqual(expected);
      return true;
    } catch {
      return false;
    }
  };
  await until(isThere, 'it is as expected').catch((error: unknown) => {
    if (last !== undefined) expect(last).toEqual(expected);
    throw error;
  });
}
