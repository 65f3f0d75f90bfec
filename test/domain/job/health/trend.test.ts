import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addHourlySample, type HourlySample } from '../../../../lib/domain/job/health/hourly-samples.ts';
import { trendOf } from '../../../../lib/domain/job/health/trend.ts';
import { hourInMs, isoOf, minuteInMs } from '../../../../lib/domain/time.ts';
import { sampleEvent } from '../../../support/storage/state-samples.ts';
import { execution, snapshot } from '../../fixtures.ts';

const base = Date.parse('2026-11-21T00:00:00.000Z');
const hour = (count: number) => isoOf(base + count * hourInMs);
const sample = (count: number, escrowed: number): HourlySample => ({ t: hour(count), escrowed, exported: 2 * escrowed });
const event = (seq: number, minutes: number, escrowed: number) =>
  sampleEvent(0, seq, {
    at: isoOf(base + minutes * minuteInMs),
    snapshot: snapshot({ lastExecution: execution({ countEscrowed: escrowed, countExported: 1 }) }),
  });
const none = { events: [], gaps: [] };

describe('the trend of a job', () => {
  it('holds the hours of the row from the one on that held at its beginning', () => {
    const samples = [sample(1, 10), sample(3, 30), sample(7, 70)];
    const trend = trendOf({ ...none, samples, from: hour(5) });
    expect(trend).toEqual({
      value: [
        { at: hour(3), escrowed: 30, exported: 60, source: 'row' },
        { at: hour(7), escrowed: 70, exported: 140, source: 'row' },
      ],
      gaps: [],
      completeFrom: hour(1),
    });
    expect(trendOf({ ...none, samples, from: hour(0), to: hour(3) }).value.map(({ at }) => at)).toEqual([hour(1)]);
  });

  it('tells of the time before the row what events tell, the last of an hour, and says from when on it is complete', () => {
    const events = [event(3, 130, 9), event(2, 50, 8), event(1, 10, 7), sampleEvent(0, 4, { at: hour(2) })];
    const trend = trendOf({ samples: [sample(2, 30)], events, gaps: [], from: hour(-1) });
    expect(trend.value).toEqual([
      { at: hour(0), escrowed: 8, exported: 1, source: 'event' },
      { at: hour(2), escrowed: 30, exported: 60, source: 'row' },
    ]);
    expect(trend.completeFrom).toBe(hour(2));
    expect(trendOf({ samples: [], events, gaps: [], from: hour(1) })).toMatchObject({ value: [{ at: hour(2), escrowed: 9 }] });
    expect(trendOf({ samples: [], events, gaps: [], from: hour(1) })).not.toHaveProperty('completeFrom');
  });

  it('names each gap that lies in the time once, whoever tells of it, and the one that lasts', () => {
    const span = { from: hour(1), to: hour(2), reason: 'throttled' } as const;
    const told = sampleEvent(0, 5, { type: 'gap', from: { at: hour(1), reason: 'throttled' }, to: { at: hour(2) } });
    const gaps = [{ from: hour(9) }, span, { from: hour(-3), to: hour(-2) }];
    expect(trendOf({ samples: [], events: [told], gaps, from: hour(0) }).gaps).toEqual([span, { from: hour(9) }]);
    expect(trendOf({ samples: [], events: [], gaps, from: hour(0), to: hour(5) }).gaps).toEqual([span]);
  });

  it('gives for each of the last 48 hours what the last run until then had, for any sequence of readings', () => {
    const steps = fc.array(
      fc.record({ minutes: fc.integer({ min: 1, max: 400 }), escrowed: fc.integer({ min: 0, max: 60_000 }), changes: fc.boolean() }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (readings) => {
        let now = base;
        let samples: HourlySample[] = [];
        let escrowed = 0;
        const truth = new Map<string, number>();
        for (const reading of readings) {
          const until = now + reading.minutes * minuteInMs;
          for (; now < until; now += minuteInMs) if (samples.length > 0) truth.set(isoOf(Math.floor(now / hourInMs) * hourInMs), escrowed);
          if (!reading.changes) continue;
          ({ escrowed } = reading);
          samples = addHourlySample(samples, { countEscrowed: escrowed, countExported: 0 }, now);
          truth.set(isoOf(Math.floor(now / hourInMs) * hourInMs), escrowed);
        }
        const { value, completeFrom = '' } = trendOf({ ...none, samples, from: isoOf(now - 48 * hourInMs) });
        for (const [at, known] of truth) {
          if (at < completeFrom || at < (value[0]?.at ?? '')) continue;
          expect({ at, told: value.findLast((point) => point.at <= at)?.escrowed }).toEqual({ at, told: known });
        }
      }),
    );
  });
});
