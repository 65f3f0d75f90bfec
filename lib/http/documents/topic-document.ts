import type * as z from 'zod';
import type { Topic as TopicOfCatalogue } from '../../domain/catalogue/topic.ts';
import type { Topic } from '../schemas/topic.ts';
import { topicUrl } from './links.ts';

/** A topic as the API shows it: all but the words that it is found by. */
export function topicDocument({ foundBy: _, ...topic }: TopicOfCatalogue, baseUrl: string): z.input<typeof Topic> {
  const { rules, steps, superseded, codes, sources } = topic;
  return {
    ...topic,
    rules: [...rules],
    steps: [...steps],
    superseded: [...superseded],
    codes: [...codes],
    sources: [...sources],
    links: { self: topicUrl(baseUrl, topic.id) },
  };
}
