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
