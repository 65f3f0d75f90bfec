import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';

function told(text: string) {
  const { refused, reached, lines } = diagnoseLog(text, 'connect');
  return { refused: refused.map(({ status }) => status), reached: reached.length > 0, notUnderstood: lines.notUnderstood };
}

const rowOf = (sign: string, ...fields: string[]) => ['2016-01-11 08:31:00', `https://${host}/`, ...fields].join(sign);

describe.each([',', ';', '\t'])('a row without a header whose fields are parted by %j', (sign) => {
  it.each([407, 403, 502, 504])('tells the answer %i among words in one field', (status) => {
    const clear = [`HTTP ${status}`, `HTTP/1.1 ${status}`, `${status} Proxy Authentication`, `code ${status}`, `status: ${status}`];
    const more = [`status:${status}`, `HTTP/${status}`, `(${status})`, `${status}-Proxy`, `HTTP/1.1 ${status} Proxy Answers`];
    for (const field of [...clear, ...more, `${status} x`, `TCP_DENIED/${status}`, `Error ${status}`])
      expect([field, told(rowOf(sign, field))]).toEqual([field, { refused: [status], reached: false, notUnderstood: 0 }]);
  });

  it('reads a success, a size and a port as before', () => {
    for (const field of ['HTTP 200', '200 OK', '403 bytes', 'port 443', 'sent 512', '200'])
      expect([field, told(rowOf(sign, field))]).toEqual([field, { refused: [], reached: true, notUnderstood: 0 }]);
    expect(told(rowOf(sign, '403', 'rule 512')).refused).toEqual([403]);
  });
});

describe('a row without a header that begins with its user', () => {
  it.each(['svc@corp.example', 'CORP\\svc', '"svc@corp.example"'])('is no address of somebody that stands by itself: %s', (user) => {
    for (const sign of [',', ';']) {
      const row = [user, '08:31:00', `${host}:443`, 'CONNECT', '407'].join(sign);
      expect([row, told(row)]).toEqual([row, { refused: [407], reached: false, notUnderstood: 0 }]);
    }
  });
});

// Of words that a tab parts the reader of lines of words knows more.
describe.each([',', ';'])('a row without a header whose fields are parted by %j', (sign) => {
  it('leaves open what a number beside a name means', () => {
    for (const field of ['svc_sync 407', 'rule 403 of many', 'Blocked by 499', 'zone 599'])
      expect([field, told(rowOf(sign, field))]).toEqual([field, { refused: [], reached: false, notUnderstood: 1 }]);
  });

  it('takes two that are not the same for none', () => {
    for (const fields of [
      ['HTTP 407', 'HTTP 200'],
      ['HTTP 407', '200'],
      ['status: 403', 'code 407'],
    ])
      expect([fields, told(rowOf(sign, ...fields))]).toEqual([fields, { refused: [], reached: false, notUnderstood: 1 }]);
  });
});
