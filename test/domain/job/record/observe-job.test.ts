import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jobConditions } from '../../../../lib/domain/condition.ts';
import type { JobReading } from '../../../../lib/domain/job/record/job-reading.ts';
import type { JobRecord } from '../../../../lib/domain/job/record/job-record.ts';
import { observeJob } from '../../../../lib/domain/job/record/observe-job.ts';
import { ago, anySnapshot, context, execution, good, key, now, quarantined, record, snapshot } from '../../fixtures.ts';

const minute = 60_000;
const failure = { reason: 'throttled', detail: 'HTTP 429' } as const;

/** Feeds readings one minute apart, as the poller does. */
function follow(readings: readonly ((observedAt: string) => JobReading)[], first?: JobRecord) {
  let current = first;
  return readings.map((reading, index) => {
    const at = now + index * minute;
    const observation = observeJob(current, reading(new Date(at).toISOString()), context({ now: at }));
    current = observation.record ?? current;
    return observation;
  });
}

const read = (value: Parameters<typeof good>[0]) => (observedAt: string) => good(value, observedAt);
const missing = (observedAt: string): JobReading => ({ kind: 'missing', observedAt });
const malformed = (observedAt: string): JobReading => ({ kind: 'malformed', observedAt, detail: 'not a job' });
const failing = (observedAt: string): JobReading => ({ kind: 'failed', observedAt, failure });

describe('observeJob on good readings', () => {
  it('lets a job appear with its first event', () => {
    const { record: stored, events, reason, conditions } = observeJob(undefined, good(snapshot()), context());
    expect(reason).toBe('material');
    expect(events).toMatchObject([{ type: 'appeared', seq: 1, cause: 'poll', tickId: ago(0), ...key }]);
    expect(stored).toMatchObject({ seq: 1, health: 'healthy', since: ago(1000), observedAt: ago(1000), counts: {}, flips: [] });
    expect(Object.keys(conditions)).toEqual([...jobConditions]);
    expect(new Set(Object.values(conditions))).toEqual(new Set(['clear']));
  });

  it('writes nothing while nothing changes', () => {
    const { record: stored, events, reason } = observeJob(record(), good(snapshot()), context());
    expect({ stored, events, reason }).toEqual({ stored: undefined, events: [], reason: 'unchanged' });
  });

  it('writes an observation without an event', () => {
    const next = snapshot({ lastExecution: execution({ activityIdentifier: 'run-2' }) });
    expect(observeJob(record(), good(next), context())).toMatchObject({
      reason: 'observation',
      record: { seq: 1, samples: [{ escrowed: 0 }] },
      events: [],
    });
  });

  it('keeps an earlier run beside the last one, and never writes for that alone', () => {
    const run = (id: string, endedAgo: number) =>
      snapshot({ lastExecution: execution({ activityIdentifier: id, timeBegan: ago(endedAgo + minute), timeEnded: ago(endedAgo) }) });
    const before = record({ snapshot: run('run-1', 6 * minute) });
    const written = observeJob(before, good(run('run-2', minute)), context()).record;
    expect(written?.earlierRuns).toEqual([{ began: ago(7 * minute), ended: ago(6 * minute) }]);
    // By then the run before the last one would do in its place.
    const later = context({ now: now + 20 * minute });
    const read = good(run('run-2', minute), new Date(later.now).toISOString());
    expect(observeJob(written, read, later)).toMatchObject({ reason: 'unchanged' });
  });

  it('follows a new display name', () => {
    expect(observeJob(record({ displayName: 'Old' }), good(snapshot()), context()).record?.displayName).toBe('HR to AD');
  });

  it('drops a reading that is not newer than what is stored', () => {
    const { observedAt } = record();
    expect(observeJob(record(), good(quarantined(), observedAt), context()).reason).toBe('outOfOrder');
    expect(observeJob(record({ readFailingSince: ago(100) }), good(snapshot(), ago(200)), context()).reason).toBe('outOfOrder');
  });

  it('opens a quarantine at the first sight of it, since the series began', () => {
    const { record: stored, events, conditions } = observeJob(record(), good(quarantined()), context());
    expect(conditions.quarantine).toBe('open');
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ type: 'stateChanged', seq: 2, to: { 'condition.quarantine': 'open' } });
    expect(stored).toMatchObject({ health: 'critical', since: ago(86_400_000), flips: [ago(1000)], counts: { quarantine: { bad: 1 } } });
  });

  it('does not believe a series that begins in the future', () => {
    expect(observeJob(record(), good(quarantined({ seriesBegan: ago(-minute) })), context()).record?.since).toBe(ago(1000));
  });

  it('keeps the begin of a health that lasts', () => {
    const before = record({ snapshot: snapshot({ state: 'Paused' }), health: 'warning', reasons: ['paused'] });
    const next = snapshot({ state: 'Paused', escrowsPruned: true });
    expect(observeJob(before, good(next), context()).record?.since).toBe(before.since);
  });

  it('begins anew with a state that changes, though the health lasts', () => {
    const before = record({ health: 'warning', reasons: ['escrowsPruned'] });
    const { record: stored } = observeJob(before, good(snapshot({ state: 'Paused' })), context());
    expect(stored).toMatchObject({ health: 'warning', since: ago(1000) });
  });

  it('counts an unseen end of a quarantine as two flips and forgets those of yesterday', () => {
    const before = record({
      snapshot: quarantined(),
      counts: { quarantine: { bad: 1, good: 0 } },
      flips: [ago(25 * 60 * minute), ago(minute)],
    });
    const { record: stored } = observeJob(before, good(quarantined({ seriesBegan: ago(2000) })), context());
    expect(stored?.flips).toEqual([ago(minute), ago(1000), ago(1000)]);
  });

  it('does not take an unknown state for the end of a quarantine', () => {
    const [, second, third] = follow([read(quarantined()), read(snapshot({ state: 'Unknown', rawCode: 'New' })), read(snapshot())]);
    expect(second?.conditions.quarantine).toBe('unknown');
    expect(second?.record?.counts.quarantine).toEqual({ bad: 1, good: 0 });
    expect(third?.conditions.quarantine).toBe('clear');
    expect(third?.record?.flips).toHaveLength(2);
  });

  it('opens a derived condition at the third reading and closes it at the second good one', () => {
    const silent = snapshot({ lastExecution: execution({ timeEnded: ago(3_600_000) }) });
    const alive = snapshot({ lastExecution: execution({ timeEnded: ago(-600_000) }) });
    const seen = follow([read(silent), read(silent), read(silent), read(silent), failing, read(alive), read(alive)]);
    expect(seen.map(({ conditions }) => conditions.silent)).toEqual(['clear', 'clear', 'open', 'open', 'unknown', 'open', 'clear']);
    expect(seen[2]?.events).toMatchObject([
      { type: 'conditionChanged', changes: ['condition.silent'], from: { 'condition.silent': 'clear' } },
    ]);
    expect(seen[3]?.reason).toBe('unchanged');
    expect(seen[6]?.events).toMatchObject([{ type: 'conditionChanged', to: { 'condition.silent': 'clear' } }]);
  });
});

