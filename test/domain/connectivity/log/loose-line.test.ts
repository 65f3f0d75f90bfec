import { describe, expect, it } from '@jest/globals';
import { readLog } from '../../../../lib/domain/connectivity/log/read-log.ts';

const target = 'connect://bba900-anchor.microsoftonline.com:443';
const address = 'https://adminwebservice.microsoftonline.com/';

/** What came of the requests of a text: its answers, `none` where it gives none; nothing where it is not understood. */
function answersIn(text: string): string[] {
  const answers: string[] = [];
  readLog(text, {
    line: () => undefined,
    request: ({ status, isAborted }) => answers.push(isAborted ? 'aborted' : String(status ?? 'none')),
    unclear: () => undefined,
    heading: () => undefined,
    other: () => false,
  });
  return answers;
}

describe('a word of failure', () => {
  const told: readonly (readonly [string, string])[] = [
    ['timeout', 'timeout'],
    ['TIMEOUT', 'timeout'],
    ['timed out', 'timeout'],
    ['[aborted]', 'aborted'],
    ['aborted', 'aborted'],
    ['connection reset', 'aborted'],
    ['DNS failure', 'dns'],
    ['dns error', 'dns'],
    ['denied', '403'],
    ['[DENIED]', '403'],
    ['blocked', '403'],
    ['TLS handshake failed', 'tls'],
    ['[403]', '403'],
    ['(407)', '407'],
    ['TCP_DENIED/407', '407'],
    ['407/TCP_DENIED', '407'],
    ['HTTP407', '407'],
    ['unknown host', 'dns'],
    ['SERVFAIL', 'dns'],
    ['self-signed certificate', 'tls'],
  ];

  it.each(told)('counts before the address and behind it: %s', (word, answer) => {
    expect(answersIn(`${word}: ${target}`)).toEqual([answer]);
    for (const to of [target, address])
      for (const line of [`${word} ${to}`, `1/11/2016 8:31 ${word} ${to}`, `${to} ${word}`, `8:31 ${to} ${word}`])
        expect([line, answersIn(line)]).toEqual([line, [answer]]);
  });

  it.each([
    'FAILED',
    'failed',
    'failure',
    'error',
    'ERROR',
    'unreachable',
    'not reachable',
    'no route',
    'could not connect',
    'unavailable',
    'connection closed',
    'terminated',
    'interrupted',
    'unknown CA',
    'broken pipe',
  ])('that does not say which leaves open what came of it, and is no success: %s', (word) => {
    for (const to of [target, address])
      for (const line of [
        `${word} ${to}`,
        `8:31 ${word} ${to}`,
        `${to} ${word}`,
        `8:31\t${to}\t${word}`,
        `${to},${word}`,
        `${word}, ${to}`,
      ])
        expect([line, answersIn(line)]).toEqual([line, []]);
  });

  it.each([
    [`${target}: timeout`, ['timeout']],
    [`8:31 ${target}: denied`, ['403']],
    [`${target},timeout`, ['timeout']],
    [`${target} 407 failed`, ['407']],
    [`${target} 200 no error`, ['200']],
    [`${target} 304 not modified`, ['304']],
    [`8:31 ${target} failed 8:32 connect://login.microsoftonline.com:443 200`, ['200']],
  ])('stands beside what else the line says: %s', (line, answers) => {
    expect(answersIn(line)).toEqual(answers);
  });

  it.each(['Jan 11 08:31:00 dns01 ', 'CORP\\dnsblock ', '10.0.0.5 ', 'proxy-reset.example '])(
    'is none in the name of a machine or of somebody: %s',
    (name) => {
      expect(answersIn(`${name}${target}`).filter((answer) => answer !== 'none')).toEqual([]);
    },
  );
});

describe('the page of a proxy that forbids', () => {
  it.each([
    `The page you requested, ${address}, is blocked by policy.`,
    'The page you requested, https://adminwebservice.microsoftonline.com:443, is blocked by policy.',
    `Access to ${address}, was denied`,
    `You asked for, ${address}, which your organisation does not allow`,
    `Sorry; ${address}; category: Software as a service`,
  ])('reaches nothing: %s', (line) => {
    expect(answersIn(line).filter((answer) => !/^4/.test(answer))).toEqual([]);
  });
});

describe('a number of three digits', () => {
  it.each([
    `${target} 504 bytes`,
    `${target} sent 407`,
    `${target} 403 ms`,
    `${target} 407 requests`,
    `pid 407 ${target}`,
    `403. ${target}`,
    `403. ${address}`,
    `407) ${address}`,
  ])('that counts something else is no status: %s', (line) => {
    expect(answersIn(line)).toEqual(['none']);
  });

  it.each([`    403 ${address}`, `407 ${target}`, `${target} svc_sync 407`, `svc_sync 403 ${target}`])(
    'that may be one or not is not understood: %s',
    (line) => {
      expect(answersIn(line)).toEqual([]);
    },
  );

  it.each([
    ['407 Request denied', '407'],
    ['403 request blocked', '403'],
    ['408 Request Timeout', '408'],
    ['413 Request Entity Too Large', '413'],
    ['503 connection timed out', '503'],
    ['504 Connection timed out', '504'],
    ['403 Connection refused', '403'],
    ['502 connection closed', '502'],
    ['407 x', '407'],
    ['407!', '407'],
    ['HTTP_407', '407'],
    ['12ms 407', '407'],
    ['dns=3ms connect=12ms tls=40ms 407', '407'],
    ['dns=3ms connect=12ms tls=40ms 200', '200'],
    ['200 timeout=30', '200'],
    ['200 blocked=no', '200'],
    ['200 dropped=0', '200'],
    ['200 CORP\\jblock', '200'],
    ['200 jblock', '200'],
    ['200 svc-dropbox', '200'],
    ['200 block@corp.example', '200'],
    ['200 curl/8.4.0', '200'],
  ])('behind a target is its answer, whatever stands behind it: %s', (answer, status) => {
    expect(answersIn(`8:31 ${target} ${answer}`)).toEqual([status]);
    expect(answersIn(`${target} ${answer}`)).toEqual([status]);
  });

  it.each([
    [`${target} 407`, '407'],
    [`${target} 504 bytes 403`, '403'],
    [`8:31 403 ${target}`, '403'],
    [`${target} CORP\\svc 407`, '407'],
    [`${target} HTTP/1.1 403`, '403'],
    [`10.0.0.5 407 GET ${address}`, '407'],
    [`${target} status=407`, '407'],
    [`${target} - 403 -`, '403'],
  ])('is one where logs have it: %s', (line, answer) => {
    expect(answersIn(line)).toEqual([answer]);
  });
});

describe('the first line of a request, as a client sends it', () => {
  it.each([
    'CONNECT login.microsoftonline.com:443 HTTP/1.1',
    '> CONNECT login.microsoftonline.com:443 HTTP/1.1',
    `GET ${address} HTTP/1.1`,
  ])('says nothing of what came of it: %s', (line) => {
    expect(answersIn(line)).toEqual([]);
  });

  it('says it where an answer stands beside it', () => {
    expect(answersIn('CONNECT login.microsoftonline.com:443 HTTP/1.1 407')).toEqual(['407']);
    expect(answersIn('08:31 CONNECT login.microsoftonline.com:443 HTTP/1.1 200')).toEqual(['200']);
  });
});
