import type { Page } from 'playwright-core';
import { runMarker } from '../../support/witness/marker.ts';

/** The paths of the requests that carry a marked text, as they come. */
export function requestsWithMarker(page: Page): string[] {
  const asked: string[] = [];
  page.on(
    'request',
    (request) => `${request.url()} ${request.postData() ?? ''}`.includes(runMarker) && asked.push(new URL(request.url()).pathname),
  );
  return asked;
}

/** What the address, the history and the storage of the browser hold. */
export function keptBy(page: Page): Promise<unknown> {
  return page.evaluate('location.href + JSON.stringify([localStorage, sessionStorage, history.state])');
}
