import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { Caller } from '../../domain/access/caller.ts';
import { isoOf } from '../../domain/time.ts';
import type { OperationAnswer } from './answer.ts';
import type { BodyCache } from './body-cache.ts';
import { chooseEncoding, type Encoding, encodeBody, worthwhile } from './encode-body.ts';
import { entityTag, isHeld, scopeOf, versionOfBody } from './entity-tag.ts';

interface Asked {
  request: HttpRequest;
  caller: Caller;
  baseUrl: string;
  askedAt: number;
  /** Whether who prefers HTML is led to the page for people instead. */
  hasPage?: boolean;
}

/** Turns what a handler answers into bytes: 304 where the caller holds this version, else the body in the encoding the caller likes. */
export async function respond(
  bodies: BodyCache,
  answer: OperationAnswer,
  { request, caller, baseUrl, askedAt, hasPage }: Asked,
): Promise<HttpResponseInit> {
  const { pathname, search } = new URL(request.url);
  const scope = scopeOf(caller);
  const status = answer.status ?? 200;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (status === 204) return { status, headers: { ...answer.headers, ...(isRead && observedHeader(await answer.observedAt?.())) } };
  const isVersioned = status === 200 && isRead;
  // With a version the body is not even built for a caller who holds it.
  const built = answer.version === undefined ? await answer.body() : undefined;
  const etag = entityTag(`${baseUrl}${pathname}${search}`, scope, answer.version ?? versionOfBody(built));
  const { source } = answer;
  const kept = (form: Encoding | 'observedAt', make: () => Promise<Buffer>) =>
    source === undefined ? make() : bodies.get(JSON.stringify([baseUrl, pathname, search, scope, form]), source, make);
  const observedAt = isVersioned ? await readAt(answer, askedAt, kept) : '';
  const headers = {
    ...answer.headers,
    vary: `${hasPage || answer.variesByAccept ? 'accept, ' : ''}accept-encoding, origin, authorization`,
    ...(isVersioned && { etag }),
    ...observedHeader(observedAt),
  };
  if (isVersioned && isHeld(request.headers.get('if-none-match'), etag)) return { status: 304, headers };

  const build = async () => bytesOf(built ?? (await answer.body()));
  const plain = await kept('identity', build);
  const encoding = worthwhile(chooseEncoding(request.headers.get('accept-encoding')), plain.byteLength);
  const body = encoding === 'identity' ? plain : await kept(encoding, () => encodeBody(encoding, plain));
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

function observedHeader(observedAt: string | undefined): Record<string, string> {
  return observedAt ? { 'x-observed-at': observedAt } : {};
}

// Also who holds the version is told how old it is: a reading that found nothing new changes no tag.
async function readAt(
  { observedAt }: OperationAnswer,
  askedAt: number,
  kept: (form: 'observedAt', make: () => Promise<Buffer>) => Promise<Buffer>,
): Promise<string> {
  if (observedAt === undefined) return isoOf(askedAt);
  return (await kept('observedAt', async () => Buffer.from((await observedAt()) ?? ''))).toString();
}

function bytesOf(body: unknown): Buffer {
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}