describe('observeJob on readings that gave nothing', () => {
  it('writes a failure once and keeps the last good snapshot', () => {
    const [first, second] = follow([failing, failing], record());
    expect(first).toMatchObject({
      reason: 'readFailing',
      events: [],
      record: { seq: 1, observedAt: ago(300_000), readFailingSince: ago(0), health: 'unknown', since: ago(0) },
    });
    expect(first?.conditions.quarantine).toBe('unknown');
    expect(second).toMatchObject({ reason: 'alreadyFailing', events: [] });
    expect(second?.record).toBeUndefined();
  });

  it('writes a failure of another kind and keeps the first time', () => {
    const [, second] = follow([failing, malformed], record());
    expect(second?.record).toMatchObject({
      readFailingSince: ago(0),
      readFailure: { reason: 'malformed' },
      reasons: ['malformed'],
      since: ago(0),
    });
  });

  it('clears the failure with the next good reading', () => {
    const [, second] = follow([failing, read(snapshot())], record());
    expect(second?.reason).toBe('observation');
    expect(second?.record).not.toHaveProperty('readFailingSince');
    expect(second?.record).not.toHaveProperty('readFailure');
  });

  it('writes a gap of more than two intervals before the change that ends it', () => {
    const before = record({ readFailingSince: ago(601_001), readFailure: failure, observedAt: ago(900_000), seq: 4 });
    const { events, record: stored } = observeJob(before, good(quarantined()), context());
    expect(events).toMatchObject([
      { type: 'gap', seq: 5, from: { at: ago(601_001), reason: failure.reason }, to: { at: ago(1000) } },
      { type: 'stateChanged', seq: 6 },
    ]);
    expect(stored?.seq).toBe(6);
  });

  it('keeps the gaps of the last two days on the row, with the reason, and writes no row to forget one', () => {
    const gap = { from: ago(601_001), to: ago(1000), reason: failure.reason };
    const before = record({ readFailingSince: ago(601_001), readFailure: failure, observedAt: ago(900_000), seq: 4 });
    const { record: ended } = observeJob(before, good(quarantined()), context());
    expect(ended?.gaps).toEqual([gap]);
    const later = (days: number) => context({ now: now + days * 86_400_000 });
    const again = (reading: JobRecord['snapshot'], days: number) => observeJob(ended, good(reading, ago(-days * 86_400_000)), later(days));
    expect(again(snapshot(), 1).record?.gaps).toEqual([gap]);
    expect(again(snapshot(), 3).record).not.toHaveProperty('gaps');
    const calm = record({ gaps: [{ from: ago(5 * 86_400_000), to: ago(4 * 86_400_000) }] });
    expect(observeJob(calm, good(snapshot()), context())).toMatchObject({ reason: 'unchanged', events: [] });
  });

  it('does not know a job whose first reading failed', () => {
    expect(observeJob(undefined, failing(ago(0)), context()).reason).toBe('notKnown');
    expect(observeJob(undefined, missing(ago(0)), context()).reason).toBe('notKnown');
  });

  it('shows a malformed job that was never understood, and not as healthy', () => {
    const [first, second] = follow([malformed, read(snapshot())]);
    expect(first).toMatchObject({
      events: [{ type: 'appeared', seq: 1 }],
      record: { health: 'unknown', reasons: ['malformed', 'unknownState'], seq: 1 },
    });
    expect(second).toMatchObject({ events: [{ type: 'stateChanged', seq: 2 }], record: { health: 'healthy' } });
  });
});

