import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

const host = 'adminwebservice.microsoftonline.com';
const requests = referenceRequests('connect').concat(referenceRequests('configure'), referenceRequests('initial-sync'));
const without = requests.filter((one) => one.host !== host);

function told(text: string) {
  const { refused, missing, sequenceStopsAt, advice } = diagnoseLog(text, 'connect');
  return {
    refused: refused.map(({ status }) => status),
    missing: missing.map((one) => one.host),
    sequenceStopsAt,
    advice: advice.map(({ rule }) => rule),
  };
}

const sent = `> CONNECT ${host}:443 HTTP/1.1`;
const tries: readonly (readonly [name: string, lines: string, refused: readonly (number | string)[]])[] = [
  ['what curl sends, without an answer', sent, []],
  ['what curl sends, and a tunnel', `${sent}\n< HTTP/1.1 200 Connection established`, []],
  ['what curl sends, and a refusal', `${sent}\n< HTTP/1.1 403 Forbidden`, [403]],
  ['a command of curl', `$ curl -v https://${host}/`, []],
  ['a command of PowerShell', `PS C:\\> Invoke-WebRequest https://${host}/`, []],
  ['a command of PowerShell and its error', `PS C:\\> iwr https://${host}/\niwr : The remote server returned an error: (407)`, [407]],
];

describe('a step of the sequence that somebody tries by hand beside the log', () => {
  it.each(Object.entries(logForms))('is missing without it: %s', (_, write) => {
    expect(told(write(without)).missing).toContain(host);
  });

  it.each(tries)('is not missing, as nobody knows whether it came: %s', (_, lines, refused) => {
    for (const [form, write] of Object.entries(logForms))
      for (const text of [`${write(without)}\n${lines}`, `${lines}\n${write(without)}`])
        expect([form, told(text)]).toMatchObject([form, { refused, missing: [], sequenceStopsAt: null }]);
  });

  it('leaves a whole log as good as it is', () => {
    for (const [form, write] of Object.entries(logForms))
      expect([form, told(`${write(requests)}\n${sent}`)]).toMatchObject([
        form,
        { refused: [], missing: [], sequenceStopsAt: null, advice: [] },
      ]);
  });
});
