import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import { createCatalogue } from '../../domain/catalogue/catalogue.ts';
import { createTextExplainer, type TextExplanation } from '../../domain/catalogue/explain-text.ts';
import { createTopicFinder, type TopicFinding } from '../../domain/catalogue/find-topics.ts';
import { loadOnce } from '../../domain/catalogue/load-once.ts';
import { createTopics, type Topics } from '../../domain/catalogue/topics.ts';

const mostFindings = 50;

/** What a text names and what it speaks of: codes first, then topics. */
interface ExplainedText extends Omit<TextExplanation, 'value'> {
  value: (TextExplanation['value'][number] | TopicFinding)[];
}

/** The catalogue and the topics of one instance; their prose is loaded by the first request that needs it. */
export interface CatalogueReader {
  loadCatalogue(): Promise<Catalogue>;
  loadTopics(): Promise<Topics>;
  /** A function that finds topics in a text; their words are arranged for it once. */
  loadTopicFinder(): Promise<ReturnType<typeof createTopicFinder>>;
  /** A function that explains a text; the words of the catalogue are arranged for it once. */
  loadTextExplainer(): Promise<(text: string) => ExplainedText>;
}

export function createCatalogueReader({ loadCatalogue } = createCatalogue(), { loadTopics } = createTopics()): CatalogueReader {
  const loadTopicFinder = loadOnce(async () => createTopicFinder((await loadTopics()).all));
  const loadTextExplainer = loadOnce(async () => {
    const [explainText, findTopics] = [createTextExplainer(await loadCatalogue()), await loadTopicFinder()];
    return (text: string): ExplainedText => {
      const { value: codes, ...rest } = explainText(text);
      const topics = findTopics(
        text,
        codes.flatMap(({ spans }) => spans),
      );
      const lowest = codes.at(-1)?.score ?? 1;
      const below = topics.map((topic) => ({ ...topic, score: Math.min(topic.score, lowest) }));
      return { ...rest, value: [...codes, ...below].slice(0, mostFindings) };
    };
  });
  return { loadCatalogue, loadTopics, loadTopicFinder, loadTextExplainer };
}
