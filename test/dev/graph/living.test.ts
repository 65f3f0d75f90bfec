import { describe, expect, it } from '@jest/globals';
import { advanceJob } from '../../../dev/graph/behaviours/advance-job.ts';
import { applyEffect } from '../../../dev/graph/behaviours/apply-effect.ts';
import { parseResetScope } from '../../../dev/graph/behaviours/restart-scopes.ts';
import { tooManyDeletes } from '../../../dev/graph/demo/causes.ts';
import { hourInMs } from '../../../dev/graph/model/graph-time.ts';
import { createRandom } from '../../../dev/graph/model/random.ts';
import { noActiveAgents } from '../../../dev/graph/world/agents.ts';
import { createJob, type JobSpec } from '../../../dev/graph/world/create-job.ts';
import { start } from './local-cloud.ts';

const random = createRandom(7);
const interval = 20_000;

function jobOf(spec: Partial<JobSpec> = {}) {
  const job = createJob(
    'sp',
    { id: 'AD2AADProvisioning.0123', interval: 'PT20S', entries: { 'user to User': 900 }, ...spec },
    start,
    random,
  );
  return { job, status: job.document.status, at: (now: number) => advanceJob(job, now, random) };
}

const quarantined = { cause: noActiveAgents, quarantinedForHours: 1 };

describe('a living job', () => {
  it('runs a cycle at each interval, with a new activity identifier', () => {
    const { at, status } = jobOf();
    const seen = new Set<unknown>();
    for (let cycle = 0; cycle < 5; cycle += 1) {
      at(start + cycle * interval);
      seen.add(status.lastExecution?.activityIdentifier);
    }
    expect(seen.size).toBe(5);
    expect(status.code).toBe('Active');
  });

  it('lives only the last cycles after a long silence, and is on time again', () => {
    const { at, status, job } = jobOf();
    at(start + 30 * 24 * hourInMs);
    expect(job.life.executions).toBeLessThan(60);
    expect(start + 30 * 24 * hourInMs - Date.parse(status.lastExecution?.timeEnded ?? '')).toBeLessThan(interval);
  });

  it('piles up escrows although every cycle succeeds', () => {
    const { at, status } = jobOf({ behaviour: 'escrowing' });
    const before = status.lastExecution?.countEscrowed ?? 0;
    at(start + 5 * interval);
    expect(status.lastExecution?.countEscrowed).toBeGreaterThan(before + 4 * 40);
    expect(status.lastExecution?.state).toBe('Succeeded');
  });

  it('counts the pages of an initial cycle up to the end, then reaches its steady state', () => {
    const { at, status } = jobOf({ initialCycle: { completed: 0, total: 9, perCycle: 3 } });
    expect(status.progress[0]).toMatchObject({ completedUnits: 3, totalUnits: 9 });
    expect(status.steadyStateFirstAchievedTime).toBe('0001-01-01T00:00:00Z');
    at(start + 3 * interval);
    expect(status.progress).toEqual([]);
    expect(status.steadyStateFirstAchievedTime).toMatch(/^2026/);
    expect(status.synchronizedEntryCountByType[0]?.value).toBeGreaterThanOrEqual(900);
  });

  it('goes into quarantine after the complete failures its cause allows', () => {
    const { at, status, job } = jobOf();
    job.life.cause = { ...noActiveAgents, failuresBeforeQuarantine: 3 };
    job.life.causeActive = true;
    at(start + 2 * interval);
    expect([status.code, status.countSuccessiveCompleteFailures]).toEqual(['Active', 2]);
    at(start + 3 * interval);
    expect([status.code, status.lastExecution?.state]).toEqual(['Quarantine', 'Failed']);
  });

  it('is looked at after 6, 12 and then 24 hours, and given up after 28 days', () => {
    const { at, status, job } = jobOf({ ...quarantined, quarantinedForHours: 0 });
    const attempts = [6, 18, 42, 66].map((hours) => {
      const due = status.quarantine?.nextAttempt;
      at(start + hours * hourInMs);
      return (Date.parse(due ?? '') - start) / hourInMs;
    });
    expect(attempts).toEqual([6, 18, 42, 66]);
    expect(status.quarantine?.seriesCount).toBe(5);
    at(start + 30 * 24 * hourInMs);
    expect(job.document.schedule.state).toBe('Disabled');
  });
});

