import { guides, type Statement } from './statements.ts';

function linkTo(target: string): string {
  const [family = '', name = ''] = target.split('/');
  if (family === 'topic') return `[${name}](topics.md#${name})`;
  return `[${name === '*' ? `all of ${family}` : name}](error-catalogue.md#${family})`;
}

function renderRow({ id, about, toldAt, comesWith }: Statement): string {
  const told = comesWith === undefined ? toldAt.map(linkTo).join(', ') : `comes with ${comesWith}`;
  return `| ${id} | ${about} | ${told} |`;
}

/** The page `docs/source-statements.md`: what public guides state, and where it is told here. */
export function renderStatements(statements: readonly Statement[]): string {
  const sections = Object.entries(guides).map(([guide, { title, url }]) => {
    const rows = statements.filter(({ id }) => id.startsWith(`${guide}-`)).map(renderRow);
    return `## ${guide}: ${title}\n\n<${url}>\n\n| Statement | What it says | Where it is told |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  const open = statements.filter(({ comesWith }) => comesWith !== undefined).length;
  return `# What the guides state, and where it is told

The knowledge of five public guides on hybrid identity, statement by statement: ${statements.length - open} of ${statements.length} are told by an entry of the
[error catalogue](error-catalogue.md) or by a [topic](topics.md); ${open} come later. A test looks for the words of each in the texts. Written by
\`dev/catalogue/write.ts\`; edit \`dev/catalogue/statements.ts\`.

${sections.join('\n')}`;
}
