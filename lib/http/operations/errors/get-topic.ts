import * as z from 'zod';
import { getTopic } from '../../../application/show/knowledge/get-topic.ts';
import { topicDocument } from '../../documents/topic-document.ts';
import { emptyQuery, nameParameter } from '../../schemas/common.ts';
import { Topic } from '../../schemas/topic.ts';
import { defineOperation } from '../define-operation.ts';

/** One piece of knowledge without a code. */
export const getTopicOperation = defineOperation({
  id: 'get-topic',
  role: 'Reader',
  tag: 'Errors',
  summary: 'Get what is known about one topic',
  description:
    'What it is, how to decide, what to do, which statements of older documents no longer hold, and where that is written. `id` comes from the list, from a finding of the family `topic`, or from `topics` of an entry.',
  path: z.strictObject({ id: nameParameter }),
  query: emptyQuery,
  answers: { 200: { description: 'The topic.', schema: Topic } },
  problems: ['NotFound'],
  async handle({ deps, baseUrl, path }) {
    const topic = getTopic(await deps.catalogue.loadTopics(), path.id);
    return { body: () => topicDocument(topic, baseUrl) };
  },
});
