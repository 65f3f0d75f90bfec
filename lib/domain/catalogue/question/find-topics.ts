import type { Explanation } from '../explanation.ts';
import { asks, isOneQuestion, readSentences, type SpokenWord } from '../text/sentences.ts';
import type { Span } from '../text/text-hits.ts';
import type { Topic } from '../topic.ts';
import { guessTopics, type Said } from './guess-topics.ts';
import { createTopicRanker } from './rank-topics.ts';
import { fillers, indexQuestions, type Question, type Slot } from './topic-questions.ts';

/** What a topic says to a text, in the form in which a code is found; its family tells it from one. */
export interface TopicFinding {
  /** The id of the topic. */
  code: string;
  family: 'topic';
  title: string;
  /** Below every code: a topic explains what is asked, not what is broken. */
  score: number;
  spans: Span[];
  explanation: Explanation;
  alternatives: string[];
}

/** What one sentence says of the topics. */
interface Heard {
  /** The places that each question has been given, by concept. */
  said: Map<Question, Map<number, Span>>;
  /** Words that belong to a topic, or to the product: those under `undefined`. */
  words: Map<Topic | undefined, Set<string>>;
}

/** A question stands at the head of what is sent; a log behind it asks nothing. */
const longestHead = 8192;
const mostSpans = 50;
const lowestScore = 0.1;
const highestScore = 0.19;

/** Where the last word of a slot stands that begins at `at`; undefined where other words follow. */
function endOfSlot(sentence: readonly SpokenWord[], at: number, { rest }: Slot): number | undefined {
  for (const [index, { word, takesEndings }] of rest.entries()) {
    const said = sentence[at + 1 + index]?.text;
    if (takesEndings ? !said?.startsWith(word) : said !== word) return undefined;
  }
  return at + rest.length;
}

function listen(sentence: readonly SpokenWord[], slotsOf: (word: string) => readonly Slot[]): Heard {
  const heard: Heard = { said: new Map(), words: new Map() };
  const known = new Set<string>();
  for (const [from, first] of sentence.entries()) {
    const isKnown = known.has(first.text);
    known.add(first.text);
    for (const slot of slotsOf(first.text)) {
      // A word that comes again says nothing new, unless others follow it.
      const to = isKnown && slot.rest.length === 0 ? undefined : endOfSlot(sentence, from, slot);
      if (to !== undefined) note(heard, slot, sentence.slice(from, to + 1));
    }
  }
  return heard;
}

function note({ said, words }: Heard, { question, concept }: Slot, spoken: readonly SpokenWord[]): void {
  const own = words.get(question.topic) ?? new Set();
  for (const { text } of spoken) own.add(text);
  words.set(question.topic, own);
  const places = said.get(question) ?? new Map<number, Span>();
  if (places.has(concept)) return;
  said.set(question, places.set(concept, { start: spoken[0]?.start ?? 0, end: spoken.at(-1)?.end ?? 0 }));
}

/** How much of what a sentence says is about the topic, 0 to 1. */
function shareOf(sentence: readonly SpokenWord[], { words }: Heard, topic: Topic): number {
  const isOurs = ({ text }: SpokenWord): boolean => words.get(topic)?.has(text) === true || words.get(undefined)?.has(text) === true;
  const telling = sentence.filter((word) => isOurs(word) || !fillers.has(word.text));
  return telling.filter(isOurs).length / telling.length;
}

/** How much of the sentence each topic is that it speaks of, with the places. */
function hear(sentence: readonly SpokenWord[], heard: Heard, isWhole: boolean, isAnchored: boolean): [Topic, Said][] {
  return [...heard.said].flatMap(([{ topic, concepts, isMark }, places]): [Topic, Said][] => {
    if (topic === undefined || places.size < concepts) return [];
    const share = shareOf(sentence, heard, topic);
    return isMark || (isWhole && share === 1) || (isAnchored && concepts > 1) ? [[topic, { share, spans: [...places.values()] }]] : [];
  });
}

/** Prepares a function that finds the topics a text speaks of, the closest first; a sentence that holds a code is about the code. */
export function createTopicFinder(topics: readonly Topic[]): (text: string, codes: readonly Span[]) => TopicFinding[] {
  const index = indexQuestions(topics);
  const rankTopics = createTopicRanker(topics);

  return function findTopics(text, codes) {
    const slots = new Map<string, readonly Slot[]>();
    const slotsOf = (word: string): readonly Slot[] => slots.get(word) ?? slots.set(word, index.slotsOf(word)).get(word) ?? [];
    const sentences = readSentences(text.slice(0, longestHead));
    const isWhole = text.length <= longestHead && isOneQuestion(sentences);
    let isAnchoredBefore = false;
    const found = sentences.flatMap((sentence) => {
      const heard = listen(sentence, slotsOf);
      const namesProduct = heard.words.has(undefined) || sentence.some(({ text, isName }) => isName && text === 'connect');
      // The product is often named in the sentence before the question.
      const isAnchored = namesProduct || isAnchoredBefore;
      isAnchoredBefore = namesProduct;
      if (codes.length > 0 && (!asks(text, sentence) || holdsCode(text, sentence, codes))) return [];
      return hear(sentence, heard, isWhole, isAnchored);
    });
    const told = found.length === 0 && codes.length === 0 ? guessTopics(text, sentences, rankTopics) : found;
    const byTopic = Map.groupBy(told, ([topic]) => topic);
    return [...byTopic].map(([topic, said]) => findingOf(topic, said)).sort((one, other) => other.score - one.score);
  };
}

/** Whether one of the places where a code was found lies in the sentence, and is written like a code. */
function holdsCode(text: string, sentence: readonly SpokenWord[], codes: readonly Span[]): boolean {
  const [from, to] = [sentence[0]?.start ?? 0, sentence.at(-1)?.end ?? 0];
  return codes.some(({ start, end }) => from <= start && end <= to && /\d|_|[a-z][A-Z]/.test(text.slice(start, end)));
}

function findingOf(topic: Topic, said: readonly [Topic, Said][]): TopicFinding {
  const byPlace = new Map(said.flatMap(([, { spans }]) => spans).map((span) => [`${span.start}-${span.end}`, span]));
  const share = said.reduce((most, [, one]) => Math.max(most, one.share), 0);
  return {
    code: topic.id,
    family: 'topic',
    title: topic.title,
    score: lowestScore + (highestScore - lowestScore) * share,
    spans: [...byPlace.values()].sort((one, other) => one.start - other.start).slice(0, mostSpans),
    explanation: explanationOfTopic(topic),
    alternatives: [],
  };
}

function explanationOfTopic({ id, title, summary, steps, whoMustAct, sources }: Topic): Explanation {
  return { code: id, title, meaning: summary, causes: [], remedies: [...steps], whoMustAct, sources: [...sources] };
}
