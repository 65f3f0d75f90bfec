import type { Confidence, WhoMustAct } from './catalogue-entry.ts';

/** Knowledge that no code stands for: what something is, how to decide, what to do, and what older documents say that no longer holds. */
export interface Topic {
  /** Words in lower case, joined by hyphens. */
  id: string;
  title: string;
  /** What it is, for somebody who never met it. */
  summary: string;
  /** What holds, and decides between the choices. */
  rules: readonly string[];
  /** Sentences that begin with what to do, the least destructive first. */
  steps: readonly string[];
  /** What documents and habits of former years say, and what holds now. */
  superseded: readonly string[];
  whoMustAct: WhoMustAct;
  confidence: Confidence;
  note?: string;
  /** Entries of the catalogue it helps with, as `family/code`. */
  codes: readonly string[];
  /** Public pages, https only. */
  sources: readonly string[];
  foundBy: TopicWords;
}

/**
 * By which words a text speaks of a topic. A concept is a word; `|` stands between its alternatives, `_` joins words that follow each
 * other, `*` takes any ending.
 */
interface TopicWords {
  /** Concepts that name the topic wherever they stand, because nothing else is called so. */
  marks: readonly string[];
  /** Concepts, separated by blanks, that one sentence about the product holds together; one alone counts only as the whole text. */
  questions: readonly string[];
}
