import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { hostileLogs, ordinaryLogs } from '../../../support/proxy-logs/great-logs.ts';
import { threadTimeOf } from '../../../support/thread-time.ts';

// What five megabytes cost, in passes of a regular expression, is measured by `npm run bench -- diagnose`: a ratio of times is no test.
const length = 256 * 1_024;

// A hundred times what it takes. Going back over a line, or over what was kept, for each of its letters takes far more.
const mostInMs = 4_000;

describe('the diagnosis of a great log', () => {
  it.each([...ordinaryLogs(length), ...hostileLogs(length)])('comes to its end, whatever is repeated in it: %s', (_, text) => {
    expect(threadTimeOf(() => diagnoseLog(text, 'connect'))).toBeLessThan(mostInMs);
  });

  it('of five megabytes holds no more than four times its size', async () => {
    const script = new URL('../../../support/proxy-logs/diagnose-great-logs.ts', import.meta.url).pathname;
    // Four times the log, and what Node takes by itself: https://nodejs.org/api/cli.html#--max-old-space-sizesize-in-mib
    const limits = ['--max-old-space-size=24', '--max-semi-space-size=1'];
    const { stdout } = await promisify(execFile)(process.execPath, [...limits, script]);
    expect(stdout).toBe('done\n');
  }, 60_000);
});
