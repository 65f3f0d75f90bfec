import { describe, expect, it } from '@jest/globals';
import { faultRuleSchema } from '../../../dev/graph/faults/fault-rules.ts';
import { makePlan } from './plan.ts';

const options = { lengthInMs: 555_000, tenants: 21, jobs: 168, domains: 21 };

describe('the plan of a run', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(makePlan({ ...options, seed: 7 })).toEqual(makePlan({ ...options, seed: 7 }));
    expect(makePlan({ ...options, seed: 7 }).turns).not.toEqual(makePlan({ ...options, seed: 8 }).turns);
  });

  it('holds at least forty kills in ten minutes, at every kind of moment', () => {
    const { kills } = makePlan({ ...options, seed: 1 });
    expect(kills.length).toBeGreaterThanOrEqual(40);
    expect(new Set(kills.map(({ moment }) => moment))).toEqual(new Set(['clock', 'storage', 'card']));
  });

  it('brings faults of several kinds to all three edges, each one that its edge understands', () => {
    const { faults } = makePlan({ ...options, seed: 1 });
    for (const edge of ['graph', 'teams', 'storage']) {
      expect(new Set(faults.filter((fault) => fault.edge === edge).map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(5);
    }
    for (const fault of faults) if (fault.edge === 'graph') faultRuleSchema.parse(fault.rule);
  });

  it('takes down the agents of two domains even in the shortest run, and never twice of one in a row', () => {
    const { outages } = makePlan({ ...options, seed: 1, lengthInMs: 45_000 });
    expect(outages).toHaveLength(2);
    expect(new Set(outages.map(({ domain }) => domain)).size).toBe(2);
    expect(outages.every(({ isPatient }) => isPatient)).toBe(true);
    const long = makePlan({ ...options, seed: 1 }).outages;
    expect(new Set(long.map(({ isPatient }) => isPatient))).toEqual(new Set([true, false]));
    expect(new Set(long.slice(0, options.domains).map(({ domain }) => domain)).size).toBe(options.domains);
  });

  it('does everything within its time, in order', () => {
    const { faults, turns, outages } = makePlan({ ...options, seed: 3 });
    for (const times of [faults, turns, outages].map((items) => items.map(({ atMs }) => atMs))) {
      expect(times).toEqual(times.toSorted((one, other) => one - other));
      expect(times.at(-1)).toBeLessThanOrEqual(options.lengthInMs + 12_000);
    }
  });
});
