import type { Topic } from '../topic.ts';
import { fillers } from './topic-questions.ts';

/** The topic whose words are most like those of a question. */
export interface Likeness {
  topic: Topic;
  /** What its words weigh there, times the part of the question that they make up. */
  weight: number;
  /** How much of the question the topic knows, 0 to 1. */
  cover: number;
}

const longestStem = 6;

/** Words that all topics are about, which therefore tell none from another. */
const commonStems = new Set(
  'active ad azure cloud connect directory entra hybrid id microsoft office on premises sync synchronise synchronize synchronization tenant work'
    .split(' ')
    .map(stemOf),
);

/** How much a word tells by where it stands: the title says more than a step. */
const weights = { title: 1, askedBy: 0.7, summary: 0.5, prose: 0.35 } as const;

/** The beginning of a word, so that "matched" and "matching" are one. */
function stemOf(word: string): string {
  return word.replace(/(?:ies|es|s|ing|ed|ions?)$/, '').slice(0, longestStem);
}

function stemsOf(words: readonly string[]): string[] {
  return [...new Set(words.filter((word) => !fillers.has(word)).map(stemOf))].filter((stem) => stem !== '' && !commonStems.has(stem));
}

function weighWords({ title, summary, rules, steps, superseded, foundBy }: Topic): Map<string, number> {
  const weighed = new Map<string, number>();
  const add = (texts: readonly string[], weight: number): void => {
    for (const stem of stemsOf(
      texts
        .join(' ')
        .toLowerCase()
        .match(/[a-z0-9]+/g) ?? [],
    ))
      weighed.set(stem, Math.max(weighed.get(stem) ?? 0, weight));
  };
  add([...rules, ...steps, ...superseded], weights.prose);
  add([summary], weights.summary);
  add(
    [...foundBy.marks, ...foundBy.questions].map((words) => words.replace(/[_|*]/g, ' ')),
    weights.askedBy,
  );
  add([title], weights.title);
  return weighed;
}

/** Prepares a function that names the topic which a question is most like, by its words. A word of few topics tells more than one of many. */
export function createTopicRanker(topics: readonly Topic[]): (words: readonly string[]) => Likeness | undefined {
  const known = topics.map((topic) => ({ topic, weighed: weighWords(topic) }));
  const spread = new Map<string, number>();
  for (const { weighed } of known) for (const stem of weighed.keys()) spread.set(stem, (spread.get(stem) ?? 0) + 1);
  const rarity = (stem: string): number => Math.log((topics.length + 1) / ((spread.get(stem) ?? 0) + 0.5));

  return function rankTopics(words) {
    const stems = stemsOf(words);
    const whole = stems.reduce((sum, stem) => sum + rarity(stem), 0);
    if (whole === 0) return undefined;
    let best: Likeness | undefined;
    for (const { topic, weighed } of known) {
      const shared = stems.filter((stem) => weighed.has(stem));
      const cover = shared.reduce((sum, stem) => sum + rarity(stem), 0) / whole;
      const weight = cover * shared.reduce((sum, stem) => sum + rarity(stem) * (weighed.get(stem) ?? 0), 0);
      if (best === undefined || weight > best.weight) best = { topic, weight, cover };
    }
    return best;
  };
}
