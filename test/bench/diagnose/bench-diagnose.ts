import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { hostileLogs, ordinaryLogs } from '../../support/proxy-logs/great-logs.ts';
import { meanThreadTimeOf, passOnce } from '../../support/proxy-logs/reference-pass.ts';
import type { Bench, BenchResult, Figure } from '../support/figure.ts';

const length = 5 * 1_024 * 1_024;

/** What the diagnosis of a proxy log costs, against one pass of one regular expression over it. */
export const benchDiagnose: Bench = { name: 'diagnose', title: 'Diagnosis of a proxy log of five megabytes', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const figures: Figure[] = [];
  for (const [name, text] of [...ordinaryLogs(length), ...hostileLogs(length)]) {
    const [diagnosis, pass] = [meanThreadTimeOf(() => diagnoseLog(text, 'connect')), meanThreadTimeOf(() => passOnce(text))];
    const behind = `${diagnosis.toFixed(0)} and ${pass.toFixed(0)} ms`;
    tell(`${name}: ${behind}`);
    // A text may hold a bar, which would part the cells of the table.
    figures.push({ what: name.replaceAll('|', '\\|'), ratio: diagnosis / pass, target: { atMost: 4 }, behind });
  }
  return { setting: method, figures };
}

const method = [
  'Five megabytes each; time of the thread, the mean of three runs after as many to warm up. The first six are ordinary logs, the others texts that are made to cost as much as they can: one piece over and over, or lines that differ in their hosts.',
  'Reference: one regular expression, the same for all, that finds every host with its port and every status. It has to look at every character: one that can begin with letters only skips a text of signs without a look, and one that begins anew at each letter takes sixty times as long over a word without an end.',
];
