import * as z from 'zod';
import { withSignIn } from '../../schemas/access/sign-in.ts';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';

/** The description of this API. */
export const getOpenapiOperation = defineOperation({
  id: 'get-openapi',
  role: 'open',
  tag: 'Service',
  summary: 'Get this description (OpenAPI 3.1)',
  description:
    'The document is the one that was built with this release, with the addresses at which callers of this installation sign in; it needs no sign-in itself. Answers may gain fields within v1.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The document.', schema: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApiDocument' }) } },
  problems: [],
  async handle({ deps }) {
    const { default: document } = await import('../../../../openapi.json', { with: { type: 'json' } });
    return { source: document, body: () => withSignIn(document, deps.settings.signIn) };
  },
});
