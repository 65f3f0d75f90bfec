import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { type PhaseName, referencePhases } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { formsWithClient, logForms } from '../../../support/proxy-logs/forms.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

const phases: readonly PhaseName[] = ['connect', 'configure', 'initial-sync'];
const forms = formsWithClient.map((form) => [form, logForms[form]] as const);
const officeHosts = ['login.microsoftonline.com', 'login.windows.net', 'graph.microsoft.com', 'outlook.office365.com', 'www.example.com'];

/** What users ask, each from a machine of its own, between the requests of the server and around them. */
function amongUsers(requests: readonly ProxyRequest[], perRequest = 7): ProxyRequest[] {
  const at = new Date('2016-01-11T08:30:00Z');
  let machine = 0;
  const users = (): ProxyRequest[] =>
    Array.from({ length: perRequest }, () => {
      machine++;
      const host = officeHosts[machine % officeHosts.length] ?? '';
      return { at, host, status: 200, durationInMs: 30, client: `10.9.${machine >> 8}.${machine & 255}` };
    });
  return [...requests.flatMap((request) => [...users(), request]), ...users()];
}

function findingsOf(text: string) {
  const { missing, refused, sequenceStopsAt, phases: found, advice } = diagnoseLog(text, 'connect');
  const steps = missing.map((one) => ('step' in one ? `${one.phase}: ${one.step}` : one.id));
  return { phases: found.map(({ phase }) => phase), missing: steps, refused, stop: sequenceStopsAt, rules: advice.map(({ rule }) => rule) };
}

const all = phases.flatMap(referenceRequests);

describe('a log in which users ask the hosts of the server too', () => {
  it.each(forms)('has the phases of the server alone: %s', (_, write) => {
    expect(findingsOf(write(amongUsers(all)))).toEqual({ phases, missing: [], refused: [], stop: null, rules: [] });
  });

  it.each(forms)('lacks a sign-in that the server never made, whoever else made it: %s', (_, write) => {
    for (const phase of phases) {
      const [signIn] = referencePhases.find((one) => one.phase === phase)?.steps ?? [];
      const left = referenceRequests(phase).filter(({ host }) => host !== signIn?.host);
      const headed = `${phase}\n${write(amongUsers(left))}`;
      expect(findingsOf(headed).missing).toEqual([`${phase}: sign-in`]);
      if (phase !== 'configure') expect(findingsOf(write(amongUsers(left))).missing).toEqual([`${phase}: sign-in`]);
    }
  });

  it.each(forms)('finds the same as without them, whichever steps are missing: %s', (_, write) => {
    void fc.assert(
      fc.property(
        fc.constantFrom(...phases),
        fc.array(fc.nat(9), { maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (phase, gone, users) => {
          const left = referenceRequests(phase).filter((_request, place) => !gone.includes(place));
          fc.pre(left.some(({ host }) => /adminweb|anchor|relay/.test(host)));
          expect(findingsOf(write(amongUsers(left, users)))).toEqual(findingsOf(write(left)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it.each(forms)('says that the server is not in it where only users sign in: %s', (_, write) => {
    const nothing = { phases: [], missing: [], refused: [], stop: null };
    expect(findingsOf(write(amongUsers([])))).toEqual({ ...nothing, rules: ['server-not-in-log'] });
  });
});

describe('a server that goes by two addresses', () => {
  const pairs = [
    ['10.1.2.3', '10.1.2.4'],
    ['10.1.2.3', '2001:db8::3'],
    ['2001:db8::3', 'fe80::3%12'],
  ] as const;
  const split = (requests: readonly ProxyRequest[], pair: readonly string[], bits: number) =>
    requests.map((request, place) => ({ ...request, client: pair[(bits >> place) & 1] ?? '' }));

  it.each(forms)('lacks nothing that it asked by either of them: %s', (_, write) => {
    const bits = fc.nat(2 ** 30 - 1);
    void fc.assert(
      fc.property(fc.constantFrom(...pairs), bits, fc.array(fc.nat(20), { maxLength: 3 }), (pair, which, gone) => {
        const left = all.filter((_request, place) => !gone.includes(place));
        expect(findingsOf(write(split(left, pair, which)))).toEqual(findingsOf(write(left)));
      }),
      { numRuns: 60 },
    );
  });

  it.each(forms)('lacks nothing either where users of one version of IP ask the same hosts: %s', (_, write) => {
    for (const phase of phases) {
      const requests = referenceRequests(phase).map((request) => {
        const isSignIn = request.host.startsWith('login.');
        return { ...request, client: isSignIn ? '2001:db8::3' : '10.1.2.3' };
      });
      expect(findingsOf(`${phase}\n${write(amongUsers(requests))}`)).toMatchObject({ missing: [], stop: null });
    }
  });

  it.each(forms)('goes by one of them, however that is spelled: %s', (_, write) => {
    const spellings = ['10.1.2.3', '10.1.2.3:51234', '::ffff:10.1.2.3', '[::ffff:10.1.2.3]:51234', '::FFFF:10.1.2.3'];
    const requests = all.map((request, place) => ({ ...request, client: spellings[place % spellings.length] ?? '' }));
    const asked = requests.map((request) => ({ ...request, status: 407, at: new Date(request.at.getTime() - 1) }));
    const challenged = requests.flatMap((request, place) => [asked[place] ?? request, { ...request, client: '10.1.2.3' }]);
    const nothing = { phases, missing: [], refused: [], stop: null, rules: [] };
    expect(findingsOf(write(amongUsers(requests)))).toEqual(nothing);
    expect(findingsOf(write(challenged))).toEqual(nothing);
  });

  it('lacks its sign-in where one of many users made it, though all are of the same version', () => {
    const left = referenceRequests('connect').filter(({ host }) => host !== 'login.microsoftonline.com');
    for (const [, write] of forms) expect(findingsOf(`connect\n${write(amongUsers(left))}`).missing).toEqual(['connect: sign-in']);
  });
});

describe('a log that names its clients in one part and not in the other', () => {
  it.each(forms)('is of one server: %s', (_, write) => {
    for (const cut of all.keys())
      for (const text of [
        [write(all.slice(0, cut)), logForms.addresses(all.slice(cut))],
        [logForms.addresses(all.slice(0, cut)), write(all.slice(cut))],
      ])
        expect(findingsOf(text.join('\n'))).toEqual({ phases, missing: [], refused: [], stop: null, rules: [] });
  });
});
