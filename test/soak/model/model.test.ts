import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { requestsPerTurn } from '../../../lib/application/poll/hourly/count-job.ts';
import { countBesideJobs, countReports, countRequests } from './count-requests.ts';
import { readMeasured } from './measured.ts';
import { monthOf, type Profile } from './monthly.ts';
import { renderCost } from './render-cost.ts';
import { renderScale } from './render-scale.ts';
import { instancesNeeded, simulateTick } from './simulate-tick.ts';

const needs = { cpuInMs: 8, storageInMs: 4, waitInMs: 100 };

describe('the model of a tick', () => {
  it('takes for one tenant what its pass needs', () => {
    expect(simulateTick(needs, { tenants: 1, instances: 1, messagesAtOnce: 12 }).durationInMs).toBeCloseTo(112);
    expect(simulateTick(needs, { tenants: 10, instances: 1, messagesAtOnce: 1 }).durationInMs).toBeCloseTo(1_120);
  });

  it('takes for many at once what the busiest part takes', () => {
    const { durationInMs, cpuShare } = simulateTick(needs, { tenants: 1_000, instances: 1, messagesAtOnce: 50 });
    expect(durationInMs).toBeGreaterThanOrEqual(8_000);
    expect(durationInMs).toBeLessThan(8_300);
    expect(cpuShare).toBeGreaterThan(0.95);
    const shared = simulateTick({ ...needs, storageInMs: 20 }, { tenants: 1_000, instances: 10, messagesAtOnce: 12 });
    expect(shared.durationInMs).toBeGreaterThanOrEqual(20_000);
    expect(shared.storageShare).toBeGreaterThan(0.98);
  });

  it('is no slower with more instances, and needs no more than it must', () => {
    const fleet = { tenants: 2_000, messagesAtOnce: 12 };
    const durations = [1, 2, 4, 8].map((instances) => simulateTick(needs, { ...fleet, instances }).durationInMs);
    expect(durations.toSorted((one, other) => other - one)).toEqual(durations);
    const enough = instancesNeeded({ ...needs, storageInMs: 0 }, fleet, 6_000) ?? 0;
    expect(simulateTick({ ...needs, storageInMs: 0 }, { ...fleet, instances: enough }).durationInMs).toBeLessThanOrEqual(6_000);
    expect(instancesNeeded(needs, fleet, 1_000)).toBeUndefined();
  });

  it('foretold a real tick of 500 tenants within a quarter', () => {
    const { real, predictedInMs } = readMeasured().passes;
    expect(real).toMatchObject({ tenants: 500, jobs: 10_000 });
    expect(Math.abs(predictedInMs / real.durationInMs - 1)).toBeLessThanOrEqual(0.25);
  });
});

describe('docs/cost.md and docs/scale.md', () => {
  it('are computed from what was measured', () => {
    expect(readFileSync('docs/cost.md', 'utf8')).toBe(renderCost(readMeasured()));
    expect(readFileSync('docs/scale.md', 'utf8')).toBe(renderScale(readMeasured()));
  });

  it('count what the product asks now, beside the jobs too', async () => {
    const { counts, hourly } = readMeasured();
    expect((await countRequests(1)).hourOfPolls.graphCalls).toBe(counts[0]?.hourOfPolls.graphCalls);
    // Two hours hold two or three turns of each reader.
    const [turns, inTwoHours] = [hourly.dayBesideJobs / 24, await countBesideJobs(2)];
    expect(Math.abs(inTwoHours - 2 * turns)).toBeLessThanOrEqual(4);
    const [, , few] = hourly.reports;
    expect(few && (await countReports(few))).toBe(few?.requests);
    expect(hourly.dayBesideJobs).toBeLessThanOrEqual(4 * 24);
    // Twelve ticks, and what Graph permits in each.
    for (const { requests } of hourly.reports) expect(requests).toBeLessThanOrEqual(12 * requestsPerTurn);
  }, 60_000);

  it('know a profile for small fleets that halves what the timers cost', () => {
    const profiles: Record<string, Profile> = JSON.parse(readFileSync('infra/profiles.json', 'utf8'));
    const { shortest, oneTenant } = profiles;
    if (shortest === undefined || oneTenant === undefined) throw new Error('a profile is gone');
    const timers = (profile: Profile) => monthOf(readMeasured(), 1, profile).timerGbSeconds;
    expect(timers(shortest) / timers(oneTenant)).toBeLessThanOrEqual(0.5);
  });
});
