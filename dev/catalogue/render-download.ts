import type { CatalogueEntry } from '../../lib/domain/catalogue/catalogue-entry.ts';
import type { Release } from './releases.ts';

/** The file `docs/error-catalogue.json`: the whole catalogue for other programs, one entry a line. */
export function renderDownload(entries: readonly CatalogueEntry[], { version, date }: Release): string {
  const head = `{"version":${JSON.stringify(version)},"date":${JSON.stringify(date)},"entries":[`;
  return `${head}\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}\n`;
}

/** The file by which the service itself knows its catalogue's version, without the entries. */
export function renderVersion({ version, date }: Release): string {
  return `// Written by dev/catalogue/write.ts from the families; do not edit.
export const catalogueVersion = { version: '${version}', date: '${date}' } as const;
`;
}
