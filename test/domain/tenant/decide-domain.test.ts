import { describe, expect, it } from '@jest/globals';
import type { CurrentIncident, Incident } from '../../../lib/domain/incident/incident.ts';
import type { AgentsReading } from '../../../lib/domain/job/agents/agents-reading.ts';
import type { JobWord } from '../../../lib/domain/job/agents/job-word.ts';
import { decideDomain } from '../../../lib/domain/tenant/decide/decide-domain.ts';
import type { DomainRecord } from '../../../lib/domain/tenant/decide/domain-record.ts';
import { dayInMs, isoOf, minuteInMs } from '../../../lib/domain/time.ts';
import { now } from '../fixtures.ts';

const word = (jobId: string, changes: Partial<JobWord>): JobWord => ({
  ...{ servicePrincipalId: 'sp', jobId, displayName: 'corp.example', kind: 'cloudSyncUsers', says: 'nothing' },
  ...changes,
});
const both = (changes: Partial<JobWord>) => [word('one', changes), word('two', changes)];
const down = both({ says: 'down', code: 'HybridIdentityServiceNoActiveAgents', namesAgents: true, runs: 3, at: isoOf(now) });
const off = both({ isOff: true });
const unread = both({});

/** What became of the agents' incident at each of the readings, five minutes apart. */
function live(readings: readonly (readonly JobWord[])[], asked?: 'active' | 'inactive'): string[] {
  let stored: { value: DomainRecord; etag: string } | undefined;
  const incidents = new Map<string, { value: CurrentIncident; etag: string }>();
  return readings.map((words, index) => {
    const at = now + index * 5 * minuteInMs;
    const agents = asked === undefined ? [] : [{ id: 'a', status: asked, domains: ['corp.example'] }];
    const reading: AgentsReading = { facts: { agents }, readAt: isoOf(at) };
    const sight = { tenantId: 't', domain: { name: 'corp.example', source: 'settings' }, words, othersRun: true, reading } as const;
    const terms = { channelConfigured: true, reminderInMs: dayInMs, now: at, incidentHash: () => 'hash' };
    const decided = decideDomain({ targets: new Map(), troubled: new Set(), operations: new Map(), incidents }, stored, sight, terms);
    stored = decided.record && { value: decided.record, etag: 'domain' };
    const { after, writes } = decided.incident;
    if (after !== undefined) incidents.set('hash', { value: after, etag: 'incident' });
    const past = writes.find(({ type }) => type === 'pastIncident') as { value: Incident } | undefined;
    return past?.value.resolution ?? incidents.get('hash')?.value.state ?? 'none';
  });
}

describe('the incident of the agents of a domain', () => {
  it('ends, and not as recovered, with the second reading in a row that shows every job off', () => {
    expect(live([down, off, off, off])).toEqual(['open', 'open', 'jobsOff', 'stub']);
  });

  it('ends neither by jobs that could not be read, nor while one of them may still run', () => {
    expect(live([down, off, unread, off, unread])).toEqual(['open', 'open', 'open', 'open', 'open']);
    const [one = word('one', {}), two = word('two', {})] = off;
    expect(live([down, [one, word('two', {})], [word('one', {}), two]])).toEqual(['open', 'open', 'open']);
  });

  it('goes on while a job is on that only writes and has nothing to write, and ends as recovered once it wrote', () => {
    const [one = word('one', {})] = off;
    const waits = [one, word('two', { kind: 'writeback' })];
    expect(live([down, waits, waits, waits])).toEqual(['open', 'open', 'open', 'open']);
    const wrote = [one, word('two', { kind: 'writeback', says: 'up', upAt: isoOf(now + minuteInMs) })];
    expect(live([down, waits, wrote, wrote])).toEqual(['open', 'open', 'open', 'recovered']);
  });

  it('opens again once the jobs are on and fail again', () => {
    expect(live([down, off, off, down])).toEqual(['open', 'open', 'jobsOff', 'open']);
  });

  it('ends as recovered where Graph shows an active agent, whatever the jobs are', () => {
    expect(live([off, off], 'active')).toEqual(['none', 'none']);
    expect(live([down, off, off], 'active').at(-1)).not.toBe('jobsOff');
  });

  it('is not opened by Graph, nor kept open, for agents whose jobs are all off', () => {
    expect(live([off, off, off], 'inactive')).toEqual(['none', 'none', 'none']);
    expect(live([down, off, off, off, off], 'inactive')).toEqual(['open', 'open', 'jobsOff', 'stub', 'stub']);
  });
});
