import type { Page } from 'playwright-core';
import type { PageWorld } from './page-world.ts';

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape are changed here.
export type Json = any;
/** Changes by the path of the API that they are made to. */
export type Changes = Readonly<Record<string, (body: Json) => Json>>;

export const statusPath = '/api/v1/status';
export const jobsPath = '/api/v1/jobs';

interface Where {
  address?: string;
  /** Headers that are told in place of the service's. */
  told?: Record<string, string>;
}

/** Opens a screen with answers of the real service changed on their way. */
export async function openWith(
  { openTab, page: base }: PageWorld,
  changes: Changes,
  { address = '', told = {} }: Where = {},
): Promise<Page> {
  const page = await openTab();
  for (const [path, change] of Object.entries(changes)) {
    await page.route(
      (url) => url.pathname === path,
      async (route) => {
        // Whole each time: what is changed here has no version of its own.
        const { 'if-none-match': _, ...headers } = route.request().headers();
        // A refresh that is on its way when the tab is closed goes with it.
        const response = await route.fetch({ headers }).catch(() => undefined);
        if (response === undefined) return;
        await route.fulfill({ response, headers: { ...response.headers(), ...told }, json: change(await response.json()) });
      },
    );
  }
  await page.goto(base + address);
  await page.locator('main h1').waitFor();
  return page;
}
