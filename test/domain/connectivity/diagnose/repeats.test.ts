import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { referencePhases } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

const hosts: Readonly<Record<string, string>> = {
  L: 'login.microsoftonline.com',
  W: 'login.windows.net',
  A: 'adminwebservice.microsoftonline.com',
  b8: 'bba800-anchor.microsoftonline.com',
  b9: 'bba900-anchor.microsoftonline.com',
  P: 'provisioningapi.microsoftonline.com',
  R: 'bwsc02-relay.microsoftonline.com',
};
const nameOf = new Map(Object.entries(hosts).map(([name, host]) => [host, name]));
const [connect = [], configure = [], sync = []] = referencePhases.map(({ phase }) =>
  referenceRequests(phase).map(({ host }) => nameOf.get(host) ?? host),
);
const all = [...connect, ...configure, ...sync];

/** The requests `L=407 A`, and the headings `# Configure`, as lines of Squid. */
function written(requests: readonly string[]): string {
  return requests
    .map((request, place) => {
      if (request.startsWith('#')) return request;
      const [name = '', status = '200'] = request.split('=');
      const at = new Date(Date.UTC(2016, 0, 11, 8, 31, place));
      return logForms['Squid native']([{ at, host: hosts[name] ?? name, status: Number(status), durationInMs: 200 }]);
    })
    .join('\n');
}

function told(requests: readonly string[]) {
  const { phases, missing, refused, sequenceStopsAt: stop, advice } = diagnoseLog(written(requests), 'connect');
  return {
    phases: phases.map(({ phase, complete }) => (complete ? phase : `${phase} incomplete`)),
    missing: missing.map((one) => ('step' in one ? `${one.phase}:${one.step}` : one.id)),
    stop: stop && `${stop.phase}:${stop.step}`,
    refused: refused.length,
    advice: advice.length,
  };
}

const healthy = (...phases: string[]) => ({ phases, missing: [], stop: null, refused: 0, advice: 0 });
const three = healthy('connect', 'configure', 'initial-sync');

/** Repeats each request that is named by its place as many lines after itself. */
function repeated(requests: readonly string[], repeats: readonly (readonly [place: number, after: number])[]): string[] {
  const behind = requests.map((_, place) => repeats.filter(([from, after]) => Math.min(from + after, requests.length - 1) === place));
  return requests.flatMap((request, place) => [request, ...(behind[place] ?? []).flatMap(([from]) => requests[from] ?? [])]);
}

describe('a repeated request', () => {
  it('is no finding in the log of all three phases, whichever it is and wherever it comes again', () => {
    for (let place = 0; place < all.length; place++)
      for (let after = 0; after <= 6; after++) {
        const requests = repeated(all, [[place, after]]);
        expect([requests.join(' '), told(requests)]).toEqual([requests.join(' '), three]);
      }
  });

  it('is none either where three of them come again nearby', () => {
    const repeat = fc.tuple(fc.nat(all.length - 1), fc.nat(3));
    void fc.assert(
      fc.property(fc.array(repeat, { minLength: 2, maxLength: 3 }), (repeats) => {
        expect(told(repeated(all, repeats))).toEqual(three);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['connect', connect],
    ['configure', configure],
    ['initial-sync', sync],
  ] as const)('begins no other phase in the log of one: %s', (phase, requests) => {
    for (let place = 0; place < requests.length; place++)
      for (let after = 0; after <= 3; after++) {
        const log = repeated(requests, [[place, after]]);
        expect([log.join(' '), told(log)]).toEqual([log.join(' '), healthy(phase)]);
      }
  });

  it.each([
    'L A b8 L P L R',
    'L A b8 L P A R',
    'L A b8 L P b8 L R',
    'L A b8 L P A L b8 R',
    'L A b8 L P R L',
    'L A b8 L P R A R',
    'L A b8 L P R L P R',
    'L=407 A=407 L A b8 L P R',
    'L=407 L A=407 L A b8 L P R',
    'L A L A b8 L P R',
    'L A b8 L A P R',
  ])('leaves the first page what it is: %s', (log) => {
    expect(told(log.split(' '))).toEqual(healthy('connect'));
  });
});

describe('a page that was tried again without getting on', () => {
  it.each([
    ['L A L A', 'connect:anchor'],
    ['L A L A L A', 'connect:anchor'],
    ['L A L A L', 'connect:anchor'],
    ['L A b8 L A b8', 'connect:directory-discovery'],
    ['L A b8 L A b8 L', 'connect:directory-discovery'],
  ])('is the first one: %s', (log, stop) => {
    expect(told(log.split(' '))).toMatchObject({ phases: ['connect incomplete'], stop });
  });

  it.each(['L b8 L A b9', 'L b8 L A b9 L A b8 L P R', 'L A b9 L A L P R'])(
    'is the last one where the anchor is known already: %s',
    (log) => {
      expect(told(log.split(' ')).phases[0]).toMatch(/^configure/);
    },
  );
});

describe('a last page that breaks off before the directory', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'is told behind the first page and before the synchronization as under headings: %i lines',
    (length) => {
      const lines = configure.slice(0, length);
      const { phases, missing, stop } = told([...connect, ...lines, ...sync]);
      const headed = told(['# Connect to Azure AD', ...connect, '# Configure', ...lines, '# Initial sync', ...sync]);
      expect({ phases, missing, stop }).toEqual({ phases: headed.phases, missing: headed.missing, stop: headed.stop });
      expect(phases).toEqual(['connect', 'configure incomplete', 'initial-sync']);
    },
  );

  it('is told too where nothing follows it', () => {
    expect(told([...connect, ...configure.slice(0, 4)])).toMatchObject({ stop: 'configure:directory-discovery' });
  });
});
