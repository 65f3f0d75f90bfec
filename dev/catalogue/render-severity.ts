import { buildCatalogue } from '../../lib/domain/catalogue/build-catalogue.ts';
import type { CatalogueEntry } from '../../lib/domain/catalogue/catalogue-entry.ts';
import { normaliseCode } from '../../lib/domain/catalogue/code/code-keys.ts';
import { findJobEntry } from '../../lib/domain/catalogue/job-entry.ts';

/** Writes the table that gives a code's severity without the prose. */
export function renderSeverity(entries: readonly CatalogueEntry[]): string {
  const catalogue = buildCatalogue(entries);
  const groups = new Map<string, string[]>();
  for (const key of catalogue.keys()) {
    const code = key.replace(/^[=~]/, '');
    const entry = findJobEntry(catalogue, code);
    // An exact spelling is listed only where it decides between two entries.
    if (!entry || (key.startsWith('=') && entry === findJobEntry(catalogue, normaliseCode(code)))) continue;
    const group = groupOf(entry);
    groups.set(group, [...(groups.get(group) ?? []), key]);
  }
  const rows = [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([group, keys]) => `  { ${group}, keys: '${keys.sort().join(' ')}' },`);
  return `// Written by dev/catalogue/write.ts from the families; do not edit.
import type { SeverityOfCode } from '../catalogue-entry.ts';

export const codeSeverityGroups = [
${rows.join('\n')}
] as const satisfies readonly (SeverityOfCode & { keys: string })[];
`;
}

function groupOf({ severity, tenantActionable, advice }: CatalogueEntry): string {
  const says = advice?.isCatchAll ? 'readMessage' : advice?.action === 'checkAgents' ? 'checkAgents' : undefined;
  return `severity: '${severity}', tenantActionable: ${tenantActionable}${says === undefined ? '' : `, says: '${says}'`}`;
}
