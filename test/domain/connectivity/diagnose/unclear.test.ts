import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { roleOf } from '../../../../lib/domain/connectivity/tables/host-roles.ts';
import { type PhaseName, referencePhases } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

const phases: readonly PhaseName[] = ['connect', 'configure', 'initial-sync'];
const squid = logForms['Squid native'];

function told(text: string) {
  const { phases: found, missing, refused, advice, lines, reached } = diagnoseLog(text, 'connect');
  return {
    phases: found.map(({ phase }) => phase),
    complete: found.map(({ complete }) => complete),
    missing: missing.map((one) => ('step' in one ? `${one.phase}: ${one.step}` : one.id)),
    refused: refused.map(({ host, status }) => `${host} ${status}`),
    rules: advice.map(({ rule }) => rule),
    notUnderstood: lines.notUnderstood,
    reached: reached.length > 0,
  };
}

/** Lines that ask a host and leave open what came of it. */
const unclear: readonly (readonly [string, (host: string) => string])[] = [
  ['a number in front, which may count lines', (host) => `407 https://${host}/`],
  ['a failure that does not say which', (host) => `8:31 connect://${host}:443 failed`],
  ['a number behind a name', (host) => `connect://${host}:443 svc_sync 407`],
  ['a number that is no status, where one stands', (host) => `8:31 connect://${host}:443 599`],
  ['a word that belongs to no log', (host) => `8:31 CONNECT ${host}:443 TCP_TUNNEL_DENIED`],
  ['words behind a status', (host) => `8:31 https://${host}/ 403 Blocked by corporate policy`],
  ['a field with the answer behind the address', (host) => `8:31\thttps://${host}/ 403 Blocked by corporate policy`],
  ['such a field in a row with commas', (host) => `2016-01-11 08:31:00,https://${host}/ 407 Proxy Authentication Required by proxy01`],
  ['such a field with a word alone', (host) => `2016-01-11 08:31:00;https://${host}/ ERR_CONNECT_FAIL`],
];

describe('a line that asks a host and leaves open what came of it', () => {
  it.each(unclear)('neither reaches it, nor is it refused, nor is its step missing: %s', (_, line) => {
    for (const phase of phases)
      for (const { role, host: name } of referencePhases.find((one) => one.phase === phase)?.steps ?? []) {
        const isOfStep = ({ host }: ProxyRequest) => (role === 'sign-in' ? host === name : roleOf(host) === role);
        const requests = referenceRequests(phase);
        const host = requests.find(isOfStep)?.host ?? '';
        const rest = `${phase}\n${squid(requests.filter((request) => !isOfStep(request)))}`;
        expect(told(rest).missing).toEqual([`${phase}: ${role}`]);
        const rules = ['form-not-understood'];
        expect(told(`${rest}\n${line(host)}`)).toMatchObject({ complete: [false], missing: [], refused: [], rules, notUnderstood: 1 });
        // What is understood elsewhere outweighs what is not.
        const whole = told(`${phase}\n${squid(requests)}\n${line(host)}`);
        expect(whole).toMatchObject({ complete: [true], missing: [], refused: [], rules: [], notUnderstood: 1 });
      }
  });

  it.each(unclear)('is where the log ends, and what would come behind it is not missing: %s', (_, line) => {
    for (const phase of phases) {
      const requests = referenceRequests(phase);
      for (const [place, { host }] of requests.entries()) {
        const before = requests.slice(0, place);
        const step = (one: ProxyRequest) => roleOf(one.host) ?? one.host;
        if (place === 0 || before.some((one) => step(one) === roleOf(host))) continue;
        const found = told(`${phase}\n${squid(before)}\n${line(host)}`);
        expect([host, found]).toMatchObject([host, { complete: [false], missing: [], refused: [], rules: ['form-not-understood'] }]);
        expect(diagnoseLog(`${phase}\n${squid(before)}\n${line(host)}`, 'connect').sequenceStopsAt).toBeNull();
        // Of one that is understood the next step is missing.
        expect(told(`${phase}\n${squid(requests.slice(0, place))}`).missing).not.toEqual([]);
      }
    }
  });

  it.each(unclear)('says by itself that it was not understood, and not that the server is in no line: %s', (_, line) => {
    const nothing = {
      phases: [],
      complete: [],
      missing: [],
      refused: [],
      rules: ['form-not-understood'],
      notUnderstood: 1,
      reached: false,
    };
    expect(told(line('adminwebservice.microsoftonline.com'))).toEqual(nothing);
  });
});

const tmgNames = 'c-ip\tdate\ttime\ttime-taken\tcs-protocol\ts-operation\tcs-uri\tsc-status\tAction';

function tmgRow({ at, host }: ProxyRequest, status: number | string, action = 'Allowed'): string {
  return `10.0.0.21\t2016-01-11\t${at.toISOString().slice(11, 19)}\t1200\tSSL-tunnel\tCONNECT\t${host}:443\t${status}\t${action}`;
}

