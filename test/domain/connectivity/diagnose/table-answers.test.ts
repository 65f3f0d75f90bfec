import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'login.microsoftonline.com';

function told(names: string, row: string) {
  const { refused, reached, lines } = diagnoseLog(`${names}\n${row}`, 'connect');
  return { refused: refused.map(({ status }) => status), reached: reached.length > 0, notUnderstood: lines.notUnderstood };
}

const wide = (answer: string) =>
  told('datetime,user,reqmethod,host,respcode,reqsize,respsize,ua', `2016-01-11 08:31:00,svc,CONNECT,${host},${answer},310,512,Agent`);

const narrow = (answer: string) => [
  told('host,status', `${host},${answer}`),
  told('time,host,status', `08:31:00,${host},${answer}`),
  told('time\turl\tstatus', `08:31:00\tconnect://${host}:443\t${answer}`),
  told('#Fields: time cs-host sc-status', `08:31:00 ${host} ${answer}`),
];

describe('the column of the answer', () => {
  it.each([
    ['aborted', 'timeout'],
    ['timeout', 'timeout'],
    ['connection reset', 'timeout'],
    ['dns', 'dns'],
    ['ssl handshake failed', 'tls'],
    ['blocked', 403],
    ['HTTP 407', 407],
    ['HTTP/1.1 407', 407],
    ['TCP_DENIED/407', 407],
  ])('may hold words that say what came of a request: %s', (words, status) => {
    for (const one of [wide(words), ...narrow(words)]) expect(one).toEqual({ refused: [status], reached: false, notUnderstood: 0 });
  });

  it.each(['OK', 'Allowed', 'success', 'Connected', 'passthrough'])('may hold a word that says that it came through: %s', (word) => {
    for (const one of [wide(word), ...narrow(word)]) expect(one).toEqual({ refused: [], reached: true, notUnderstood: 0 });
  });

  it.each([
    ['timed out', 'timeout'],
    ['HTTP/1.1 407', 407],
    ['TCP_DENIED/407 512', 407],
  ])('may be the last one, whose words blanks part as well: %s', (words, status) => {
    expect(told('#Fields: cs-host sc-status', `${host} ${words}`)).toEqual({ refused: [status], reached: false, notUnderstood: 0 });
  });

  it.each(['failed', 'something', 'False', 'not found', '4711', '40', '123456', 'rule 499 of many'])(
    'leaves open what says neither, however another form would read the row: %s',
    (words) => {
      for (const one of [wide(words), ...narrow(words)]) expect(one).toEqual({ refused: [], reached: false, notUnderstood: 1 });
    },
  );

  it('that holds 000 tells of no answer, and 0 of nothing unless an action says more', () => {
    for (const names of ['host,status', 'time,host,status', 'host,sc-status,bytes']) {
      const rowOf = (status: string) =>
        names
          .replace('time', '08:31:00')
          .replace('host', host)
          .replace(/(?:sc-)?status/, status)
          .replace('bytes', '39');
      expect(told(names, rowOf('000'))).toEqual({ refused: ['timeout'], reached: false, notUnderstood: 0 });
      expect(told(names, rowOf('0'))).toEqual({ refused: [], reached: false, notUnderstood: 1 });
    }
    expect(told('time,host,status,action', `08:31:00,${host},0,Allowed`)).toEqual({ refused: [], reached: true, notUnderstood: 0 });
    expect(told('time,host,status,action', `08:31:00,${host},0,Denied`)).toEqual({ refused: [403], reached: false, notUnderstood: 0 });
  });
});
