import { parseArgs } from 'node:util';
import { measuredOn, writeSections } from '../bench/support/report.ts';
import { detailsOf, type RunResult, tableOf, violationLines } from './report/report.ts';
import { runChaos } from './run-chaos.ts';

const usage = 'Usage: npm run chaos [-- --seed 1] [--minutes 2] [--runs 1] [--write]';

function readOptions(argv: string[]): { seed: number; minutes: number; runs: number; write: boolean } {
  const { values } = parseArgs({
    args: argv,
    options: {
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '2' },
      /** So many seeds in a row. */
      runs: { type: 'string', default: '1' },
      /** Puts the table into docs/figures.md. */
      write: { type: 'boolean', default: false },
    },
  });
  const [seed, minutes, runs] = [Number(values.seed), Number(values.minutes), Number(values.runs)];
  if (!Number.isInteger(seed) || !(minutes >= 1) || !(runs >= 1)) throw new Error(usage);
  return { seed, minutes, runs, write: values.write };
}

async function main(argv: string[]): Promise<number> {
  const { seed, minutes, runs, write } = readOptions(argv);
  const results: RunResult[] = [];
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    const tell = (line: string) => console.log(`[${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s] ${line}`);
    const result = await runChaos({ seed: seed + run, minutes }, tell);
    results.push(result);
    console.log(`\n${detailsOf(result)}\n`);
    for (const line of violationLines(result.verdict.violations)) console.log(line);
  }
  const table = tableOf(results);
  console.log(`\n${table}`);
  const heading = '## Chaos (`chaos`)';
  if (write) await writeSections([[heading, `${heading}\n\n${table}\n\n- ${measuredOn()}\n`]]);
  const violations = results.reduce((sum, { verdict }) => sum + verdict.violations.length, 0);
  console.log(violations === 0 ? '\nEvery promise was kept.' : `\n${violations} violations.`);
  return violations === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
