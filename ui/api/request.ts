import type { Problem } from '../../client/client.d.ts';
import { learnTime, now } from './clock.ts';
import { hasRead, lostSince, signedOutAt, throttledUntil } from './connection.ts';
import { askedToWait, notSignedIn, notUnderstood, ownProblem } from './own-problem.ts';
import { authorization, renewToken } from './token.ts';

export type Answer<Body> =
  | ({ kind: 'body'; status: number; body: Body; etag: string | undefined } & ReadTimes)
  | ({ kind: 'unchanged' } & ReadTimes)
  /** `mayTryAt`: from when on it may be asked again, where the service says so. */
  | { kind: 'problem'; problem: Problem; mayTryAt: number | undefined }
  /** Nothing can be said of the service now: no answer, or no sign-in. */
  | { kind: 'none' };

/** When the oldest reading of what is answered was made, and the oldest of those that are fresh; milliseconds since the epoch. */
interface ReadTimes {
  observedAt: number | undefined;
  freshAt: number | undefined;
}

interface Asked {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  /** The version that is held already. */
  etag?: string | undefined;
  /** How long it may take until the answer is there whole; what reads from Graph or sends much takes longer. */
  patienceInMs?: number | undefined;
}

/** An answer that came whole. */
interface Heard {
  /** When it was asked for, by the clock of this machine. */
  sentAt: number;
  response: Response;
  content: unknown;
}

// The service answers a read within a second or two, an action when it is kept; on its first start some more.
const patienceWithReadsInMs = 15_000;
const patienceWithWishesInMs = 20_000;
/** For what the service asks Graph itself meanwhile, page by page, and for long texts over a slow line. */
export const longPatienceInMs = 90_000;
const patienceWithProbesInMs = 5_000;
let probing: Promise<boolean> | undefined;

/** Asks the API, and keeps account of whether it answers at all. `url` is absolute or begins with `/api/v1`. */
export async function request<Body>(url: string, asked: Asked = {}): Promise<Answer<Body>> {
  const isRead = (asked.method ?? 'GET') === 'GET';
  // What somebody wishes is sent all the same: then the service says itself until when it waits.
  if (isRead && (throttledUntil.value ?? 0) > now.value) return { kind: 'problem', problem: askedToWait, mayTryAt: throttledUntil.value };
  const heard = await send(url, asked).catch(() => undefined);
  if (heard === undefined || isNobodyThere(heard, asked)) return withoutAnswer(url, isRead);
  const { response, sentAt } = heard;
  learnTime(response.headers.get('date'), sentAt);
  lostSince.value = undefined;
  if (response.status !== 401) signedOutAt.value = undefined;
  else {
    signedOutAt.value ??= now.value;
    if (isRead) return { kind: 'none' };
  }
  if (response.status === 429 && isRead) throttledUntil.value = mayTryAt(response) ?? now.value + 10_000;
  return read<Body>(heard, isRead);
}

// What one question gets no answer to says nothing of the others: the page has lost the service where it answers no other either.
async function withoutAnswer(url: string, isRead: boolean): Promise<Answer<never>> {
  probing ??= isAnybodyThere(url);
  const isThere = await probing;
  probing = undefined;
  lostSince.value = isThere ? undefined : (lostSince.value ?? now.value);
  // Of a wish nobody knows whether it arrived.
  return isThere && isRead ? { kind: 'problem', problem: notUnderstood, mayTryAt: undefined } : { kind: 'none' };
}

async function isAnybodyThere(url: string): Promise<boolean> {
  const other = url === '/api/v1/me' ? '/api/v1/status' : '/api/v1/me';
  const heard = await sendOnce(other, { patienceInMs: patienceWithProbesInMs }).catch(() => undefined);
  return heard !== undefined && !isNobodyThere(heard, {});
}

async function send(url: string, asked: Asked): Promise<Heard> {
  const first = await sendOnce(url, asked);
  return first.response.status === 401 && (await renewToken()) ? sendOnce(url, asked) : first;
}

async function sendOnce(url: string, { method = 'GET', headers, body, etag, patienceInMs }: Asked): Promise<Heard> {
  const { pathname, search } = new URL(url, location.origin);
  const proof = await authorization();
  const sentAt = Date.now();
  if (proof === undefined) return { sentAt, response: new Response(null, { status: 401 }), content: notSignedIn };
  const response = await fetch(pathname + search, {
    method,
    cache: 'no-store',
    headers: {
      accept: 'application/json',
      ...proof,
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patienceInMs ?? (method === 'GET' ? patienceWithReadsInMs : patienceWithWishesInMs)),
  });
  return { sentAt, response, content: await contentOf(response) };
}

// What stands in front of the service answers so when the service does not, or in its place: it sends no problem document and no JSON.
function isNobodyThere({ response: { ok, status, headers }, content }: Heard, { method = 'GET' }: Asked): boolean {
  if ([502, 503, 504].includes(status)) return !headers.get('content-type')?.includes('problem+json');
  return ok && !isDocument(content) && (method === 'GET' || status !== 204);
}

// Each document of the service says something.
function isDocument(content: unknown): boolean {
  return Object.values(content ?? {}).some((member) => member !== null);
}

function read<Body>({ response, content }: Heard, isRead: boolean): Answer<Body> {
  const timeIn = (header: string) => Date.parse(response.headers.get(header) ?? '') || undefined;
  const times = { observedAt: timeIn('x-observed-at'), freshAt: timeIn('x-fresh-observed-at') };
  if (response.status === 304) return { kind: 'unchanged', ...times };
  if (!response.ok) {
    const problem = problemOf(content, response);
    const at = mayTryAt(response);
    // Of what is read, the button that tries again tells it.
    const wait = isRead || at === undefined ? '' : ` Wait until ${new Date(at).toISOString().slice(11, 19)} UTC.`;
    return { kind: 'problem', problem: { ...problem, status: response.status, detail: (problem.detail ?? '') + wait }, mayTryAt: at };
  }
  if (isRead) hasRead.value = true;
  return { kind: 'body', status: response.status, body: content as Body, etag: response.headers.get('etag') ?? undefined, ...times };
}

// Rules for a firewall are a text; whatever else is said is JSON. An answer that breaks off is none at all.
async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (response.headers.get('content-type')?.startsWith('text/plain')) return text;
  try {
    const content = JSON.parse(text);
    // A row that is nothing cannot be shown; it takes none of the others with it.
    if (Array.isArray(content?.value)) content.value = content.value.map((row: unknown) => row ?? {});
    return content;
  } catch {
    return undefined;
  }
}

// What stands in front of the service answers with what it likes; of a problem document every member may be missing:
// https://www.rfc-editor.org/rfc/rfc9457#section-3.1
function problemOf(document: unknown, { status, url }: Response): Problem {
  const said = document as Problem | null | undefined;
  return typeof said?.title === 'string' ? said : ownProblem(`The service answered ${status}`, '', status, url);
}

// Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
function mayTryAt({ headers }: Response): number | undefined {
  const after = headers.get('retry-after') ?? '';
  const seconds = Number(after);
  const at = seconds > 0 ? now.value + 1_000 * seconds : Date.parse(after);
  return at > now.value ? at : undefined;
}
