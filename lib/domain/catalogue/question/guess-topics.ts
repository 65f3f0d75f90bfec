import { asks, isOneQuestion, type SpokenWord } from '../text/sentences.ts';
import type { Span } from '../text/text-hits.ts';
import type { Topic } from '../topic.ts';
import type { createTopicRanker } from './rank-topics.ts';

/** How much of a sentence is about a topic, 0 to 1, and where. */
export interface Said {
  share: number;
  spans: Span[];
}

/** So like a topic has to be what is asked in other words; measured over questions that nobody had seen before. */
const leastCover = 0.5;
const leastWeight = { product: 0.9, sync: 2.7 };
const mostGuesses = 5;

/** The topic that a question is most like, where it asks in words of its own about synchronization. */
export function guessTopics(
  text: string,
  sentences: readonly SpokenWord[][],
  rankTopics: ReturnType<typeof createTopicRanker>,
): [Topic, Said][] {
  const isShort = isOneQuestion(sentences);
  return sentences
    .filter((sentence) => sentence.some(isAboutSync) && (asks(text, sentence) || (isShort && sentence.some(isProduct))))
    .slice(0, mostGuesses)
    .flatMap((sentence): [Topic, Said][] => {
      const likely = rankTopics(sentence.map((word) => word.text));
      const least = sentence.some(isProduct) ? leastWeight.product : leastWeight.sync;
      if (likely === undefined || likely.cover < leastCover || likely.weight < least) return [];
      return [[likely.topic, { share: 0, spans: [{ start: sentence[0]?.start ?? 0, end: sentence.at(-1)?.end ?? 0 }] }]];
    });
}

/** Where the product is named: to ask about it needs less than to ask about just any synchronization. */
function isProduct({ text }: SpokenWord, at: number, sentence: readonly SpokenWord[]): boolean {
  if (text === 'connect') return sentence[at]?.isName === true || /^(?:ad|aad|azure|entra)$/.test(sentence[at - 1]?.text ?? '');
  return /^(?:aad.*|adconnect|adfs|adsync.*|azure.*|dirsync|entra|metaverse|m365|o365|office)$/.test(text);
}

function isAboutSync(word: SpokenWord, at: number, sentence: readonly SpokenWord[]): boolean {
  if (word.text === 'connect') return isProduct(word, at, sentence);
  return /^(?:sync.*|a?adconnect|aadc|adsync.*|dirsync|adfs|federated|metaverse|ous?|sso|staging|upn)$/.test(word.text);
}
