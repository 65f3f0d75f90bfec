import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { hostileLogs, logsOfManyHosts, ordinaryLogs } from '../../../support/proxy-logs/great-logs.ts';
import { passOnce, threadTimeOf } from '../../../support/proxy-logs/reference-pass.ts';

// What five megabytes cost is measured by `npm run bench -- diagnose`.
const length = 256 * 1_024;
const great = 1_024 * 1_024;

// Above what it is on a machine of its own, far below what going back over a line would make it.
const [mostOrdinaryPasses, mostPasses, mostLooks] = [8, 16, 8];
const mostGrowth = 2.5;
// The first of them, as each takes seconds.
const mostGrown = 6;

/** How many times as long the longer text takes; a second look where something else came between. */
function growthOf(short: string, long: string): number {
  const measure = () => threadTimeOf(() => diagnoseLog(long, 'connect')) / threadTimeOf(() => diagnoseLog(short, 'connect'));
  const growth = measure();
  return growth > mostGrowth ? Math.min(growth, measure()) : growth;
}

/** The least of a few looks, the first that is low enough ends them: on a busy machine the first run long before they are compiled. */
function passesOf(text: string, most: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < mostLooks && least >= most; look++)
    least = Math.min(least, threadTimeOf(() => diagnoseLog(text, 'connect')) / threadTimeOf(() => passOnce(text)));
  return least;
}

describe('the diagnosis of a great log', () => {
  const ordinary = ordinaryLogs(length);

  it.each(ordinary)('costs a few passes of one regular expression: %s', (_, text) => {
    expect(passesOf(text, mostOrdinaryPasses)).toBeLessThan(mostOrdinaryPasses);
  });

  it.each(hostileLogs(length))('costs nothing out of proportion when the log is made to cost much: %s', (_, text) => {
    expect(passesOf(text, mostPasses)).toBeLessThan(mostPasses);
  });

  // Lines that differ fill what is kept of a log; a text of one piece over and over is held to its passes above.
  it('grows with the log and no faster, also when each of its lines names another host', () => {
    const long = new Map(logsOfManyHosts(2 * great).slice(0, mostGrown));
    const growth = logsOfManyHosts(great)
      .slice(0, mostGrown)
      .map(([name, text]) => ({ name, growth: growthOf(text, long.get(name) ?? '') }));
    expect(growth.filter(({ growth }) => growth > mostGrowth)).toEqual([]);
  }, 60_000);

  it('of five megabytes holds no more than four times its size', async () => {
    const script = new URL('../../../support/proxy-logs/diagnose-great-logs.ts', import.meta.url).pathname;
    // Four times the log, with all that Node and the tables take by themselves: https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
    const limits = ['--max-old-space-size=20', '--max-semi-space-size=1'];
    const { stdout } = await promisify(execFile)(process.execPath, [...limits, script]);
    expect(stdout).toBe('done\n');
  }, 60_000);
});