describe('the effect of an action', () => {
  it('QuarantineState lifts the quarantine for at least three cycles and leaves watermark and escrows', () => {
    const { at, status, job } = jobOf({ ...quarantined, escrows: 12 });
    applyEffect(job, { action: 'restart', scopes: ['QuarantineState'] }, start);
    expect([status.code, status.quarantine, status.progress]).toEqual(['Active', null, []]);
    at(start + 4 * interval);
    expect([status.code, status.lastExecution?.state, status.lastExecution?.countEscrowed]).toEqual(['Active', 'Succeeded', 12]);
  });

  it('a job that relapses is out of quarantine for one interval only, and begins a new series', () => {
    const { at, status, job } = jobOf({ ...quarantined, relapses: true });
    applyEffect(job, { action: 'restart', scopes: ['QuarantineState'] }, start);
    at(start + interval - 1);
    expect(status.code).toBe('Active');
    at(start + interval);
    expect(status.quarantine).toMatchObject({ seriesCount: 1, seriesBegan: '2026-03-02T08:00:20Z' });
  });

  it('Watermark begins an initial cycle, Escrows clears the counts, ConnectorDataStore forgets the entries', () => {
    const { at, status, job } = jobOf({ behaviour: 'escrowing', escrows: 500 });
    applyEffect(job, { action: 'restart', scopes: ['Watermark'] }, start);
    expect(status.progress[0]).toMatchObject({ completedUnits: 0 });
    applyEffect(job, { action: 'restart', scopes: ['Escrows'] }, start);
    at(start + interval);
    expect(status.lastExecution?.countEscrowed).toBe(0);
    applyEffect(job, { action: 'restart', scopes: ['ConnectorDataStore'] }, start + interval);
    expect(status.synchronizedEntryCountByType).toEqual([]);
  });

  it('a scope other than QuarantineState leaves a quarantined job in quarantine', () => {
    const { status, job } = jobOf(quarantined);
    applyEffect(job, { action: 'restart', scopes: ['Watermark', 'Escrows'] }, start);
    expect(status.code).toBe('Quarantine');
  });

  it('ForceDeletes carries out what was held back and ends the cause', () => {
    const { status, job } = jobOf({ cause: tooManyDeletes, quarantinedForHours: 1 });
    applyEffect(job, { action: 'restart', scopes: ['ForceDeletes'] }, start);
    expect([status.code, job.life.cause, job.life.entries['user to User']]).toEqual(['Active', undefined, 169]);
  });

  it('reads scopes in any case, Full as the four, nothing as the default, and refuses an unknown one', () => {
    expect(parseResetScope('watermark, ESCROWS')).toEqual(['Watermark', 'Escrows']);
    expect(parseResetScope('Full')).toEqual(['ConnectorDataStore', 'Escrows', 'Watermark', 'QuarantineState']);
    expect(parseResetScope('')).toEqual(['QuarantineState', 'Watermark', 'Escrows']);
    expect(parseResetScope('Watermark, Everything')).toBeUndefined();
  });

  it('pause stops the cycles, start continues them, and start on a running job disturbs it until it stops', () => {
    const { at, status, job } = jobOf();
    applyEffect(job, { action: 'pause' }, start);
    const before = status.lastExecution;
    at(start + 5 * interval);
    expect([status.code, status.lastExecution]).toEqual(['Paused', before]);
    applyEffect(job, { action: 'start' }, start + 5 * interval);
    at(start + 6 * interval);
    expect(status.lastExecution).not.toEqual(before);
    for (const second of [1, 2, 3]) applyEffect(job, { action: 'start' }, start + 6 * interval + second * 1000);
    expect([status.countSuccessiveCompleteFailures, job.document.schedule.state]).toEqual([3, 'Disabled']);
  });

  it('a paused job keeps the shell of its quarantine with empty dates', () => {
    const { status, job } = jobOf(quarantined);
    applyEffect(job, { action: 'pause' }, start);
    expect(status.quarantine).toMatchObject({ seriesBegan: '', nextAttempt: '', seriesCount: 0 });
  });
});
