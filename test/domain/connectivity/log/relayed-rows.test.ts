import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

const heads = [
  '<134>Nov 30 12:00:00 proxy1 ',
  '<134>Nov  3 12:00:00 proxy1 ',
  'Nov 30 12:00:00 proxy1 ',
  'Nov 30 12:00:00 10.0.0.9 ProxySG[123]: ',
  '<134>1 2016-01-11T08:31:00Z proxy1 bluecoat - - - ',
  '<14>1 2016-01-11T08:31:00.123+01:00 proxy1 bluecoat 42 - [meta x="1"] ',
  '2016-01-11T08:31:00Z proxy1 ProxySG: ',
] as const;
const requests = referenceRequests('connect').concat(referenceRequests('configure'), referenceRequests('initial-sync'));

const told = (log: string) => {
  const { lines: _, refusedAt, ...diagnosis } = diagnoseLog(log, 'connect');
  return diagnosis;
};

describe('a row of W3C that syslog passes on', () => {
  it('says what it says without the head, and the names of its columns too, whatever came of the requests', () => {
    const status = fc.constantFrom(200, 200, 200, 403, 407, 502, 504);
    const statuses = fc.array(status, { minLength: requests.length, maxLength: requests.length });
    const given = fc.record({ statuses, head: fc.constantFrom(...heads), isNamedByHead: fc.boolean(), isAborted: fc.boolean() });
    void fc.assert(
      fc.property(given, ({ statuses, head, isNamedByHead, isAborted }) => {
        const log = logForms.W3C(requests.map((one, place) => ({ ...one, status: statuses[place] ?? 200, isAborted })));
        const isRelayed = (line: string) => !line.startsWith('#') || (isNamedByHead && line.startsWith('#Fields'));
        const relayed = log.split('\r\n').map((line) => (isRelayed(line) ? `${head}${line}` : line));
        expect(told(relayed.join('\r\n'))).toEqual(told(log));
      }),
      { numRuns: 60 },
    );
  });

  it.each(heads)('is not understood where nothing has named its columns, or where it has others: %s', (head) => {
    const [names = '', row = ''] = logForms.W3C(requests).split('\r\n').slice(2);
    for (const log of [`${head}${row}`, `${names}\n${head}- ${row} one more`, `${names} x-more\n${head}${row}`]) {
      const { reached, refused, lines } = diagnoseLog(log, 'connect');
      expect([log, reached, refused, lines.notUnderstood]).toEqual([log, [], [], 1]);
    }
  });
});
