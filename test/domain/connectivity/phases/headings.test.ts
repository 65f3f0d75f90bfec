import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import type { PhaseName } from '../../../../lib/domain/connectivity/tables/phases.ts';
import { logForms } from '../../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../../support/proxy-logs/request.ts';

const phases: readonly PhaseName[] = ['connect', 'configure', 'initial-sync'];
const titles = { connect: 'Connect to Azure AD', configure: 'Configure', 'initial-sync': 'Initial sync' };
const forms = Object.entries(logForms);
const navigation = ['Welcome', 'Express Settings', titles.connect, 'Connect to AD DS', 'Azure AD sign-in', titles.configure].join('\n');

function findingsOf(text: string) {
  const { missing, sequenceStopsAt, phases: found, advice } = diagnoseLog(text, 'connect');
  return {
    phases: found.map(({ phase, foundBy, complete }) => `${phase} by ${foundBy}${complete ? '' : ' incomplete'}`),
    missing: missing.length,
    stop: sequenceStopsAt,
    // That nothing is known of the server is no finding.
    advice: advice.map(({ rule }) => rule).filter((rule) => rule !== 'server-not-in-log' && rule !== 'form-not-understood'),
  };
}

const healthy = (...found: string[]) => ({ phases: found, missing: 0, stop: null, advice: [] });

describe('the title of a page of the wizard', () => {
  it.each([
    'Enter your Azure AD credentials.\n\nUSERNAME\nadmin@contoso.example\nPASSWORD\n\nUnable to validate credentials.',
    'We are checking your settings. Please wait.',
    '',
  ])('without a request of the sequence under any is no log of that page: %j', (page) => {
    for (const title of Object.values(titles)) expect(findingsOf(`${title}\n\n${page}`)).toEqual(healthy());
    expect(findingsOf(`${Object.values(titles).join('\n\n')}\n${page}`)).toEqual(healthy());
    expect(findingsOf(`${navigation}\n\n${titles.connect}\n${page}`)).toEqual(healthy());
  });

  it('leaves a refusal that the page tells of the only finding', () => {
    const page = `${titles.configure}\n\nThe remote server returned an error: (407) Proxy Authentication Required.`;
    expect(findingsOf(page)).toEqual({ ...healthy(), advice: ['proxy-wants-sign-in'] });
  });

  it('is no log either where nothing under it asks a host of the sequence', () => {
    expect(findingsOf(`${titles.connect}\nhttps://www.example.com/ 200\nhttp://crl3.digicert.com/ 200`)).toEqual(healthy());
  });

  it.each(forms)('is a phase that never came where another has its requests: %s', (_, write) => {
    const { phases: found, advice } = findingsOf(`${titles.connect}\n${write(referenceRequests('connect'))}\n${titles.configure}\n`);
    expect(found).toEqual(['connect by heading', 'configure by heading incomplete']);
    expect(advice).toEqual(['two-accounts']);
  });
});

describe("the wizard's list of its pages", () => {
  it.each(forms)('above a log heads nothing of it: %s', (_, write) => {
    for (const phase of phases)
      expect(findingsOf(`${navigation}\n\n${write(referenceRequests(phase))}`)).toEqual(healthy(`${phase} by order`));
  });

  it.each(forms)('leaves the title of the page below it what it is: %s', (_, write) => {
    for (const phase of ['connect', 'configure'] as const)
      expect(findingsOf(`${navigation}\n\n${titles[phase]}\n${write(referenceRequests(phase))}`)).toEqual(healthy(`${phase} by heading`));
  });

  it('makes no finding of a healthy log, whatever of it was pasted and wherever else the page went on', () => {
    const lines = fc.subarray(navigation.split('\n'));
    const page = fc.constantFrom('', 'Enter your credentials.', 'Next\nPrevious');
    void fc.assert(
      fc.property(lines, page, fc.constantFrom(...phases), fc.constantFrom(...forms), (list, words, phase, [, write]) => {
        // One title alone heads what follows it.
        fc.pre(list.includes(titles.connect) === list.includes(titles.configure));
        const text = [...list, words, write(referenceRequests(phase))].join('\n');
        expect(findingsOf(text)).toEqual(healthy(`${phase} by order`));
      }),
      { numRuns: 100 },
    );
  });
});
