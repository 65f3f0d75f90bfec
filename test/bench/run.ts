import { loadavg } from 'node:os';
import { benchDiagnose } from './diagnose/bench-diagnose.ts';
import { benchHttp } from './http/bench-http.ts';
import { benchLoad } from './load/bench-load.ts';
import { benchMemory } from './memory/bench-memory.ts';
import { benchPoll } from './poll/bench-poll.ts';
import type { Bench, BenchResult } from './support/figure.ts';
import { isMet } from './support/figure.ts';
import { tableOf, writeFigures } from './support/report.ts';
import { benchUi } from './ui/bench-ui.ts';

const benches: readonly Bench[] = [benchPoll, benchMemory, benchLoad, benchHttp, benchDiagnose, benchUi];

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    console.error(`No bench is called ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`);
    return 2;
  }
  const chosen = names.length === 0 ? benches : benches.filter(({ name }) => names.includes(name));
  const results = new Map<Bench, BenchResult>();
  for (const bench of chosen) {
    console.log(`\n${bench.name}: ${bench.title}`);
    const [othersLoad = 0] = loadavg();
    const result = await bench.run((line) => console.log(`  ${line}`));
    // Whatever else ran on the machine makes the figures worse: the reader shall see it.
    const busy = `Load average of the machine before the run: ${othersLoad.toFixed(1)}.`;
    results.set(bench, { ...result, setting: [busy, ...result.setting] });
    console.log(`\n${tableOf(result.figures)}`);
  }
  await writeFigures(results);
  return [...results.values()].flatMap(({ figures }) => figures).every(isMet) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
