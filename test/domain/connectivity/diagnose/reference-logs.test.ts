import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import type { NetworkDiagnosis } from '../../../../lib/domain/connectivity/diagnose/finding.ts';
import { roleOf } from '../../../../lib/domain/connectivity/tables/host-roles.ts';
import { type PhaseName, referencePhases } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms, type WriteLog } from '../../../support/proxy-logs/forms.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

const phases: readonly PhaseName[] = ['connect', 'configure', 'initial-sync'];
const forms = Object.entries(logForms);

/** What a diagnosis finds, without what is only told. */
function findingsOf({ missing, refused, sequenceStopsAt, advice }: NetworkDiagnosis) {
  const steps = missing.map((one) => ('step' in one ? `${one.phase}: ${one.step} at ${one.host}` : one.id));
  return { missing: steps, refused, sequenceStopsAt, advice: advice.map(({ rule }) => rule) };
}

const nothing = { missing: [], refused: [], sequenceStopsAt: null, advice: [] };

const ruleByHost: Readonly<Record<string, string>> = {
  'login.microsoftonline.com': 'sign-in-closed',
  'login.windows.net': 'sign-in-of-the-service',
  'adminwebservice.microsoftonline.com': 'discovery-closed',
  '*-anchor.microsoftonline.com': 'anchor-closed',
  'provisioningapi.microsoftonline.com': 'directory-closed',
  '*-relay.microsoftonline.com': 'relay-closed',
};

/** Every phase in every form: with its requests, how to write them, and both under the heading of the phase too. */
const cells = phases.flatMap((phase) => {
  const requests = referenceRequests(phase);
  const heading = referencePhases.find((one) => one.phase === phase)?.heading;
  return forms.flatMap(([form, write]) => [
    { name: `${phase} as ${form}`, phase, requests, write, by: 'order' },
    {
      name: `${phase} as ${form} under its heading`,
      phase,
      requests,
      write: ((some) => `${heading}\n\n${write(some)}`) as WriteLog,
      by: 'heading',
    },
  ]);
});

const hostsOf = (requests: readonly ProxyRequest[]) => [...new Set(requests.map(({ host }) => host))];

