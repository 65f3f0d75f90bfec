import type { Problem } from '../../client/client.d.ts';
import { type Answer, request } from './request.ts';

/** Stands at the end of the address of a list that is wanted with all of its pages. The service never sees it. */
const wholeMark = '#all';

/** The address of a list, with all of its pages. */
export function allOf(path: string): string {
  return path + wholeMark;
}

/** How many requests the last reading of a list took. */
export interface Read<Body> {
  answer: Answer<Body>;
  pages: number;
  /** Why those behind them were not read. */
  missing?: Problem | undefined;
}

interface Page {
  value: unknown[];
  nextLink?: string;
}

/** Reads an address, and where all of a list is wanted the pages behind the first. Where one of them is missing, `nextLink` stays and tells. */
export async function readPages(path: string, etag: string | undefined, patienceInMs?: number): Promise<Read<unknown>> {
  const first = await request<unknown>(path, { etag, patienceInMs });
  if (first.kind !== 'body' || !path.endsWith(wholeMark)) return { answer: first, pages: 1 };
  let whole = first as typeof first & { body: Page };
  let pages = 1;
  let missing: Problem | undefined;
  for (let link = whole.body.nextLink; link !== undefined; link = whole.body.nextLink) {
    const next = await request<Page>(link, { patienceInMs });
    if (next.kind !== 'body') {
      missing = next.kind === 'problem' ? next.problem : undefined;
      break;
    }
    pages += 1;
    whole = { ...next, body: { ...next.body, value: [...whole.body.value, ...next.body.value] } };
    whole.observedAt = earliest(whole.observedAt, first.observedAt);
    whole.freshAt = earliest(whole.freshAt, first.freshAt);
  }
  // The version of one page says nothing of the others.
  if ((first.body as Page).nextLink) whole.etag = undefined;
  return { answer: whole, pages, missing };
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
