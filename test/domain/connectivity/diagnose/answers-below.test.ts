import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';
const targets = [
  `https://${host}/`,
  `https://${host}/provisioningservice.svc`,
  `${host}:443`,
  host,
  `connect://${host}:443`,
  `> https://${host}/`,
];
const answers = [
  '403',
  '407',
  '403 Forbidden',
  '407 Proxy Authentication Required',
  'HTTP/1.1 407 Proxy Authentication Required',
  '504 Gateway Timeout',
];

function told(...lines: string[]) {
  return ['\n', '\r\n', '\r'].map((end) => {
    const { refused, reached, missing, advice } = diagnoseLog(lines.join(end), 'connect');
    return { refused: refused.map(({ status }) => status), reached: reached.map((row) => row.host), missing, advice };
  });
}

describe('an answer on the line below its target', () => {
  it.each(targets)('is the one of the target, or may be it: %s', (target) => {
    for (const answer of answers)
      for (const { refused, reached } of told(target, answer)) {
        expect([answer, reached]).toEqual([answer, []]);
        expect([[], [Number(/\d{3}/.exec(answer.replace('HTTP/1.1', ''))?.[0])]]).toContainEqual(refused);
      }
  });

  it.each(['200', '443', '3912', 'Forbidden', '12', '8:31', 'https://login.microsoftonline.com/'])(
    'is none in any other line: %s',
    (line) => {
      for (const { refused, reached } of told(`https://${host}/`, line)) expect([refused, reached.length > 0]).toEqual([[], true]);
    },
  );

  it('stands elsewhere where a label is above the target, as in the tools of a browser', () => {
    for (const label of ['Request URL:', 'URL:', 'Url: '])
      for (const found of told(label, `https://${host}/`, 'Request Method:', 'GET', 'Status Code:', '403 Forbidden'))
        expect(found).toMatchObject({ reached: [], missing: [], advice: [{ rule: 'form-not-understood' }] });
  });
});
