import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { formsWithClient, logForms, type WriteLog } from '../../../support/proxy-logs/forms.ts';
import type { ProxyRequest } from '../../../support/proxy-logs/request.ts';

const host = 'adminwebservice.microsoftonline.com';
const [server, other] = ['10.1.2.3', '10.1.2.4'];

type Answer = readonly [client: string, status: number];

function requestsOf(answers: readonly Answer[]): ProxyRequest[] {
  return answers.map(([client, status], place) => ({
    at: new Date(Date.UTC(2016, 0, 11, 8, 31, place)),
    host,
    status,
    durationInMs: 40,
    client,
  }));
}

function told(write: WriteLog, requests: readonly ProxyRequest[]) {
  const { refused, advice } = diagnoseLog(write(requests), 'connect');
  const rules = advice.filter(({ hosts }) => hosts.includes(host)).map(({ rule }) => rule);
  return { refused: refused.map(({ status }) => status), rules };
}

const nothing = { refused: [], rules: [] };
const ofOne = { refused: [407], rules: ['proxy-wants-sign-in', 'two-accounts'] };
const ofAll = { refused: [407], rules: ['proxy-wants-sign-in'] };
const withClient = formsWithClient.map((form) => [form, logForms[form]] as const);
const withoutClient = Object.entries(logForms).filter(([form]) => !formsWithClient.some((one) => one === form));

// Each with what it is where the log names the client, and where it does not.
const cases: readonly (readonly [name: string, answers: readonly Answer[], named: object, unnamed: object])[] = [
  [
    'one client is asked and gets through',
    [
      [server, 407],
      [server, 407],
      [server, 200],
    ],
    nothing,
    nothing,
  ],
  [
    'one client is asked and another gets through',
    [
      [server, 407],
      [other, 200],
    ],
    ofOne,
    nothing,
  ],
  [
    'both are asked and both get through',
    [
      [server, 407],
      [other, 407],
      [other, 200],
      [server, 200],
    ],
    nothing,
    nothing,
  ],
  [
    'both are asked and one gets through',
    [
      [server, 407],
      [other, 407],
      [other, 200],
    ],
    ofOne,
    nothing,
  ],
  [
    'one gets through and is asked again in vain',
    [
      [server, 200],
      [server, 407],
    ],
    ofAll,
    ofAll,
  ],
  [
    'one gets through before the other is asked',
    [
      [other, 200],
      [server, 407],
    ],
    ofOne,
    ofAll,
  ],
  [
    'both are asked in vain',
    [
      [server, 407],
      [other, 407],
    ],
    ofAll,
    ofAll,
  ],
];

