import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { type Bench, type BenchResult, type Figure, isMet, ratioText, targetText } from './figure.ts';

const file = new URL('../../../docs/figures.md', import.meta.url);

const preface = `# Figures

Every figure is a ratio between two things that ran in turns in the same run on the same machine, so that it says something on another
machine too. \`npm run bench\` measures them all, \`npm run bench -- poll\` one part; each part replaces its own section here. Nothing
here touches Azure or Microsoft Graph: storage is Azurite in memory, Graph a fake with fixed delays, each in a process of its own.
`;

/** The figures as a table of Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) =>
    [figure.what, ratioText(figure), targetText(figure), isMet(figure) ? 'met' : '**missed**', figure.behind].join(' | '),
  );
  return ['| figure | ratio | target | verdict | behind it |', '|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

/** Puts the sections of these benches into docs/figures.md and leaves those of the others. */
export async function writeFigures(results: ReadonlyMap<Bench, BenchResult>): Promise<void> {
  const kept = sectionsOf(await readFile(file, 'utf8').catch(() => ''));
  for (const [bench, result] of results) kept.set(headingOf(bench), sectionOf(bench, result));
  await writeFile(file, [preface, ...kept.values()].join('\n'));
}

function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^(?=## )/m).filter((section) => section.startsWith('## '));
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), `${section.trimEnd()}\n`]));
}

function headingOf({ name, title }: Bench): string {
  return `## ${title} (\`${name}\`)`;
}

function sectionOf(bench: Bench, { setting, figures }: BenchResult): string {
  const machine = `${availableParallelism()} shared cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const facts = [`Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`, ...setting];
  return `${headingOf(bench)}\n\n${tableOf(figures)}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}\n`;
}
