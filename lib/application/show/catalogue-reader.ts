import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import { createCatalogue } from '../../domain/catalogue/catalogue.ts';
import { createTextExplainer, type TextExplanation } from '../../domain/catalogue/explain-text.ts';

/** The catalogue of one instance; its prose is loaded by the first request that needs it. */
export interface CatalogueReader {
  loadCatalogue(): Promise<Catalogue>;
  /** A function that explains a text; the words of the catalogue are arranged for it once. */
  loadTextExplainer(): Promise<(text: string) => TextExplanation>;
}

export function createCatalogueReader({ loadCatalogue } = createCatalogue()): CatalogueReader {
  let explainer: ((text: string) => TextExplanation) | undefined;
  return {
    loadCatalogue,
    async loadTextExplainer() {
      const catalogue = await loadCatalogue();
      explainer ??= createTextExplainer(catalogue);
      return explainer;
    },
  };
}
