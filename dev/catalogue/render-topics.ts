import { actorNames } from '../../lib/domain/catalogue/actor-names.ts';
import type { Topic } from '../../lib/domain/catalogue/topic.ts';

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_<>|[\]#]/g, '\\$&');
}

function list(title: string, items: readonly string[], bullet: string): string {
  return items.length === 0 ? '' : `**${title}**\n\n${items.map((item) => `${bullet} ${escapeMarkdown(item)}`).join('\n')}\n`;
}

function renderTopic({ id, title, summary, rules, steps, superseded, whoMustAct, confidence, note, codes, sources }: Topic): string {
  const parts = [
    `<a id="${id}"></a>\n\n## ${escapeMarkdown(title)}\n`,
    `${escapeMarkdown(summary)}\n`,
    list('What holds', rules, '-'),
    list('What to do', steps, '1.'),
    list('No longer so', superseded, '-'),
    note === undefined ? '' : `Note: ${escapeMarkdown(note)}\n`,
    `Who must act: ${actorNames[whoMustAct]} (\`${whoMustAct}\`) · backed by: ${confidence}\n`,
    codes.length === 0 ? '' : `Codes: ${codes.map((code) => `[${code}](error-catalogue.md#${code.split('/')[0]})`).join(', ')}\n`,
    `Sources: ${sources.map((source) => `<${source}>`).join(', ')}\n`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** The page `docs/topics.md`. */
export function renderTopics(topics: readonly Topic[]): string {
  return `# Topics

${topics.length} things to know that no error code stands for. The same texts are served by \`GET /topics\` and found by \`POST /errors/explain\`. Written by
\`dev/catalogue/write.ts\`; edit the data in \`lib/domain/catalogue/topics\`.

${topics.map(({ id, title }) => `- [${escapeMarkdown(title)}](#${id})`).join('\n')}

${topics.map(renderTopic).join('\n')}`;
}
