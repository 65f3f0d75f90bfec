import { actorNames } from '../../lib/domain/catalogue/actor-names.ts';
import { type CatalogueEntry, families } from '../../lib/domain/catalogue/catalogue-entry.ts';
import { familyNames } from '../../ui/words/families.ts';
import type { Release } from './releases.ts';

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_<>|[\]#]/g, '\\$&');
}

function list(title: string, items: readonly string[], bullet: string): string {
  return `**${title}**\n\n${items.map((item) => `${bullet} ${escapeMarkdown(item)}`).join('\n')}\n`;
}

function renderEntry(entry: CatalogueEntry): string {
  const facts = [
    `Severity: ${entry.severity}`,
    `who must act: ${actorNames[entry.whoMustAct]} (\`${entry.whoMustAct}\`)`,
    entry.retryable ? 'a retry may succeed' : 'a retry alone does not help',
    `backed by: ${entry.confidence}${entry.codeIsOurs ? '; Microsoft shows this fault without a code, the name is ours' : ''}`,
  ];
  const parts = [
    `### ${escapeMarkdown(entry.code)}\n`,
    `**${escapeMarkdown(entry.title)}.** ${escapeMarkdown(entry.meaning)}\n`,
    `${facts.join(' · ')}\n`,
    list('Likely causes', entry.likelyCauses, '-'),
    list('What to do', entry.remedies, '1.'),
    entry.aliases ? `Also written: ${entry.aliases.map((alias) => `\`${alias}\``).join(', ')}\n` : '',
    entry.note ? `Note: ${escapeMarkdown(entry.note)}\n` : '',
    `Sources: ${entry.sources.map((source) => `<${source}>`).join(', ')}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** The page `docs/error-catalogue.md`: every entry, grouped by family. */
export function renderPage(entries: readonly CatalogueEntry[], { version, date }: Release): string {
  const contents = families.map(
    (family) => `- [${familyNames[family]}](#${family}) (${entries.filter((entry) => entry.family === family).length})`,
  );
  const sections = families.map((family) => {
    const texts = entries.filter((entry) => entry.family === family).map(renderEntry);
    return `<a id="${family}"></a>\n\n## ${familyNames[family]}\n\n${texts.join('\n')}`;
  });
  return `# Error catalogue

What each of the ${entries.length} known codes means, why it appears, what to do and who must do it. The same texts are served by
\`GET /errors\` and stand in the explanation of a job. Written by \`npm run catalogue\`; edit the data in \`lib/domain/catalogue/families\`.

Version ${version} of ${date}: [what changed](catalogue-changelog.md), [the same as JSON](error-catalogue.json).

${contents.join('\n')}

${sections.join('\n')}`;
}
