import type { Span } from './text-hits.ts';

/** A word of a sentence, in lower case. */
export interface SpokenWord extends Span {
  text: string;
  /** Written with a capital inside a sentence, as a name is. */
  isName: boolean;
}

const longestSentence = 40;
const longestQuestion = 15;

/** Splits a text into sentences of words, each once. A line that goes on in lower case is the same sentence. */
export function readSentences(text: string): SpokenWord[][] {
  const sentences: SpokenWord[][] = [];
  let sentence: SpokenWord[] = [];
  let end = 0;
  for (const { 0: written, index } of text.matchAll(/[A-Za-z0-9]+/g)) {
    const gap = text.slice(end, index);
    const breaks = /[.!?;]\s/.test(gap) || (gap.includes('\n') && !/^[a-z]/.test(written)) || sentence.length === longestSentence;
    if (breaks && sentence.length > 0) {
      sentences.push(sentence);
      sentence = [];
    }
    end = index + written.length;
    sentence.push({ text: written.toLowerCase(), start: index, end, isName: sentence.length > 0 && /^[A-Z]/.test(written) });
  }
  if (sentence.length > 0) sentences.push(sentence);
  return [...new Map(sentences.map((words) => [text.slice(words[0]?.start, words.at(-1)?.end), words])).values()];
}

/** Whether a text is one short sentence, as people write into a search box. */
export function isOneQuestion(sentences: readonly SpokenWord[][]): boolean {
  return sentences.length === 1 && (sentences[0]?.length ?? 0) <= longestQuestion;
}

/** Whether a sentence is a question. */
export function asks(text: string, sentence: readonly SpokenWord[]): boolean {
  return text[sentence.at(-1)?.end ?? 0] === '?' || sentence.some(({ text: word }) => /^(?:how|what|which|where|when|why)$/.test(word));
}
