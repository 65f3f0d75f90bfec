import { guides, type Statement } from './statements.ts';

function linkTo(target: string): string {
  const [family = '', name = ''] = target.split('/');
  if (family === 'network') return `[${name}](network.md#${name})`;
  if (family === 'topic') return `[${name}](topics.md#${name})`;
  return `[${name === '*' ? `all of ${family}` : name}](error-catalogue.md#${family})`;
}

function renderRow({ id, about, toldAt, test }: Statement): string {
  const shown = test === undefined ? '' : `[${test[1]}](../${test[0]})`;
  return `| ${id} | ${about} | ${toldAt.map(linkTo).join(', ')} | ${shown} |`;
}

/** The page `docs/source-statements.md`: what public guides state, and where it is told here. */
export function renderStatements(statements: readonly Statement[]): string {
  const sections = Object.entries(guides).map(([guide, { title, url }]) => {
    const rows = statements.filter(({ id }) => id.startsWith(`${guide}-`)).map(renderRow);
    return `## ${guide}: ${title}\n\n<${url}>\n\n| Statement | What it says | Where it is told | Tested as |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# What the guides state, and where it is told

The knowledge of five public guides on hybrid identity, ${statements.length} statements: each is told by an entry of the
[error catalogue](error-catalogue.md), by a [topic](topics.md) or by the [tables of the network](network.md). A test looks for the words of each
in the texts; what is judged by a statement names the test that shows it. Written by \`dev/catalogue/write.ts\`; edit
\`dev/catalogue/statements.ts\`.

${sections.join('\n')}`;
}
