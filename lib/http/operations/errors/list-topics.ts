import * as z from 'zod';
import { listTopics } from '../../../application/show/knowledge/list-topics.ts';
import { topicDocument } from '../../documents/topic-document.ts';
import { readContinuation, refuseContinuation } from '../../request/paging/continuation.ts';
import { collectionOf, nextLink, pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath, nameParameter } from '../../schemas/common.ts';
import { Topic } from '../../schemas/topic.ts';
import { defineOperation } from '../define-operation.ts';

/** The topics, searched. */
export const listTopicsOperation = defineOperation({
  id: 'list-topics',
  role: 'Reader',
  tag: 'Errors',
  summary: 'Search knowledge that has no code',
  description:
    'Installation, identity matching, filters, staging, proxies and more. `q` is a question, or words that must all occur; the best match comes first.',
  path: emptyPath,
  query: z.strictObject({ q: nameParameter.optional(), ...pagingQuery }),
  answers: { 200: { description: 'One page of topics.', schema: collectionOf(Topic).meta({ id: 'TopicList' }) } },
  problems: ['InvalidContinuation'],
  async handle({ deps, baseUrl, query }) {
    const after = readContinuation(z.string(), query);
    const page = await listTopics(deps.catalogue, { ...query, after });
    if (page === undefined) throw refuseContinuation('names a topic that is not known any more');
    const next = page.last && nextLink(`${baseUrl}/topics`, query, page.last.id);
    return { body: () => ({ value: page.value.map((topic) => topicDocument(topic, baseUrl)), ...(next && { nextLink: next }) }) };
  },
});
