import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { hostileLogs, ordinaryLogs } from '../../../support/proxy-logs/great-logs.ts';

const length = 512 * 1_024;
const runs = 3;

// Far above what it is on a machine of its own, far below what going back over a line would make it.
const [mostOrdinaryPasses, mostPasses] = [10, 24];

// The least that anybody would do with a log: one regular expression that finds the hosts in it.
const hosts = /(?:[a-z\d-]{1,63}\.){1,10}[a-z\d-]{2,63}(?::\d{1,5})?/gi;

function countHosts(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(hosts)) count++;
  return count;
}

/** Milliseconds of this thread; what others run at the time does not count. A mean, because that clock may tick every few milliseconds only. */
function timeOf(work: () => unknown): number {
  // Until it is compiled.
  for (let run = 0; run < runs; run++) work();
  const start = process.threadCpuUsage();
  for (let run = 0; run < runs; run++) work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000 / runs;
}

describe('the diagnosis of a great log', () => {
  const ordinary = ordinaryLogs(length);

  it.each(ordinary)('costs a few passes of one regular expression: %s', (_, text) => {
    expect(timeOf(() => diagnoseLog(text, 'connect'))).toBeLessThan(mostOrdinaryPasses * timeOf(() => countHosts(text)));
  });

  it('costs nothing out of proportion when the log is made to cost much', () => {
    const pass = ordinary.reduce((sum, [, text]) => sum + timeOf(() => countHosts(text)), 0) / ordinary.length;
    for (const [name, text] of hostileLogs(length)) {
      const passes = timeOf(() => diagnoseLog(text, 'connect')) / pass;
      expect({ name, passes, isCheap: passes < mostPasses }).toEqual({ name, passes, isCheap: true });
    }
  });

  it('of five megabytes holds no more than four times its size', async () => {
    const script = new URL('../../../support/proxy-logs/diagnose-great-logs.ts', import.meta.url).pathname;
    // Four times the log, with all that Node and the tables take by themselves: https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
    const limits = ['--max-old-space-size=20', '--max-semi-space-size=1'];
    const { stdout } = await promisify(execFile)(process.execPath, [...limits, script]);
    expect(stdout).toBe('done\n');
  }, 60_000);
});
