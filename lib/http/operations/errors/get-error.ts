import * as z from 'zod';
import { getError } from '../../../application/show/knowledge/get-error.ts';
import { entryId } from '../../../application/show/knowledge/list-errors.ts';
import { errorDocument } from '../../documents/error-document.ts';
import { emptyQuery, nameParameter } from '../../schemas/common.ts';
import { ErrorEntry } from '../../schemas/error.ts';
import { defineOperation } from '../define-operation.ts';

/** What one code means. */
export const getErrorOperation = defineOperation({
  id: 'get-error',
  role: 'Reader',
  tag: 'Errors',
  summary: 'Get what a code means and what to do about it',
  description:
    'Any spelling is found: upper or lower case, an alias, with or without its usual prefix and suffix. `{family}/{code}`, the slash encoded as `%2F`, names the family too.',
  path: z.strictObject({ code: nameParameter }),
  query: emptyQuery,
  answers: { 200: { description: 'The entry.', schema: ErrorEntry } },
  problems: ['NotFound'],
  async handle({ deps, baseUrl, path }) {
    const { entry, alternatives } = getError(await deps.catalogue.loadCatalogue(), path.code);
    const topics = await deps.catalogue.loadTopics();
    return {
      body: () => ({
        ...errorDocument(entry, topics, baseUrl),
        ...(alternatives.length > 0 && { alternatives: alternatives.map(entryId) }),
      }),
    };
  },
});