describe('observeJob on a job that is absent from a good list', () => {
  it('marks the first miss and removes at the second in a row', () => {
    const [first, second, third, fourth] = follow(
      [missing, missing, missing, failing],
      record({ counts: { quarantine: { bad: 1, good: 0 } } }),
    );
    expect(first).toMatchObject({ reason: 'missing', events: [], record: { readFailure: { reason: 'missing' }, reasons: ['unreadable'] } });
    expect(second).toMatchObject({ reason: 'removed', events: [{ type: 'removed', seq: 2 }], record: { seq: 2, counts: {} } });
    expect(second?.record?.removedAt).toBeDefined();
    expect(second?.record).not.toHaveProperty('readFailingSince');
    expect(third?.reason).toBe('alreadyRemoved');
    expect(fourth?.reason).toBe('notKnown');
  });

  it('keeps a job that a failed reading or a good one separates from its second miss', () => {
    expect(follow([missing, failing, missing], record()).at(-1)?.reason).toBe('missing');
    expect(follow([missing, read(snapshot()), missing], record()).at(-1)?.reason).toBe('missing');
  });

  it.each([read(snapshot()), malformed])('continues the numbering when the job comes back', (reading) => {
    const seen = follow([missing, missing, reading], record());
    expect(seen.at(-1)?.events).toMatchObject([{ type: 'appeared', seq: 3 }]);
    expect(seen.at(-1)?.record).not.toHaveProperty('removedAt');
  });
});

describe('any sequence of readings', () => {
  const anyReading = fc.oneof(
    anySnapshot.map((value) => read(value)),
    fc.constantFrom(missing, malformed, failing),
  );

  it('numbers its events without a gap, and the row carries the last number', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 25 }), (readings) => {
        const seen = follow(readings);
        const events = seen.flatMap((observation) => observation.events);
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
        expect(seen.findLast((observation) => observation.record)?.record?.seq ?? 0).toBe(events.length);
        expect(seen.every((observation) => observation.events.length === 0 || observation.record !== undefined)).toBe(true);
      }),
    );
  });

  it('gives the same rows whatever late readings come between', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { minLength: 1, maxLength: 10 }), anySnapshot, (readings, late) => {
        const stored = follow(readings).findLast((observation) => observation.record)?.record;
        fc.pre(stored !== undefined);
        expect(observeJob(stored, good(late, stored?.observedAt), context()).reason).toBe('outOfOrder');
      }),
    );
  });
});
