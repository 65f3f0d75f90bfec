import { describe, expect, it } from '@jest/globals';
import { canonicalText } from '../../lib/domain/canonical-text.ts';
import { escrowBand } from '../../lib/domain/job/health/escrow-band.ts';
import { judgeFreshness, lastReadAt } from '../../lib/domain/job/health/freshness.ts';
import { addHourlySample, escrowsRising } from '../../lib/domain/job/health/hourly-samples.ts';
import { quarantineCountdown } from '../../lib/domain/job/health/quarantine-countdown.ts';
import { errorCodeOf, lastRunAt } from '../../lib/domain/job/job-facts.ts';
import { tickIdAt } from '../../lib/domain/tenant/pass/tick.ts';
import { laterOf } from '../../lib/domain/time.ts';
import { ago, execution, now, quarantined, snapshot } from './fixtures.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe('judgeFreshness', () => {
  it.each([
    [undefined, 'unknown'],
    ['no time', 'unknown'],
    [ago(0), 'fresh'],
    [ago(-120_000), 'fresh'],
    [ago(-day), 'stale'],
    [ago(660_000), 'fresh'],
    [ago(660_001), 'stale'],
  ])('judges a reading of %s as %s', (readAt, expected) => {
    expect(judgeFreshness({ lastReadAt: readAt, pollIntervalInMs: 300_000, now })).toBe(expected);
  });

  it('lets a completed pass vouch for a job, unless the job itself cannot be read', () => {
    expect(lastReadAt({ observedAt: ago(day) }, { lastCompletedAt: ago(0) })).toBe(ago(0));
    expect(lastReadAt({ observedAt: ago(0) }, { lastCompletedAt: ago(day) })).toBe(ago(0));
    expect(lastReadAt({ observedAt: ago(day) }, undefined)).toBe(ago(day));
    expect(lastReadAt({ observedAt: ago(day), readFailingSince: ago(hour) }, { lastCompletedAt: ago(0) })).toBe(ago(day));
    expect(lastReadAt({ observedAt: ago(day), readFailingSince: ago(day) }, { lastCompletedAt: ago(0) })).toBeUndefined();
  });
});

describe('quarantineCountdown', () => {
  it('counts whole days to the 28th and stops at 0', () => {
    expect(quarantineCountdown({ seriesBegan: ago(20 * day + 1) }, now)).toEqual({ disableAt: ago(-8 * day + 1), daysLeft: 7 });
    expect(quarantineCountdown({ seriesBegan: ago(90 * day) }, now)?.daysLeft).toBe(0);
  });

  it('says nothing when the start of the series is not known', () => {
    expect(quarantineCountdown({}, now)).toBeUndefined();
    expect(quarantineCountdown(undefined, now)).toBeUndefined();
  });
});

describe('escrowBand', () => {
  it.each([
    [0, 0, 'none'],
    [1, 0, 'some'],
    [0, 1, 'some'],
    [19_999, 0, 'some'],
    [20_000, 0, 'half'],
    [0, 30_000, 'half'],
    [32_000, 0, 'near'],
    [0, 48_000, 'near'],
  ])('puts %i escrows, %i in all, into the band %s', (countEscrowed, countEscrowedRaw, band) => {
    expect(escrowBand({ countEscrowed, countEscrowedRaw })).toBe(band);
  });

  it('has no escrows without a run', () => {
    expect(escrowBand(undefined)).toBe('none');
  });
});

function samplesOf(...escrows: (number | undefined)[]) {
  const last = escrows.length - 1;
  return escrows.flatMap((escrowed, index) => (escrowed === undefined ? [] : [{ t: ago((last - index) * hour), escrowed, exported: 0 }]));
}

describe('escrowsRising', () => {
  it.each([
    [[1, 2, 3, 4], true],
    [[1, undefined, 2, 3, 4], true],
    [[1, 2, 3], false],
    [[1, 2, 2, 3], false],
    [[1, 2, undefined, 3], false],
    [[1, 2, 3, 4, undefined], true],
    [[1, 2, 3, 4, undefined, undefined], false],
    [[], false],
  ])('judges the hours %j as %s', (escrows, expected) => {
    expect(escrowsRising(samplesOf(...escrows), now)).toBe(expected);
  });
});

describe('addHourlySample', () => {
  it('lets the last run of an hour stand for it', () => {
    const first = addHourlySample([], { countEscrowed: 1, countExported: 2 }, now);
    expect(addHourlySample(first, { countEscrowed: 5, countExported: 6 }, now + 60_000)).toEqual([{ t: ago(0), escrowed: 5, exported: 6 }]);
  });

  it('keeps two days', () => {
    let samples = samplesOf();
    for (let hours = 0; hours < 60; hours++)
      samples = addHourlySample(samples, { countEscrowed: hours, countExported: 0 }, now + hours * hour);
    expect(samples).toHaveLength(48);
    expect(samples.at(-1)?.escrowed).toBe(59);
  });

  it('adds nothing for a job that never ran', () => {
    expect(addHourlySample([], undefined, now)).toEqual([]);
  });
});

describe('small facts', () => {
  it('floors a tick to the poll interval', () => {
    expect(tickIdAt(now + 299_999, 300_000)).toBe('2026-03-10T12:00:00.000Z');
  });

  it('takes the later of two times, whichever exists', () => {
    expect([laterOf(ago(1), ago(0)), laterOf(ago(0), ago(1)), laterOf(ago(0), undefined)]).toEqual([ago(0), ago(0), ago(0)]);
  });

  it('names the error of the quarantine before that of the last run', () => {
    const lastExecution = execution({ error: { code: 'Run' } });
    expect(errorCodeOf({ ...quarantined({ error: { code: 'Quarantine' } }), lastExecution })).toBe('Quarantine');
    expect(errorCodeOf(snapshot({ lastExecution }))).toBe('Run');
    expect(errorCodeOf(snapshot())).toBeUndefined();
  });

  it('takes the begin of a run that has not ended as the last sign of life', () => {
    const { timeEnded: _, ...running } = execution();
    expect(lastRunAt(snapshot({ lastExecution: running }))).toBe(running.timeBegan);
  });

  it('gives one text to what means the same', () => {
    expect(canonicalText({ a: [1, 'x'], b: null, c: undefined })).toBe(canonicalText({ b: null, a: ['x', 1] }));
    expect(canonicalText(undefined)).toBe('null');
  });
});
