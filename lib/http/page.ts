import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { release } from '../domain/release.ts';
import type { loadOperation } from './load-operation.ts';
import { pagePath } from './match-route.ts';
import type { HttpSettings } from './operations/operation-deps.ts';
import { prefersPage } from './request/prefers-page.ts';
import { apiScopeOf, signInAddress } from './schemas/access/sign-in.ts';

type Answering = Awaited<ReturnType<typeof loadOperation>>;

/** What the page for people has to know before it may ask anything; nothing in it is a secret. */
export function answerPageConfig({ authMode, signIn, uiClientId, pollIntervalInMs }: HttpSettings): HttpResponseInit {
  const config = {
    authMode,
    ...(signIn && { authority: signInAddress(signIn), scope: `${apiScopeOf(signIn)}/.default` }),
    ...(uiClientId && { clientId: uiClientId }),
    pollIntervalInSeconds: pollIntervalInMs / 1000,
    version: release,
  };
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(config) };
}

/**
 * Leads a person who opened the address of data to the page that shows it: cards in channels have such addresses. Nothing is read and
 * nobody asked who they are, so that it tells nothing of what there is.
 */
export function pageInstead(operation: Pick<Answering, 'page' | 'path' | 'query'>, request: HttpRequest): HttpResponseInit | undefined {
  if (operation.page === undefined || !prefersPage(request)) return undefined;
  const path = operation.path.safeParse(request.params);
  const query = operation.query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const page = path.success && query.success ? operation.page({ path: path.data, query: query.data }) : undefined;
  return page === undefined ? undefined : { status: 303, headers: { location: `${pagePath}${page}`, vary: 'accept, origin' } };
}
