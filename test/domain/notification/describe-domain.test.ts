import { describe, expect, it } from '@jest/globals';
import { describeDomain } from '../../../lib/domain/notification/describe-domain.ts';
import type { DomainRecord } from '../../../lib/domain/tenant/decide/domain-record.ts';
import { sampleIncident } from '../../support/storage/state-samples.ts';

const incident = { ...sampleIncident('h'.repeat(22)), condition: 'agentDown', scope: { kind: 'domain', domain: 'corp.example' } } as const;
const word = (jobId: string) =>
  ({ servicePrincipalId: 'sp', jobId, displayName: 'corp.example', kind: 'cloudSyncUsers', says: 'down' }) as const;
const open = { agentDown: { bad: 1, good: 0 } };
const since = '2026-11-20T11:00:00.000Z';
const told = (changes: Partial<DomainRecord>) => {
  const words = [word('one'), word('two')];
  const base = { v: 1, tenantId: 't', domain: 'corp.example', source: 'settings', jobs: 2, words, since, counts: open } as const;
  const record: DomainRecord = { ...base, verdict: 'down', ...changes };
  return describeDomain({ incident, tenantName: 'Contoso', domain: { record, children: [] } })
    .filter(({ heading }) => heading !== 'Back')
    .map(({ heading, text }) => `${heading}: ${text}`);
};

describe('how sure a card is of the agents of a domain', () => {
  it('is as sure as the verdict that they are down', () => {
    expect(told({ confidence: 'confirmed' })).toEqual(['How sure: Microsoft Graph shows no active agent for the domain.']);
    expect(told({ confidence: 'likely', complaints: 2 })).toEqual([
      'How sure: Likely: 2 jobs say so, and none has run well through an agent since.',
    ]);
    expect(told({ confidence: 'likely' })).toEqual(['How sure: Likely: 2 jobs say so, and none has run well through an agent since.']);
  });

  it('counts nobody whom a good run has refuted', () => {
    expect(told({ confidence: 'possible', complaints: 1 })).toEqual([
      'How sure: Possible: One job says so, and none has run well through an agent since.',
    ]);
  });

  it('never puts how sure it is that they answer into the words for the opposite', () => {
    const [text, ...more] = told({ verdict: 'up', confidence: 'confirmed' });
    expect(more).toEqual([]);
    expect(text).toMatch(/^Now: Its agents answer again since .+, by what Microsoft Graph showed last\. The next reading/);
    expect(told({ verdict: 'up', confidence: 'likely' })[0]).toMatch(/by what its jobs showed last/);
    expect(told({ verdict: 'up', confidence: 'likely', counts: {} })[0]).not.toMatch(/next reading/);
  });

  it('says that nothing tells where that is so', () => {
    expect(told({ verdict: 'unknown' })).toEqual(['Now: Nothing tells at the moment whether its agents answer.']);
    expect(told({ verdict: 'unknown', counts: {} })).toEqual([]);
  });
});
