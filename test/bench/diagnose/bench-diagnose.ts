import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { hostileLogs, ordinaryLogs } from '../../support/proxy-logs/great-logs.ts';
import { passOnce } from '../../support/proxy-logs/reference-pass.ts';
import { threadTimeOf } from '../../support/thread-time.ts';
import type { Bench, BenchResult, Figure } from '../support/figure.ts';
import { median } from '../support/statistics.ts';

const length = 5 * 1_024 * 1_024;
const [warmUps, rounds] = [2, 7];

/** What the diagnosis of a proxy log costs, against one pass of one regular expression over it. */
export const benchDiagnose: Bench = { name: 'diagnose', title: 'Diagnosis of a proxy log of five megabytes', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const figures: Figure[] = [];
  for (const [name, text] of [...ordinaryLogs(length), ...hostileLogs(length)]) {
    const [diagnosis, pass] = timesInTurns(
      () => diagnoseLog(text, 'connect'),
      () => passOnce(text),
    );
    const behind = `${diagnosis.toFixed(0)} and ${pass.toFixed(0)} ms`;
    tell(`${name}: ${behind}`);
    // A text may hold a bar, which would part the cells of the table.
    figures.push({ what: name.replaceAll('|', '\\|'), ratio: diagnosis / pass, target: { atMost: 4 }, behind });
  }
  return { setting: method, figures };
}

/** Milliseconds of this thread that each of two takes, the medians of some rounds. In turns, so that what slows the machine down meets both. */
function timesInTurns(one: () => unknown, other: () => unknown): [one: number, other: number] {
  const [times, otherTimes]: [number[], number[]] = [[], []];
  for (let round = -warmUps; round < rounds; round++) {
    const [time, otherTime] = [threadTimeOf(one), threadTimeOf(other)];
    if (round < 0) continue;
    times.push(time);
    otherTimes.push(otherTime);
  }
  return [median(times), median(otherTimes)];
}

const method = [
  'Five megabytes each; time of the thread. Diagnosis and reference take turns, nine times; of the last seven the ratio of both medians. The first six are ordinary logs, the others texts that are made to cost as much as they can: one piece over and over, or lines that differ in their hosts.',
  'Reference: one regular expression, the same for all, that finds every host with its port and every status. It has to look at every character: one that can begin with letters only skips a text of signs without a look, and one that begins anew at each letter takes sixty times as long over a word without an end.',
];
