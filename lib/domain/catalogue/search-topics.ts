import type { Topic } from './topic.ts';

/** Points one word earns by where it stands: the title says more than the prose. */
function scoreWord({ id, title, summary, rules, steps, superseded }: Topic, word: string): number {
  if (id.includes(word) || title.toLowerCase().includes(word)) return 4;
  if (summary.toLowerCase().includes(word)) return 2;
  return [...rules, ...steps, ...superseded].some((sentence) => sentence.toLowerCase().includes(word)) ? 1 : 0;
}

/** Topics that contain every word, best first; equal ones keep their order. Without words, all. */
export function searchTopics(topics: readonly Topic[], q = ''): Topic[] {
  const words = [...new Set(q.toLowerCase().match(/\S+/g) ?? [])];
  return topics
    .map((topic) => ({ topic, scores: words.map((word) => scoreWord(topic, word)) }))
    .filter(({ scores }) => scores.every((score) => score > 0))
    .map(({ topic, scores }) => ({ topic, score: scores.reduce((sum, score) => sum + score, 0) }))
    .sort((one, other) => other.score - one.score)
    .map(({ topic }) => topic);
}