describe('a reference log', () => {
  it.each(cells)('$name is normal', ({ phase, requests, write, by }) => {
    const diagnosis = diagnoseLog(write(requests), 'connect');
    expect(findingsOf(diagnosis)).toEqual(nothing);
    expect(diagnosis.lines).toEqual({ understood: requests.length, notUnderstood: 0 });
    expect(diagnosis.phases).toEqual([expect.objectContaining({ phase, foundBy: by, complete: true })]);
    expect(diagnosis.reached.map(({ host }) => host)).toContain('*.microsoftonline.com');
    expect(diagnosis.notSeen.map(({ host }) => host)).toContain('*.crl3.digicert.com');
  });

  it.each(cells)('$name with one step removed yields that step', ({ phase, requests, write }) => {
    const steps = referencePhases.find((one) => one.phase === phase)?.steps ?? [];
    for (const step of steps) {
      const left = requests.filter(({ host }) => (step.role === 'sign-in' ? host !== step.host : roleOf(host) !== step.role));
      expect(left.length).toBeLessThan(requests.length);
      expect(findingsOf(diagnoseLog(write(left), 'connect'))).toEqual({
        missing: [`${phase}: ${step.role} at ${step.host}`],
        refused: [],
        sequenceStopsAt: step === steps.at(-1) ? { phase, step: step.role } : null,
        advice: [ruleByHost[step.host]],
      });
    }
  });

  it.each(cells)('$name with one of several anchors removed is normal', ({ phase, requests, write }) => {
    const anchors = hostsOf(requests).filter((host) => roleOf(host) === 'anchor');
    for (const anchor of anchors.length > 1 ? anchors : []) {
      const left = requests.filter(({ host }) => host !== anchor);
      const diagnosis = diagnoseLog(write(left), 'connect');
      expect(findingsOf(diagnosis)).toEqual(nothing);
      expect(diagnosis.phases).toMatchObject([{ phase, complete: true }]);
    }
  });

  it.each(cells)('$name with one host answered 407 or 403 yields that refusal', ({ requests, write }) => {
    for (const host of hostsOf(requests)) {
      for (const [status, rule] of [
        [407, 'proxy-wants-sign-in'],
        [403, 'address-closed'],
      ] as const) {
        const changed = requests.map((request) => (request.host === host ? { ...request, status } : request));
        const expected = { ...nothing, refused: [{ host, status }], advice: [rule] };
        expect(findingsOf(diagnoseLog(write(changed), 'connect'))).toEqual(expected);
      }
    }
  });

  const meaningless = ['dc.services.visualstudio.com', 'www.tm.prd.ags.akadns.nsatc.net'];

  it.each(cells)('$name names calls that mean nothing, and finds nothing in them where they fail', ({ requests, write }) => {
    for (const status of [200, 403, 407, 504]) {
      const beside = meaningless.map((host) => ({ ...(requests[0] as ProxyRequest), host, status }));
      const diagnosis = diagnoseLog(write([...requests.slice(0, 2), ...beside, ...requests.slice(2)]), 'connect');
      expect(diagnosis.ignored.map(({ host }) => host)).toEqual(meaningless);
      expect([status, findingsOf(diagnosis)]).toEqual([status, { ...nothing, advice: status === 200 ? [] : ['only-red-herrings'] }]);
    }
  });

  it.each(cells)('$name with a 407 before each success is normal', ({ requests, write }) => {
    const doubled = requests.flatMap((request) => [{ ...request, status: 407 }, { ...request, status: 407 }, request]);
    expect(findingsOf(diagnoseLog(write(doubled), 'connect'))).toEqual(nothing);
  });

  it.each(cells)('$name with one slow export yields the time-out', ({ requests, write }) => {
    const anchor = hostsOf(requests).find((host) => roleOf(host) === 'anchor') ?? '';
    const place = requests.findIndex(({ host }) => host === anchor);
    const slow = (change: Partial<ProxyRequest>) => requests.map((request, at) => (at === place ? { ...request, ...change } : request));
    const expected = (status: number | 'timeout') => ({ ...nothing, refused: [{ host: anchor, status }], advice: ['idle-time-out'] });
    const answered = slow({ status: 504, durationInMs: 120_000 });
    expect(findingsOf(diagnoseLog(write(answered), 'connect'))).toEqual(expected(504));
    const aborted = slow({ isAborted: true, durationInMs: 240_000 });
    expect(findingsOf(diagnoseLog(write(aborted), 'connect'))).toEqual(expected('timeout'));
  });

  it.each(cells.filter(({ name }) => /Squid native|W3C|Zscaler/.test(name)))(
    '$name with a tunnel that ended after five minutes is normal',
    ({ requests, write }) => {
      const held = requests.map((request) =>
        roleOf(request.host) === 'anchor' ? { ...request, isAborted: true, durationInMs: 300_000 } : request,
      );
      expect(findingsOf(diagnoseLog(write(held), 'connect'))).toEqual(nothing);
    },
  );
});

