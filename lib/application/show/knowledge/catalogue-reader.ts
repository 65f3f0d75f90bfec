import type { Catalogue } from '../../../domain/catalogue/build-catalogue.ts';
import { createCatalogue } from '../../../domain/catalogue/catalogue.ts';
import type { createTopicFinder } from '../../../domain/catalogue/question/find-topics.ts';
import type { createTextExplainer } from '../../../domain/catalogue/text/explain-text.ts';
import { createTopics, type Topics } from '../../../domain/catalogue/topics.ts';
import { once } from '../../../domain/once.ts';

/** The catalogue and the topics of one instance; their prose, and what finds it in texts, is loaded by the first request that needs it. */
export interface CatalogueReader {
  loadCatalogue(): Promise<Catalogue>;
  loadTopics(): Promise<Topics>;
  /** A function that finds topics in a text; their words are arranged for it once. */
  loadTopicFinder(): Promise<ReturnType<typeof createTopicFinder>>;
  /** A function that explains the codes in a text; the words of the catalogue are arranged for it once. */
  loadTextExplainer(): Promise<ReturnType<typeof createTextExplainer>>;
}

export function createCatalogueReader({ loadCatalogue } = createCatalogue(), { loadTopics } = createTopics()): CatalogueReader {
  return {
    loadCatalogue,
    loadTopics,
    loadTopicFinder: once(async () => {
      const { createTopicFinder } = await import('../../../domain/catalogue/question/find-topics.ts');
      return createTopicFinder((await loadTopics()).all);
    }),
    loadTextExplainer: once(async () => {
      const { createTextExplainer } = await import('../../../domain/catalogue/text/explain-text.ts');
      return createTextExplainer(await loadCatalogue());
    }),
  };
}
