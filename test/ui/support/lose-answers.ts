import type { Page } from 'playwright-core';

/** How often a page sent one request, and under how many keys. */
export interface Sent {
  times: number;
  readonly keys: Set<string | undefined>;
}

/** Loses the first two answers on the way back, so that also the page's own second try gets none: the requests themselves have arrived. */
export async function loseAnswers(page: Page, address: string): Promise<Sent> {
  const sent: Sent = { times: 0, keys: new Set() };
  await page.route(address, async (route) => {
    sent.times += 1;
    sent.keys.add(route.request().headers()['idempotency-key']);
    if (sent.times > 2) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return sent;
}