describe('a log of TMG', () => {
  const requests = referenceRequests('connect');

  it('whose status is a number of Windows that says nothing of the host has seen it, and no more', () => {
    void fc.assert(
      fc.property(fc.constantFrom(64, 995, 1_236, 10_053, 10_054, 12_210), fc.constantFrom(...requests), (number, { host }) => {
        const rows = requests.map((request) => tmgRow(request, request.host === host ? number : 200));
        const found = told([`#Fields: ${tmgNames}`, ...rows].join('\r\n'));
        // Of several hosts of one step another one may have come.
        const isOpen = !requests.some((request) => request.host !== host && roleOf(request.host) === roleOf(host));
        const rules = isOpen ? ['form-not-understood'] : [];
        expect(found).toMatchObject({ phases: ['connect'], complete: [!isOpen], missing: [], refused: [], rules });
        expect(found.notUnderstood).toBe(requests.filter((request) => request.host === host).length);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    [12_209, 407],
    [12_202, 403],
  ])('without its names tells %i as the answer %i, whatever word stands beside it', (number, status) => {
    const [request] = requests;
    if (request === undefined) throw new Error('No reference log.');
    expect(told(tmgRow(request, number, 'Denied')).refused).toEqual([`${request.host} ${status}`]);
    expect(told(tmgRow(request, 4_711, 'Denied')).refused).toEqual([`${request.host} 403`]);
    // A size, where an answer stands beside it.
    expect(told(`${tmgRow(request, 403, 'Denied')}\t${number}`).refused).toEqual([`${request.host} 403`]);
  });
});

describe('a connection that was refused', () => {
  const host = 'adminwebservice.microsoftonline.com';

  it.each([
    'connection refused',
    'Connection refused',
    'refused connection',
    'connect refused',
    'ERR_CONNECTION_REFUSED',
    '[connection refused]',
  ])('got no answer, and not one that no proxy gave: %s', (words) => {
    expect(told(`8:31 connect://${host}:443 ${words}`).refused).toEqual([`${host} timeout`]);
    expect(told(`8:31 connect://${host}:443 503 - ${words}`).refused).toEqual([`${host} 503`]);
  });

  it.each(['refused', 'refused by policy', 'denied', 'blocked'])('by a rule is closed by it: %s', (words) => {
    expect(told(`8:31 connect://${host}:443 ${words}`).refused).toEqual([`${host} 403`]);
  });
});

describe('the name of an exception', () => {
  const toldBeside = (words: string) => told(`8:31 connect://login.microsoftonline.com:443 ${words}`);

  it.each([
    'ConnectFailure',
    'ReceiveFailure',
    'SendFailure',
    'TrustFailure',
    'SecureChannelFailure',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EPIPE',
  ])('that says no more than that it failed leaves open what came of it: %s', (words) => {
    for (const name of [words, words.toLowerCase(), `[${words}]`, `${words}:`])
      expect([name, toldBeside(name)]).toMatchObject([name, { reached: false, refused: [], notUnderstood: 1 }]);
  });

  it.each([
    ['ECONNRESET', 'timeout'],
    ['ECONNABORTED', 'timeout'],
    ['ECONNREFUSED', 'timeout'],
    ['NameResolutionFailure', 'dns'],
  ])('that says what it was is a refusal: %s', (words, status) => {
    expect(toldBeside(words)).toMatchObject({ reached: false, refused: [`login.microsoftonline.com ${status}`], notUnderstood: 0 });
  });
});

describe('an address and more in one pair of quotes or brackets', () => {
  const url = 'https://adminwebservice.microsoftonline.com/';

  it.each(['', '8:31 ', '2016-01-11 08:31:00 '])('is left open, behind %j', (time) => {
    for (const more of ['403', '407 Proxy Authentication Required', 'HTTP/1.1 407', 'x', 'failed'])
      for (const line of [`${time}"${url} ${more}"`, `${time}[${url} ${more}]`])
        expect([line, told(line)]).toMatchObject([line, { reached: false, refused: [], notUnderstood: 1 }]);
  });

  it('is read as without them where nothing else stands there, or where the answer stands behind', () => {
    for (const line of [`8:31 "${url}"`, `8:31 [${url}]`]) expect(told(line)).toMatchObject({ reached: true, notUnderstood: 0 });
    for (const line of [`8:31 "${url}" 407`, `8:31 [${url}] 407`])
      expect(told(line)).toMatchObject({ refused: ['adminwebservice.microsoftonline.com 407'], notUnderstood: 0 });
  });
});

describe('a status behind its name', () => {
  it.each(['status: 504', 'Status: 504', 'status=504', 'status 504', 'HTTP-Status: 504', 'code: 504', 'result: 504', 'status : 504'])(
    'is the answer: %s',
    (words) => {
      for (const to of ['connect://login.microsoftonline.com:443', 'https://login.microsoftonline.com:443/'])
        expect(told(`8:31 ${to} ${words}`)).toMatchObject({ refused: ['login.microsoftonline.com 504'], notUnderstood: 0 });
    },
  );
});

describe('three pages in a row', () => {
  it.each(Object.entries(logForms))('whose last one of the wizard lacks its sign-in still has that page: %s', (_, write) => {
    const requests = phases.flatMap((phase) =>
      referenceRequests(phase).filter(({ host }) => phase !== 'configure' || host !== 'login.microsoftonline.com'),
    );
    expect(told(write(requests))).toMatchObject({ phases, missing: ['configure: sign-in'], rules: ['sign-in-closed'] });
  });
});