describe('the three reference logs in a row', () => {
  const all = phases.flatMap(referenceRequests);

  it.each(forms)('are normal as %s', (_, write) => {
    const diagnosis = diagnoseLog(write(all), 'connect');
    expect(findingsOf(diagnosis)).toEqual(nothing);
    expect(diagnosis.phases.map(({ phase, complete }) => [phase, complete])).toEqual(phases.map((phase) => [phase, true]));
  });

  it.each(forms.filter(([form]) => form !== 'connect://'))('are normal as %s with the newest first', (_, write) => {
    // The header of a table stays where it is.
    const diagnosis = diagnoseLog(write(all.toReversed()), 'connect');
    expect(findingsOf(diagnosis)).toEqual(nothing);
    expect(diagnosis.phases).toHaveLength(3);
  });

  it.each(forms)('name each phase that lacks its relay as %s', (_, write) => {
    const left = all.filter(({ host }) => roleOf(host) !== 'relay');
    expect(findingsOf(diagnoseLog(write(left), 'connect'))).toEqual({
      ...nothing,
      missing: ['connect: relay at *-relay.microsoftonline.com', 'configure: relay at *-relay.microsoftonline.com'],
      sequenceStopsAt: { phase: 'connect', step: 'relay' },
      advice: ['relay-closed'],
    });
  });
});

describe('a page that breaks off at a refusal', () => {
  const [first = [], second = []] = phases.map(referenceRequests);

  it.each(forms)('is stopped by that alone, also where the host had let the page before it through: %s', (_, write) => {
    for (const [status, rule] of [
      [407, 'proxy-wants-sign-in'],
      [403, 'address-closed'],
    ] as const) {
      const cut = second.slice(0, 1).map((request) => ({ ...request, status }));
      const log = `Connect to Azure AD\n${write(first)}\nConfigure\n${write(cut)}\n`;
      const { refused, sequenceStopsAt, advice } = findingsOf(diagnoseLog(log, 'connect'));
      expect({ refused, sequenceStopsAt, advice }).toEqual({
        refused: [{ host: 'login.microsoftonline.com', status }],
        sequenceStopsAt: { phase: 'configure', step: 'anchor' },
        advice: [rule],
      });
    }
  });
});

describe('a log that holds less than a phase', () => {
  const [connect = []] = phases.map(referenceRequests);
  const one = (host: string, status = 200): ProxyRequest[] => [{ at: new Date('2016-01-11T09:00:00Z'), host, status, durationInMs: 40 }];
  const discovery = 'adminwebservice.microsoftonline.com';

  it.each(forms)('tells of one refusal what was refused, and guesses at no phase: %s', (_, write) => {
    for (const host of [discovery, 'bba800-anchor.microsoftonline.com', 'provisioningapi.microsoftonline.com', 'graph.microsoft.com']) {
      const diagnosis = diagnoseLog(write(one(host, 407)), 'connect');
      expect(diagnosis.phases).toEqual([]);
      expect(findingsOf(diagnosis)).toEqual({ ...nothing, refused: [{ host, status: 407 }], advice: ['proxy-wants-sign-in'] });
    }
  });

  it.each(forms)('tells of the sign-in alone where it stops: %s', (_, write) => {
    const { sequenceStopsAt, advice } = findingsOf(diagnoseLog(write(one('login.microsoftonline.com')), 'connect'));
    expect({ sequenceStopsAt, advice }).toEqual({ sequenceStopsAt: { phase: 'connect', step: 'discovery' }, advice: ['discovery-closed'] });
  });

  it.each(forms)('behind a whole page begins no synchronization: %s', (_, write) => {
    const diagnosis = diagnoseLog(write([...connect, ...one(discovery)]), 'connect');
    expect(diagnosis.phases.map(({ phase }) => phase)).toEqual(['connect']);
    expect(findingsOf(diagnosis)).toEqual(nothing);
    const refused = diagnoseLog(write([...connect, ...one(discovery, 407)]), 'connect');
    expect(findingsOf(refused)).toEqual({ ...nothing, refused: [{ host: discovery, status: 407 }], advice: ['proxy-wants-sign-in'] });
  });

  it.each(forms)('and comes again and again without getting on is the first page: %s', (_, write) => {
    const tried = connect.slice(0, 2);
    const diagnosis = diagnoseLog(write([...tried, ...one('bba800-anchor.microsoftonline.com', 403), ...tried]), 'connect');
    expect(diagnosis.phases).toMatchObject([{ phase: 'connect', securityContext: 'signed-in user' }]);
  });
});
