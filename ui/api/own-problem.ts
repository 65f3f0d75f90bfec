import type { Problem } from '../../client/client.d.ts';

/** What the page itself has to say where the service said nothing that could be shown. */
export function ownProblem(title: string, detail: string, status = 0, instance = ''): Problem {
  return { type: 'about:blank', title, status, detail, instance, code: '', requestId: '' };
}

/** Stands in place of an answer that did not come, or not as this page knows it. */
export const notUnderstood = ownProblem(
  'No answer that can be shown',
  'The service answers, but nothing came here that this page understands. Anything still shown was read before.',
);

export const askedToWait = ownProblem('Asked to wait', 'The service was asked too much at once.', 429);
export const notSignedIn = ownProblem('You are not signed in', 'Nothing was sent.', 401);
