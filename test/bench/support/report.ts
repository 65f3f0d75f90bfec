import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { type Bench, type BenchResult, type Figure, isMet, ratioText, targetText } from './figure.ts';

const file = new URL('../../../docs/figures.md', import.meta.url);

const preface = `# Figures

Every figure is a ratio between two things that ran in turns in the same run on the same machine, so that it says something on another
machine too. \`npm run bench\` measures them all, \`npm run bench -- poll\` one part; each part replaces its own section here. Nothing
here touches Azure or Microsoft Graph: storage is Azurite in memory, Graph a fake with fixed delays, each in a process of its own.
The last section has the tests at their full counts (\`npm run soak\`).
`;

/** The figures as a table of Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) =>
    [figure.what, ratioText(figure), targetText(figure), isMet(figure) ? 'met' : '**missed**', figure.behind].join(' | '),
  );
  return ['| figure | ratio | target | verdict | behind it |', '|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

/** Puts the sections of these benches into docs/figures.md and leaves the others. */
export async function writeFigures(results: ReadonlyMap<Bench, BenchResult>): Promise<void> {
  await writeSections([...results].map(([bench, result]) => [headingOf(bench), sectionOf(bench, result)]));
}

/** Puts these sections, each with its heading, into docs/figures.md and leaves the others. */
export async function writeSections(sections: readonly (readonly [heading: string, section: string])[]): Promise<void> {
  const kept = sectionsOf(await readFile(file, 'utf8').catch(() => ''));
  for (const [heading, section] of sections) kept.set(heading, section);
  await writeFile(file, [preface, ...kept.values()].join('\n'));
}

/** A section of docs/figures.md as it is; empty where there is none. */
export async function readSection(heading: string): Promise<string> {
  return sectionsOf(await readFile(file, 'utf8').catch(() => '')).get(heading) ?? '';
}

/** When and on what the figures were measured. */
export function measuredOn(): string {
  const machine = `${availableParallelism()} shared cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  return `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}.`;
}

function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^(?=## )/m).filter((section) => section.startsWith('## '));
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), `${section.trimEnd()}\n`]));
}

function headingOf({ name, title }: Bench): string {
  return `## ${title} (\`${name}\`)`;
}

function sectionOf(bench: Bench, { setting, figures }: BenchResult): string {
  const facts = [measuredOn(), ...setting];
  return `${headingOf(bench)}\n\n${tableOf(figures)}\n\n${facts.map((fact) => `- ${fact}`).join('\n')}\n`;
}
