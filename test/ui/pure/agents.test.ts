import { describe, expect, it } from '@jest/globals';
import type { AgentDomain } from '../../../client/client.d.ts';
import { agentsWords, jobWords, sourceWords, statusOf, verdictOf } from '../../../ui/screens/tenants/agents/agent-words.ts';

type DomainJob = AgentDomain['jobs']['value'][number];

function domain(given: Partial<AgentDomain> = {}): AgentDomain {
  return {
    domain: 'corp.example',
    source: 'settings',
    verdict: 'up',
    confidence: 'likely',
    since: '2026-11-30T06:00:00.000Z',
    agents: { state: 'unknown' },
    jobs: { count: 3, value: [] },
    ...given,
  };
}

describe('the agents of a domain', () => {
  it('are said by Graph, or worked out from its jobs, and never both in one word', () => {
    expect(sourceWords(domain({ confidence: 'confirmed' }))).toBe(', says Graph');
    expect(sourceWords(domain())).toBe(', likely: by what 3 jobs do');
    expect(sourceWords(domain({ verdict: 'down', confidence: 'possible', jobs: { count: 2, value: [] } }))).toBe(
      ', perhaps: one of its jobs says so',
    );
    const { confidence: _, ...silent } = domain({ verdict: 'unknown' });
    expect(sourceWords(silent)).toBe(': none of its 3 jobs tells');
    const agents = { state: 'noneActive', total: 2, active: 0 } as const;
    expect(sourceWords({ ...silent, agents })).toBe(': Graph shows none that is active, which its jobs do not bear out');
  });

  it('are healthy only where none is known to be down', () => {
    expect(verdictOf(domain()).health).toBe('healthy');
    expect(verdictOf(domain({ agents: { state: 'someInactive', total: 3, active: 2 } })).health).toBe('warning');
    expect(verdictOf(domain({ recovering: true }))).toEqual({
      health: 'warning',
      words: 'Agents answer again, the next good reading ends the incident',
    });
    expect(verdictOf(domain({ verdict: 'down' })).health).toBe('critical');
    expect(verdictOf(domain({ verdict: 'unknown' })).health).toBe('unknown');
    expect(statusOf({ id: 'a', status: 'unknown', domains: [] }).health).toBe('unknown');
  });

  it('have a number only where Graph gives one', () => {
    expect(agentsWords({ state: 'someInactive', total: 3, active: 2 })).toBe('1 of 3 agents down, says Graph.');
    expect(agentsWords({ state: 'someInactive', total: 3, active: 1 })).toBe('2 of 3 agents down, says Graph.');
    expect(agentsWords({ state: 'allActive', total: 1, active: 1 })).toBe('Its one agent is active, says Graph.');
    expect(agentsWords({ state: 'unknown' })).toMatch(/not known: only Graph could tell/);
  });

  it('are told by each job in its own words', () => {
    const job = (given: Partial<DomainJob>) => jobWords({ says: 'down', ...given } as DomainJob);
    expect(job({ runs: 4, code: 'TimeOut' })).toBe('4 runs in a row failed: TimeOut');
    expect(job({ runs: 1 })).toBe('Its last run failed');
    expect(job({ says: 'nothing' })).toMatch(/^Says nothing/);
  });
});