describe('a request to sign in to the proxy', () => {
  it.each(
    cases.flatMap(([name, answers, named]) => withClient.map(([form, write]) => ({ name: `${form}: ${name}`, answers, named, write }))),
  )('is answered by the client that was asked, $name', ({ answers, named, write }) => {
    const requests = requestsOf(answers);
    expect(told(write, requests)).toEqual(named);
    if (requests.length > 2) expect(told(write, requests.toReversed())).toEqual(named);
  });

  it.each(
    cases.flatMap(([name, answers, , unnamed]) =>
      withoutClient.map(([form, write]) => ({ name: `${form}: ${name}`, answers, unnamed, write })),
    ),
  )('is answered by whoever gets through where the log names no client, $name', ({ answers, unnamed, write }) => {
    expect(told(write, requestsOf(answers))).toEqual(unnamed);
  });

  it('is a finding exactly where one of those who were asked never gets through after it', () => {
    const answer = fc.tuple(fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3'), fc.constantFrom(200, 407));
    void fc.assert(
      fc.property(fc.constantFrom(...formsWithClient), fc.array(answer, { minLength: 1, maxLength: 12 }), (form, answers) => {
        const last = new Map(answers);
        const isLeft = [...last.values()].includes(407);
        expect(told(logForms[form], requestsOf(answers)).refused).toEqual(isLeft ? [407] : []);
      }),
      { numRuns: 300 },
    );
  });

  it('is no second finding before any answer but another request to sign in, in every form', () => {
    const anchor = 'bba800-anchor.microsoftonline.com';
    const outcome = fc.constantFrom<[number, boolean?]>([200], [407], [407], [403], [502], [504], [511], [200, true]);
    const answers = fc.array(fc.record({ client: fc.constantFrom(server, other), outcome }), { minLength: 1, maxLength: 8 });
    void fc.assert(
      fc.property(fc.constantFrom(...Object.entries(logForms)), answers, fc.boolean(), ([form, write], list, isReversed) => {
        const requests = list.map(({ client, outcome: [status, isAborted = false] }, place): ProxyRequest => {
          const at = new Date(Date.UTC(2016, 0, 11, 8, 31 + place));
          return { at, host: anchor, status, isAborted, durationInMs: 40, client };
        });
        const isNamed = formsWithClient.some((one) => one === form);
        const wayOf = ({ status, isAborted }: ProxyRequest) => (isAborted ? 'timeout' : status);
        const isAskedInVain = requests.some(
          ({ status, client }, place) =>
            status === 407 &&
            !requests.slice(place + 1).some((later) => (!isNamed || later.client === client) && ![407, 511].includes(later.status)),
        );
        const ways = new Set(requests.map(wayOf).filter((way) => way !== 200 && (way !== 407 || isAskedInVain)));
        // Two lines tell which is the newest; one may be either.
        const { refused } = diagnoseLog(write(isReversed && requests.length > 2 ? requests.toReversed() : requests), 'connect');
        expect(new Set(refused.map(({ status }) => status))).toEqual(ways);
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    [[407, 407, 403], [403]],
    [
      [407, 403, 407],
      [407, 403],
    ],
    [
      [403, 407],
      [403, 407],
    ],
    [[403, 407, 200], [403]],
    [[407, 429], [429]],
    [
      [407, 302],
      [407, 302],
    ],
    [
      [407, 511],
      [407, 511],
    ],
  ])('and what follows it are told by the last answer, of %j: %j', (statuses, refused) => {
    for (const [form, write] of Object.entries(logForms)) {
      // By a plain address the host itself may have answered.
      if (form === 'addresses' && statuses.some((status) => status === 429 || status === 302)) continue;
      const requests = requestsOf(statuses.map((status) => [server, status]));
      expect([form, new Set(told(write, requests).refused)]).toEqual([form, new Set(refused)]);
    }
  });

  it('is told apart by the address within a site where a feed names it, and not by the port', () => {
    const rows = (one: string, two: string) =>
      `time,url,respcode,cip,cintip\n8:31,${host}:443,407,1.2.3.4,${one}\n8:32,${host}:443,200,1.2.3.4,${two}\n`;
    const refusedIn = (log: string) => diagnoseLog(log, 'connect').refused.map(({ status }) => status);
    expect(refusedIn(rows(server, other))).toEqual([407]);
    expect(refusedIn(rows(server, server))).toEqual([]);
    expect(refusedIn(rows(`${server}:51234`, `${server}:51235`))).toEqual([]);
    expect(refusedIn(rows('SRV1.corp.example', 'srv1.corp.example'))).toEqual([]);
    expect(refusedIn(rows('-', other))).toEqual([]);
  });
});

describe('a tunnel that is answered with 429', () => {
  it.each(Object.entries(logForms))('met a limit and no closed address: %s', (form, write) => {
    const refused = requestsOf([[server, 429]]);
    const isTunnel = form !== 'addresses';
    // By a plain address the service itself may have answered.
    expect(told(write, refused)).toEqual(isTunnel ? { refused: [429], rules: ['too-many-requests'] } : nothing);
  });
});

describe('a tunnel that is answered with 401', () => {
  it.each(Object.entries(logForms))('is a sign-in at the wrong place and no closed address: %s', (form, write) => {
    const refused = requestsOf([[server, 401]]);
    const isTunnel = form !== 'addresses';
    // By a plain address the host itself may have answered.
    expect(told(write, refused)).toEqual(isTunnel ? { refused: [401], rules: ['proxy-signs-in-as-the-host'] } : nothing);
    expect(told(write, [...refused, ...requestsOf([[server, 200]])])).toEqual(nothing);
  });
});
