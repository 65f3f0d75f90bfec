import * as z from 'zod';
import { entryId, listErrors } from '../../application/show/list-errors.ts';
import { errorDocument } from '../documents/error-document.ts';
import { readContinuation, refuseContinuation } from '../request/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../request/paging.ts';
import { emptyPath, nameParameter } from '../schemas/common.ts';
import { ErrorEntry, family } from '../schemas/error.ts';
import { defineOperation } from './define-operation.ts';

/** The catalogue, searched. */
export const listErrorsOperation = defineOperation({
  id: 'list-errors',
  role: 'Reader',
  tag: 'Errors',
  summary: 'Search what codes mean',
  description: 'Every word of `q` must occur in the code, an alias, the title or the meaning; the best match comes first.',
  path: emptyPath,
  query: z.strictObject({ q: nameParameter.optional(), family: family.optional(), ...pagingQuery }),
  answers: { 200: { description: 'One page of the catalogue.', schema: collectionOf(ErrorEntry).meta({ id: 'ErrorList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, baseUrl, query }) {
    const after = readContinuation(z.string(), query);
    const page = listErrors(await deps.catalogue.loadCatalogue(), { ...query, after });
    if (page === undefined) throw refuseContinuation('names an entry that is not in the catalogue any more');
    const next = page.last && nextLink(`${baseUrl}/errors`, query, entryId(page.last));
    return { body: () => ({ value: page.value.map((entry) => errorDocument(entry, baseUrl)), ...(next && { nextLink: next }) }) };
  },
});
