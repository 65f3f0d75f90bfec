import type { Answer } from '../support/support.ts';

/** What stands on all pages of a list, in its order. */
export async function allPages<Item>(call: (path: string) => Promise<Answer>, path: string): Promise<Item[]> {
  const seen: Item[] = [];
  for (let next: string | undefined = path; next !== undefined; ) {
    const page: Answer = await call(next);
    seen.push(...page.json.value);
    next = page.json.nextLink;
  }
  return seen;
}
