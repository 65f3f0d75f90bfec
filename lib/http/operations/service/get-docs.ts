import * as z from 'zod';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

const headers = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** The same description for people: a static page without a script. */
export const getDocsOperation = defineOperation({
  id: 'get-docs',
  role: 'open',
  tag: 'Service',
  summary: 'Read this description as a page',
  description:
    'The page is written from the same operations as this document and needs no sign-in. The `type` of every problem leads to its place there.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The page.', schema: z.string(), contentType: 'text/html' } },
  problems: [],
  async handle() {
    const page = await import('../../documents/docs-page.generated.ts');
    return { contentType: 'text/html; charset=utf-8', headers, source: page, body: () => page.docsPage };
  },
});

/** The types of all requests and answers, as a second page of the same kind. */
export const getDocsTypesOperation = defineOperation({
  id: 'get-docs-types',
  role: 'open',
  tag: 'Service',
  summary: 'Read the types of requests and answers as a page',
  description: 'Each type with its fields, as this document has them.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The page.', schema: z.string(), contentType: 'text/html' } },
  problems: [],
  async handle() {
    const page = await import('../../documents/docs-types.generated.ts');
    return { contentType: 'text/html; charset=utf-8', headers, source: page, body: () => page.docsTypes };
  },
});
