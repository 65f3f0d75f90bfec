import { expect, it } from '@jest/globals';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { judgeLines } from '../../../ui/screens/connectivity/judge-lines.ts';
import { hostileLogs } from '../../support/proxy-logs/great-logs.ts';
import { threadTimeOf } from '../../support/thread-time.ts';

const refusedAt = 'adminwebservice.microsoftonline.com';
const length = 1_048_576;
// Many times what it takes. Reading the rest of a line again for each of its letters takes far more.
const mostInMs = 1_000;

const diagnosis = diagnoseLog(`https://${refusedAt}/`, 'connect') as unknown as NetworkDiagnosis;
const pieces = [
  'a',
  '1',
  '-',
  '_',
  '.',
  'a.',
  ',',
  '\t',
  ';',
  ' ',
  ':',
  '"',
  '",',
  '[',
  '[ ',
  '/',
  '*.',
  '%2E',
  '(',
  'conn',
  'HTTP/1.',
  'curl: (1) ',
];

/** Lines just short of what is looked at of one, which all name the refused host. */
function linesOf(piece: string, header: string): string {
  const line = `${refusedAt} ${piece.repeat(4_000 / piece.length)} x\n`;
  return header + line.repeat(length / line.length);
}

it.each(pieces)('a great text of long lines is coloured at once, whatever is repeated in them: %j', (piece) => {
  for (const header of ['', 'host,result,action\n', '#Fields: cs-host sc-status s-action\n']) {
    const text = linesOf(piece, header);
    expect(threadTimeOf(() => judgeLines(text, diagnosis))).toBeLessThan(mostInMs);
  }
});

it('a line that names the refused host over and over is judged once', () => {
  const text = linesOf(`${refusedAt},`, 'host,result,action\n');
  expect(threadTimeOf(() => judgeLines(text, diagnosis))).toBeLessThan(mostInMs);
});

it.each(hostileLogs(length / 4))('a great text is coloured at once, whatever is repeated in it: %s', (_, text) => {
  expect(threadTimeOf(() => judgeLines(text, diagnosis))).toBeLessThan(mostInMs);
});
