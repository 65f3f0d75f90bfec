import type { Topic } from '../../../domain/catalogue/topic.ts';
import type { Topics } from '../../../domain/catalogue/topics.ts';
import { NotFoundError } from '../../../domain/errors.ts';

/** @throws NotFoundError when no topic has the id. */
export function getTopic(topics: Topics, id: string): Topic {
  const topic = topics.findTopic(id);
  if (topic === undefined) throw new NotFoundError('The topic');
  return topic;
}
