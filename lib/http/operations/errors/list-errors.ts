import * as z from 'zod';
import { entryId, listErrors } from '../../../application/show/knowledge/list-errors.ts';
import { catalogueVersion } from '../../../domain/catalogue/catalogue-version.generated.ts';
import { errorDocument } from '../../documents/error-document.ts';
import { readContinuation, refuseContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath, nameParameter } from '../../schemas/common.ts';
import { CatalogueVersion, ErrorEntry, family } from '../../schemas/error.ts';
import { defineOperation } from '../define-operation.ts';

const ErrorList = collectionOf(ErrorEntry).extend({ catalogue: CatalogueVersion }).meta({ id: 'ErrorList' });

/** The catalogue, searched. */
export const listErrorsOperation = defineOperation({
  id: 'list-errors',
  role: 'Reader',
  tag: 'Errors',
  summary: 'Search what codes mean',
  description:
    'Every word of `q` must occur in the code, an alias, the title or the meaning; the best match comes first. `pageSize=1000` answers the whole catalogue at once.',
  path: emptyPath,
  query: z.strictObject({ q: nameParameter.optional(), family: family.optional(), ...pagingQuery }),
  answers: { 200: { description: 'One page of the catalogue.', schema: ErrorList } },
  problems: ['InvalidContinuation'],
  async handle({ deps, baseUrl, query }) {
    const after = readContinuation(z.string(), query);
    const page = listErrors(await deps.catalogue.loadCatalogue(), { ...query, after });
    if (page === undefined) throw refuseContinuation('names an entry that is not in the catalogue any more');
    const topics = await deps.catalogue.loadTopics();
    const next = page.last && nextLink(`${baseUrl}/errors`, query, entryId(page.last));
    return {
      body: () => ({
        value: page.value.map((entry) => errorDocument(entry, topics, baseUrl)),
        catalogue: catalogueVersion,
        ...(next && { nextLink: next }),
      }),
    };
  },
});
