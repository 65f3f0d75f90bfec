import { randomUUID } from 'node:crypto';
import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { type Exchange, exchange } from './exchange.ts';
import { graphError } from './graph-errors.ts';

/** Links the steps of one request; the last one does not call `next`. */
export function chain(steps: readonly ((context: Context, next: () => Promise<void>) => Promise<void>)[]): Middleware {
  const run = async (index: number, context: Context): Promise<void> => steps[index]?.(context, () => run(index + 1, context));
  return { execute: (context) => run(0, context) };
}

/**
 * Adds the bearer, only to a request for the origin of `baseUrl`; any other is refused before a token is fetched.
 * The SDK's own step sends no token over http, so it could not serve a loopback Graph.
 */
export function authenticate(baseUrl: string, token: () => Promise<string>, operation: string) {
  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    if (new URL(urlOf(context)).origin !== new URL(baseUrl).origin) {
      throw graphError(operation, { reason: 'rejected', detail: 'The address is not of the configured Graph; nothing was sent.' });
    }
    setHeaders(context, { Authorization: `Bearer ${await token()}` });
    await next();
  };
}

/** Names us, the request, and asks for enum members newer than the API version's first. https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations */
export async function identify(context: Context, next: () => Promise<void>): Promise<void> {
  setHeaders(context, {
    'User-Agent': 'entra-sync-status',
    'client-request-id': randomUUID(),
    Prefer: 'include-unknown-enum-members',
    Accept: 'application/json',
  });
  await next();
}

/** The exchange itself; what it came to is handed to `keep`. */
export function send(signal: AbortSignal, maximumBytes: number, keep: (answer: Exchange) => void) {
  return async (context: Context): Promise<void> => {
    const { method = 'GET', body, headers } = context.options ?? {};
    const sent = { method, signal, headers: Object.fromEntries(new Headers(headers)), ...(typeof body === 'string' && { body }) };
    keep(await exchange(new URL(urlOf(context)), sent, maximumBytes));
    // The SDK asks for one, only to hand it back.
    context.response = new Response();
  };
}

function urlOf(context: Context): string {
  return typeof context.request === 'string' ? context.request : context.request.url;
}

function setHeaders(context: Context, added: Record<string, string>): void {
  const headers = new Headers(context.options?.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  context.options = { ...context.options, headers };
}
