import type { Reply } from '../../graph/wire/reply.ts';
import { escapeHtml } from '../../openapi/html.ts';
import { type Person, people } from './local-callers.ts';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};
const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem}a{display:block;padding:.75rem 1rem;margin:.5rem 0;border:1px solid #8886;border-radius:.5rem;text-decoration:none;color:inherit}';

/** A page of this authority; `body` is HTML. */
export function page(status: number, title: string, body: string): Reply {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><h1>${title}</h1>${body}</html>`;
  return { status, headers, body: html };
}

/** Everybody who can sign in, as a link to the same request with their `login_hint`. */
export function chooserPage(request: URL): Reply {
  const links = people.map((who) => `<a href="${escapeHtml(hinted(request, who))}"><b>${who.name}</b><br>${describe(who)}</a>`);
  return page(200, 'Sign in to the local world', links.join(''));
}

function hinted(request: URL, { hint }: Person): string {
  const url = new URL(request);
  url.searchParams.set('login_hint', hint);
  url.searchParams.delete('prompt');
  return `${url.pathname}${url.search}`;
}

function describe({ roles, guestOf }: Person): string {
  return `${roles.join(', ') || 'no role'}${guestOf === undefined ? '' : `, a guest: ${guestOf}`}`;
}

export function signedOutPage(): Reply {
  return page(200, 'You are signed out', '<p>This window may be closed.');
}

/** What cannot be sent back to the client, since it is not known to be one. */
export function refusalPage(sentence: string): Reply {
  return page(400, 'This sign-in cannot go on', `<p>${escapeHtml(sentence)}`);
}
