import * as z from 'zod';
import { writeContinuation } from './continuation.ts';

/** The query parameters of every collection. */
export const pagingQuery = {
  pageSize: z
    .string()
    .regex(/^\d{1,4}$/, 'give a whole number from 1 to 1000')
    .transform(Number)
    .refine((size) => size >= 1 && size <= 1000, 'give a whole number from 1 to 1000')
    .default(100)
    .meta({
      description: 'Items a page, 1 to 1000.',
      override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
        Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: 1000, default: 100 });
        delete jsonSchema.pattern;
      },
    }),
  continuation: z.string().min(1).max(1000).optional().meta({ description: 'Taken from `nextLink`; opaque.' }),
};

/** `{ value, nextLink? }`, the shape of every collection. */
export function collectionOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    value: z.array(item),
    nextLink: z
      .url()
      .optional()
      .meta({ description: 'The next page; absent on the last one. Changes between two pages may show an item twice or not at all.' }),
  });
}

/** The absolute address of the next page: the same request, continued after `key`. */
export function nextLink(url: string, query: Readonly<Record<string, unknown>>, key: unknown): string {
  const given = Object.entries(query).filter(([name, value]) => value !== undefined && name !== 'continuation');
  const parameters = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  parameters.set('continuation', writeContinuation(query, key));
  return `${url}?${parameters}`;
}
