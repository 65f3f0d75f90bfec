import type { Catalogue } from '../../../domain/catalogue/build-catalogue.ts';
import type { CatalogueEntry, Family } from '../../../domain/catalogue/catalogue-entry.ts';
import { searchCatalogue } from '../../../domain/catalogue/search-catalogue.ts';

/** Names one entry among all: a code alone may belong to two families. */
export function entryId({ family, code }: Pick<CatalogueEntry, 'family' | 'code'>): string {
  return `${family}/${code}`;
}

/** One page of the entries that answer a search, best first; `after` is the id of the last one shown. Undefined when there is no such entry in the answer. */
export function listErrors(
  catalogue: Catalogue,
  { q, family, pageSize, after }: { q?: string | undefined; family?: Family | undefined; pageSize: number; after?: string | undefined },
): { value: CatalogueEntry[]; last?: CatalogueEntry } | undefined {
  const found = searchCatalogue(catalogue, { ...(q !== undefined && { q }), ...(family && { family }) });
  const place = after === undefined ? -1 : found.findIndex((entry) => entryId(entry) === after);
  if (after !== undefined && place < 0) return undefined;
  const value = found.slice(place + 1, place + 1 + pageSize);
  const last = value.at(-1);
  return found.length > place + 1 + pageSize && last !== undefined ? { value, last } : { value };
}
