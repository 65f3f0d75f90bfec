import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Caller } from '../../domain/access/caller.ts';
import { freshForInMs } from '../../domain/job/health/freshness.ts';
import { isoOf, oldestTime } from '../../domain/time.ts';
import type { OperationAnswer } from './answer.ts';
import type { BodyCache } from './body-cache.ts';
import { chooseEncoding, type Encoding, worthwhile } from './choose-encoding.ts';
import { entityTag, isHeld, scopeOf, versionOfBody } from './entity-tag.ts';

interface Asked {
  request: HttpRequest;
  caller: Caller;
  baseUrl: string;
  askedAt: number;
  pollIntervalInMs: number;
  /** Whether who prefers HTML is led to the page for people instead. */
  hasPage?: boolean;
}

/** Turns what a handler answers into bytes: 304 where the caller holds this version, else the body in the encoding the caller likes. */
export async function respond(
  bodies: BodyCache,
  answer: OperationAnswer,
  { request, caller, baseUrl, hasPage, ...judged }: Asked,
): Promise<HttpResponseInit> {
  const { pathname, search } = new URL(request.url);
  const scope = scopeOf(caller);
  const status = answer.status ?? 200;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (status === 204) return { status, headers: { ...answer.headers, ...(isRead && ageHeaders((await answer.readAt?.()) ?? [], judged)) } };
  const isVersioned = status === 200 && isRead;
  // With a version the body is not even built for a caller who holds it.
  const built = answer.version === undefined ? await answer.body() : undefined;
  const etag = entityTag(`${baseUrl}${pathname}${search}`, scope, answer.version ?? versionOfBody(built));
  const { source } = answer;
  const kept = (form: Encoding | 'readAt', make: () => Promise<Buffer>) =>
    source === undefined ? make() : bodies.get(JSON.stringify([baseUrl, pathname, search, scope, form]), source, make);
  const headers = {
    ...answer.headers,
    vary: `${hasPage || answer.variesByAccept ? 'accept, ' : ''}accept-encoding, origin, authorization`,
    ...(isVersioned && { etag, ...ageHeaders(await readTimes(answer, judged, kept), judged) }),
  };
  if (isVersioned && isHeld(request.headers.get('if-none-match'), etag)) return { status: 304, headers };

  const build = async () => bytesOf(built ?? (await answer.body()));
  const plain = await kept('identity', build);
  const encoding = worthwhile(chooseEncoding(request.headers.get('accept-encoding')), plain.byteLength);
  const body =
    encoding === 'identity' ? plain : await kept(encoding, async () => (await import('./compress.ts')).compress(encoding, plain));
  return {
    status,
    headers: {
      ...headers,
      'content-type': answer.contentType ?? 'application/json; charset=utf-8',
      ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    },
    body,
  };
}

type Judged = Pick<Asked, 'askedAt' | 'pollIntervalInMs'>;

// Also who holds the version is told how old it is: a reading that found nothing new changes no tag. What is fresh is judged at each
// request, for it ends by the passing of time alone.
function ageHeaders(readAt: readonly string[], { askedAt, pollIntervalInMs }: Judged): Record<string, string> {
  const freshSince = isoOf(askedAt - freshForInMs(pollIntervalInMs));
  const oldest = oldestTime(readAt);
  const oldestFresh = oldestTime(readAt.filter((at) => at >= freshSince));
  return { ...(oldest && { 'x-observed-at': oldest }), ...(oldestFresh && { 'x-fresh-observed-at': oldestFresh }) };
}

async function readTimes(
  { readAt }: OperationAnswer,
  { askedAt }: Judged,
  kept: (form: 'readAt', make: () => Promise<Buffer>) => Promise<Buffer>,
): Promise<readonly string[]> {
  if (readAt === undefined) return [isoOf(askedAt)];
  const told = await kept('readAt', async () => Buffer.from([...new Set(await readAt())].join()));
  return told.byteLength === 0 ? [] : told.toString().split(',');
}

function bytesOf(body: unknown): Buffer {
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
