import { describe, expect, it } from '@jest/globals';
import { judgeCounts } from '../../../lib/domain/tenant/pass/judge-counts.ts';
import { countTenant } from '../../../lib/domain/view/tenant-counts.ts';
import { ago, now } from '../fixtures.ts';

const minuteInMs = 60_000;
const facts = { pollIntervalInMs: 5 * minuteInMs, now };
const job = (health: 'healthy' | 'critical' | 'unknown', observedAt: string) => ({ state: 'Active' as const, health, observedAt });
const counted = (row: { lastCompletedAt?: string; completedUntil?: string }, ...jobs: ReturnType<typeof job>[]) =>
  judgeCounts(countTenant(jobs, [], row), row, facts).byHealth;

describe('the counts of a tenant', () => {
  it('call every job fresh for which a complete pass speaks, and only critical ones by their name once it is old', () => {
    const jobs = [job('healthy', ago(90 * minuteInMs)), job('critical', ago(90 * minuteInMs))];
    expect(counted({ lastCompletedAt: ago(minuteInMs) }, ...jobs)).toEqual({ healthy: 1, critical: 1 });
    expect(counted({ lastCompletedAt: ago(12 * minuteInMs) }, ...jobs)).toEqual({ unknown: 1, critical: 1 });
  });

  it('let each job grow old by itself that an incomplete pass has read', () => {
    const jobs = [job('healthy', ago(90 * minuteInMs)), job('healthy', ago(minuteInMs)), job('healthy', ago(11 * minuteInMs + 1))];
    expect(counted({ lastCompletedAt: ago(20 * minuteInMs) }, ...jobs)).toEqual({ unknown: 2, healthy: 1 });
    expect(counted({}, ...jobs)).toEqual({ unknown: 2, healthy: 1 });
  });

  it('take what a complete pass read for as old as its start', () => {
    const row = { lastCompletedAt: ago(11 * minuteInMs + 1), completedUntil: ago(10 * minuteInMs) };
    expect(counted(row, job('healthy', ago(10 * minuteInMs + 1)))).toEqual({ unknown: 1 });
  });

  it('never call a job fresh too long when there are too many times to keep apart', () => {
    const jobs = Array.from({ length: 500 }, (_, index) => job('healthy', ago(index * 1_500)));
    const { ownReadings } = countTenant(jobs, [], {});
    expect(ownReadings).toHaveLength(201);
    const fresh = counted({}, ...jobs).healthy ?? 0;
    expect(fresh).toBeLessThanOrEqual(jobs.filter(({ observedAt }) => now - Date.parse(observedAt) <= 11 * minuteInMs).length);
  });
});
