import { readShownSoon } from './refresh.ts';
import { request } from './request.ts';

export interface Change {
  method: 'POST' | 'PUT' | 'DELETE';
  body?: object;
  /** Whether what is shown will not be there any more: then it is not read again. */
  leaves?: boolean;
}

/** `isNew`: it was not there before. */
export type Changed<Body> = { done: true; body: Body; isNew: boolean } | { done: false; refusal: string };

/** Asks for a change that may be repeated without harm; answers why not, in the service's words, where it was refused. */
export async function change<Body>(path: string, { leaves = false, ...asked }: Change): Promise<Changed<Body>> {
  const answer = await request<Body>(path, asked);
  if (answer.kind === 'problem') return { done: false, refusal: `${answer.problem.title}. ${answer.problem.detail}` };
  if (answer.kind !== 'body') return { done: false, refusal: 'Not known whether it arrived. Press again: it cannot be done twice.' };
  if (!leaves) readShownSoon();
  return { done: true, body: answer.body, isNew: answer.status === 201 };
}
