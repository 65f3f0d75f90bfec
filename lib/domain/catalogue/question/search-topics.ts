import type { Topic } from '../topic.ts';

/** Points one word earns by where it stands: the title says more than the prose, and a word more than a part of one. */
function scoreWord({ id, title, summary, rules, steps, superseded }: Topic, word: string): number {
  const places = [
    { text: `${id} ${title}`, points: 4 },
    { text: summary, points: 2 },
    { text: [...rules, ...steps, ...superseded].join(' '), points: 1 },
  ];
  const scores = places.map(({ text, points }) => {
    const lower = text.toLowerCase();
    if (!lower.includes(word)) return 0;
    return lower.split(/[^\p{L}\d]+/u).includes(word) ? 4 * points : points;
  });
  return Math.max(...scores);
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
