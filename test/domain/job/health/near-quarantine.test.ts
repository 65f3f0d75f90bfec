import { describe, expect, it } from '@jest/globals';
import { assessHealth } from '../../../../lib/domain/job/health/assess-health.ts';
import { sightJobCondition } from '../../../../lib/domain/job/health/job-conditions.ts';
import { nearestLimit } from '../../../../lib/domain/job/health/near-quarantine.ts';
import { quarantineTries } from '../../../../lib/domain/job/health/quarantine-tries.ts';
import { ago, execution, now, type quarantine, quarantined, snapshot } from '../../fixtures.ts';

const hour = 3_600_000;
const day = 24 * hour;

function failing(countEscrowed: number, objects: number, countEscrowedRaw = countEscrowed) {
  const synchronizedEntryCountByType = [{ key: 'user to User', value: objects }];
  return snapshot({ synchronizedEntryCountByType, lastExecution: execution({ countEscrowed, countEscrowedRaw }) });
}

/** Hourly samples, the last one of this hour. */
function samples(...escrows: number[]) {
  return escrows.map((escrowed, index) => ({ t: ago((escrows.length - 1 - index) * hour), escrowed, exported: 0 }));
}

describe('the nearest limit of failing objects', () => {
  it.each([
    ['4,454 of 8,650 objects: at least 5,000 have to fail', failing(4454, 8650), 'EncounteredEscrowProportionThreshold', 0.8908],
    ['a large tenant: 40 % of the objects', failing(6000, 20_000), 'EncounteredEscrowProportionThreshold', 0.75],
    ['a very large one: 40,000 come before 40 %', failing(30_000, 400_000), 'EncounteredBaseEscrowThreshold', 0.75],
    ['with references: 60,000', failing(10_000, 400_000, 54_000), 'EncounteredTotalEscrowThreshold', 0.9],
    ['when nothing is known of the objects', failing(4000, 0), 'EncounteredEscrowProportionThreshold', 0.8],
  ])('%s', (_title, value, limit, share) => {
    expect(nearestLimit({ snapshot: value, samples: [] }, now)).toMatchObject({ limit, share });
  });

  it.each([
    ['nothing fails', snapshot()],
    ['it is reached: the job is in quarantine', quarantined()],
    ['the job is paused', snapshot({ state: 'Paused', lastExecution: execution({ countEscrowed: 4900 }) })],
  ])('is none when %s', (_title, value) => {
    expect(nearestLimit({ snapshot: value, samples: [] }, now)).toBeUndefined();
  });

  it.each<[string, number[], number, string | undefined]>([
    ['rises by 100 an hour', [0, 100, 200, 300, 400, 500, 600, 700], 700, ago(-43 * hour)],
    ['stands', [700, 700, 700, 700, 700, 700, 700, 700], 700, undefined],
    ['falls', [900, 850, 800, 750, 740, 730, 710, 700], 700, undefined],
    ['rose once and stands since', [0, 0, 0, 700, 700, 700, 700, 700], 700, undefined],
    ['has two samples, which are no slope', [0, 700], 700, undefined],
  ])('is reached when the number %s', (_title, escrows, last, reachedAt) => {
    expect(nearestLimit({ snapshot: failing(last, 9000), samples: samples(...escrows) }, now)?.reachedAt).toBe(reachedAt);
  });

  it('cannot be reached by a tenant that has fewer objects', () => {
    const facts = { snapshot: failing(280, 300), samples: samples(0, 40, 80, 120, 160, 200, 240, 280) };
    expect(nearestLimit(facts, now)?.reachedAt).toBeUndefined();
  });

  it('does not take the one step of a daily job for an hourly rate', () => {
    const daily = { ...failing(2000, 9000), schedule: { state: 'Active', intervalInSeconds: 86_400 } as const };
    const facts = { snapshot: daily, samples: [{ t: ago(25 * hour), escrowed: 1000, exported: 0 }, ...samples(2000)] };
    expect(Date.parse(nearestLimit(facts, now)?.reachedAt ?? '') - now).toBeGreaterThan(day);
  });
});

describe('near quarantine', () => {
  const sight = (value: ReturnType<typeof failing>, counts = {}) =>
    sightJobCondition('nearQuarantine', { snapshot: value, samples: [], counts }, now);
  const open = { nearQuarantine: { bad: 3, good: 0 } };

  it('is told at 80 % and taken back below 70 %', () => {
    expect([sight(failing(3999, 9000)), sight(failing(4000, 9000))]).toEqual(['good', 'bad']);
    expect([sight(failing(3500, 9000), open), sight(failing(3499, 9000), open)]).toEqual(['bad', 'good']);
  });

  it('is told a day before the limit would be reached', () => {
    const facts = { snapshot: failing(1400, 9000), samples: samples(0, 200, 400, 600, 800, 1000, 1200, 1400) };
    expect(sightJobCondition('nearQuarantine', facts, now)).toBe('bad');
    expect(assessHealth({ ...facts, now })).toMatchObject({ health: 'warning', reasons: expect.arrayContaining(['nearQuarantine']) });
  });

  it('is not over because the job is in quarantine now', () => {
    expect(sightJobCondition('nearQuarantine', { snapshot: quarantined(), samples: [], counts: open }, now)).toBe('unknown');
  });
});

describe('the tries to leave quarantine', () => {
  const told = (changes: Parameters<typeof quarantine>[0], isDisabled = false) =>
    quarantineTries({ reason: 'Unknown', seriesCount: 0, ...changes }, now, isDisabled);

  it('follow the documented ladder where Graph tells only the beginning', () => {
    const tries = told({ seriesBegan: ago(13 * hour) });
    expect(tries.slice(0, 5)).toEqual([
      { at: ago(13 * hour), source: 'graph', outcome: 'failed' },
      { at: ago(7 * hour), source: 'derived', outcome: 'failed' },
      { at: ago(hour), source: 'derived', outcome: 'failed' },
      { at: ago(-11 * hour), source: 'derived', outcome: 'expected' },
      { at: ago(-35 * hour), source: 'derived', outcome: 'expected' },
    ]);
    expect(tries.at(-1)?.at).toBe(ago(13 * hour - 28 * day));
  });

  it("are Graph's alone where it does not say when the series began", () => {
    expect(told({ nextAttempt: ago(-hour) })[0]).toEqual({ at: ago(-hour), source: 'graph', outcome: 'expected' });
    expect(told({})).toEqual([]);
  });

  it('end with the job being disabled', () => {
    const tries = told({ seriesBegan: ago(29 * day), nextAttempt: ago(-hour) }, true);
    expect(tries.every(({ outcome }) => outcome === 'failed')).toBe(true);
  });
});
