import * as z from 'zod';
import type { GraphCall } from './graph-client.ts';
import { malformedAnswer } from './graph-errors.ts';
import { checkNextLink } from './next-link.ts';

const maximumPages = 100;

const CollectionSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });

interface CollectionPage {
  value: unknown[];
  /** Checked path and query of the next page; absent on the last. */
  nextPath?: string;
}

export interface Paging {
  operation: string;
  baseUrl: string;
  /** Path every page must have. */
  pathPrefix: string;
}

/**
 * Reads `{ value: [...] }`.
 * @throws UpstreamError (malformed) for anything else, and for a next link that leaves Graph or the collection.
 */
export function readPage(body: unknown, paging: Paging): CollectionPage {
  const { data } = CollectionSchema.safeParse(body);
  if (data === undefined) throw malformedAnswer(paging.operation, 'The answer is not a collection ({ value: [...] }).');
  const link = data['@odata.nextLink'];
  if (link === undefined || link === null || link === '') return { value: data.value };
  const nextPath = checkNextLink(link, paging.baseUrl, paging.pathPrefix);
  if (nextPath === undefined)
    throw malformedAnswer(paging.operation, 'The link to the next page leaves the collection; it was not followed.');
  return { value: data.value, nextPath };
}

/**
 * All entries of a collection whose first page is given.
 * @throws UpstreamError (malformed) when a page repeats or there are more than 100.
 */
export async function collectPages(call: GraphCall, first: CollectionPage, paging: Paging): Promise<unknown[]> {
  const entries = [...first.value];
  const seen = new Set<string>();
  let nextPath = first.nextPath;
  while (nextPath !== undefined) {
    if (seen.has(nextPath)) throw malformedAnswer(paging.operation, 'The pages of the collection form a loop.');
    seen.add(nextPath);
    if (seen.size >= maximumPages) throw malformedAnswer(paging.operation, `The collection has more than ${maximumPages} pages.`);
    const { body } = await call.send({ operation: paging.operation, method: 'GET', path: nextPath, isForMany: true });
    const page: CollectionPage = readPage(body, paging);
    for (const entry of page.value) entries.push(entry);
    nextPath = page.nextPath;
  }
  return entries;
}
