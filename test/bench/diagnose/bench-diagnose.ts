import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { hostileLogs, ordinaryLogs } from '../../support/proxy-logs/great-logs.ts';
import type { Bench, BenchResult, Figure } from '../support/figure.ts';

const length = 5 * 1_024 * 1_024;
const runs = 3;

// The least that anybody would do with a log: one regular expression that finds the hosts in it.
const hosts = /(?:[a-z\d-]{1,63}\.){1,10}[a-z\d-]{2,63}(?::\d{1,5})?/gi;

/** What the diagnosis of a proxy log costs, against one pass of one regular expression over it. */
export const benchDiagnose: Bench = { name: 'diagnose', title: 'Diagnosis of a proxy log of five megabytes', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const figures: Figure[] = [];
  for (const [name, text] of [...ordinaryLogs(length), ...hostileLogs(length)]) {
    const [diagnosis, pass] = [timeOf(() => diagnoseLog(text, 'connect')), timeOf(() => Array.from(text.matchAll(hosts)).length)];
    tell(`${name}: ${diagnosis.toFixed(0)} and ${pass.toFixed(0)} ms`);
    const behind = `${diagnosis.toFixed(0)} and ${pass.toFixed(0)} ms`;
    figures.push({ what: `diagnosis of ${name}, against one regular expression`, ratio: diagnosis / pass, target: { atMost: 4 }, behind });
  }
  return { setting: [`Five megabytes each; time of the thread, the mean of ${runs} runs after as many to warm up.`], figures };
}

function timeOf(work: () => unknown): number {
  for (let round = 0; round < runs; round++) work();
  const start = process.threadCpuUsage();
  for (let round = 0; round < runs; round++) work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000 / runs;
}
