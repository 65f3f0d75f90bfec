import { describe, expect, it } from '@jest/globals';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import type { PhaseName } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

const forms = Object.entries(logForms);
const graph = 'graph.microsoft.com';

/** A reference log as builds from 2.4.18.0 write it: Graph in place of the two hosts that they no longer ask. */
function currentRequests(phase: PhaseName): ProxyRequest[] {
  return referenceRequests(phase)
    .filter(({ host }) => !host.includes('-relay.'))
    .map((request) => (request.host.startsWith('provisioningapi') ? { ...request, host: graph } : request));
}

const [connect, configure, sync] = (['connect', 'configure', 'initial-sync'] as const).map(currentRequests) as [
  ProxyRequest[],
  ProxyRequest[],
  ProxyRequest[],
];
const without = (requests: ProxyRequest[], host: RegExp) => requests.filter((request) => !host.test(request.host));

function findingsOf(text: string) {
  const { phases, missing, refused } = diagnoseLog(text, 'connect');
  const steps = missing.map((one) => ('step' in one ? `${one.phase}: ${one.step}` : one.id));
  return { phases: phases.map(({ phase }) => phase).join(', '), missing: steps, refused };
}

const found = (phases: string, ...missing: string[]) => ({ phases, missing, refused: [] });
const gone: [string, RegExp, string[]][] = [
  ['the sign-in', /^login\./, ['sign-in']],
  ['the discovery', /^adminwebservice/, ['discovery']],
  ['the anchors', /-anchor\./, ['anchor']],
  ['Graph', /^graph\./, ['directory-discovery', 'relay']],
];

describe('a log of a current build, without headings', () => {
  it.each(forms)('has the pages of the wizard apart: %s', (_, write) => {
    expect(findingsOf(write(connect))).toEqual(found('connect'));
    expect(findingsOf(write(configure))).toEqual(found('configure'));
    expect(findingsOf(write([...connect, ...configure]))).toEqual(found('connect, configure'));
    expect(findingsOf(write([...connect, ...configure, ...sync]))).toEqual(found('connect, configure, initial-sync'));
    expect(findingsOf(write([...connect, ...sync]))).toEqual(found('connect, initial-sync'));
  });

  it.each(gone)('says what the second page lacks: %s', (_, host, steps) => {
    const missing = steps.map((step) => `configure: ${step}`);
    const cut = without(configure, host);
    for (const [, write] of forms) {
      expect(findingsOf(write(cut))).toEqual(found('configure', ...missing));
      expect(findingsOf(write([...connect, ...cut]))).toEqual(found('connect, configure', ...missing));
      expect(findingsOf(write([...connect, ...cut, ...sync]))).toEqual(found('connect, configure, initial-sync', ...missing));
    }
  });

  it.each(gone.slice(0, 3))('says what the first page lacks where the second has it: %s', (_, host, steps) => {
    for (const [, write] of forms)
      expect(findingsOf(write([...without(connect, host), ...configure]))).toEqual(
        found('connect, configure', ...steps.map((step) => `connect: ${step}`)),
      );
  });

  it.each(forms)('says of every page that Graph never came, whichever pages it has: %s', (_, write) => {
    const cut = (requests: ProxyRequest[]) => without(requests, /^graph\./);
    const lacks = (...phases: string[]) => phases.flatMap((phase) => [`${phase}: directory-discovery`, `${phase}: relay`]);
    const both = found('connect, configure', ...lacks('connect', 'configure'));
    expect(findingsOf(write([...cut(connect), ...cut(configure)]))).toEqual(both);
    expect(findingsOf(write([...cut(connect), ...cut(configure), ...sync]))).toEqual({
      ...both,
      phases: 'connect, configure, initial-sync',
    });
    for (const phase of ['connect', 'configure'] as const) {
      const requests = [...cut(currentRequests(phase)), ...sync];
      expect(findingsOf(write(requests))).toEqual(found(`${phase}, initial-sync`, ...lacks(phase)));
    }
  });

  it('says where a second page stopped, however far it came', () => {
    for (let length = 2; length < configure.length; length++) {
      const { phases, missing } = findingsOf(logForms['Squid native']?.([...connect, ...configure.slice(0, length)]) ?? '');
      expect([length, phases, missing.at(-1)]).toEqual([length, 'connect, configure', 'configure: relay']);
    }
  });
});
