import { CatalogueScreen } from './catalogue/catalogue-screen.tsx';
import { EntryScreen } from './catalogue/entry-screen.tsx';
import { ConnectivityScreen } from './connectivity/connectivity-screen.tsx';
import { ExplainScreen } from './explain/explain-screen.tsx';
import type { Screen } from './screen.ts';

/** The screens of those who want to know what something means, loaded together. */
export const knowing = {
  explain: ExplainScreen,
  catalogue: CatalogueScreen,
  code: EntryScreen,
  entry: EntryScreen,
  connectivity: ConnectivityScreen,
} as const satisfies Record<string, Screen>;
