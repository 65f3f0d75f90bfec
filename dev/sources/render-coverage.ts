import { anchorOf } from '../openapi/anchor-of.ts';
import { guides } from './guides.ts';
import type { DescribedOperation } from './read-operations.ts';
import { type Answer, marks, type Need, type Statement } from './statement.ts';

type Operations = ReadonlyMap<string, DescribedOperation>;

function linkTo(target: string): string {
  const [family = '', name = ''] = target.split('/');
  if (family === 'network') return `[${name}](network.md#${name})`;
  if (family === 'topic') return `[${name}](topics.md#${name})`;
  if (family === 'schema') return `\`${name}\` in the [document of the API](../openapi.json)`;
  return `[${name === '*' ? `all of ${family}` : name}](error-catalogue.md#${family})`;
}

function renderAnswer({ operation, fields, reads }: Answer, operations: Operations): string {
  const described = operations.get(operation);
  if (described === undefined) throw new Error(`there is no operation ${operation}`);
  const asked = reads === undefined ? '' : `, [asked of Graph](../${reads[0]}) at \`${reads[1]}\``;
  return `[${operation}](api.md#${anchorOf(described.method, described.path)}): ${fields.map((field) => `\`${field}\``).join(' ')}${asked}`;
}

// In the order in which the legend tells of them.
function markOf(needs: readonly Need[]): string {
  const named = Object.entries(marks).flatMap(([need, mark]) => (needs.some((wanted) => wanted === need) ? [mark] : []));
  if (named.length === 0) throw new Error('a statement calls for nothing');
  return named.join(' ');
}

function renderRow(statement: Statement, needs: readonly Need[], operations: Operations): string {
  const { id, about, toldAt = [], answeredBy = [], test, unknowable } = statement;
  const places = [...toldAt.map(linkTo), ...answeredBy.map((answer) => renderAnswer(answer, operations))].join('<br>');
  const hidden =
    unknowable && `${unknowable.about}: ${linkTo(unknowable.toldAt)}${unknowable.source ? ` ([source](${unknowable.source}))` : ''}`;
  const shown = test === undefined ? '' : `[${test[1]}](../${test[0]})`;
  return `| ${id} | ${markOf(needs)} | ${about} | ${places} | ${hidden ?? ''} | ${shown} |`;
}

/** The page `docs/source-coverage.md`: what public guides state, and where it is told, read, done or refused here. */
export function renderCoverage(
  statements: readonly Statement[],
  needs: Readonly<Record<string, readonly Need[]>>,
  operations: Operations,
): string {
  const sections = Object.entries(guides).map(([guide, { title, url }]) => {
    const own = statements.filter(({ id }) => id.startsWith(`${guide}-`));
    const rows = own.map((statement) => renderRow(statement, needs[statement.id] ?? [], operations));
    return `## ${guide}: ${title}\n\n<${url}>\n\n| Statement | Mark | What it says | Where it is told, read or done | What cannot be known from the cloud | Tested as |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `# What the guides state, and where it is covered

Five public guides on hybrid identity, ${statements.length} statements. What is knowledge is told by an entry of the [error catalogue](error-catalogue.md), by a
[topic](topics.md) or by the [tables of the network](network.md), and a test looks for its words there. What can be looked at or done names the operation of
the [API](api.md) with its fields, and what it asks of Microsoft Graph. What nobody can know from the cloud, or Graph refuses to an
application, is named with the place where callers are told so. No statement may be empty.

Each bears the marks of what it calls for: **G** is read of Microsoft Graph, or done there; **C** is knowledge that is served; **U** judges what people
paste; **P** is made by the service itself; **X** cannot be known from the cloud. A statement whose mark is not met fails the tests. Written by \`dev/catalogue/write.ts\`; edit
\`dev/sources\`.

${sections.join('\n')}`;
}
