import { describe, expect, it } from '@jest/globals';
import { assessHealth } from '../../../../lib/domain/job/health/assess-health.ts';
import { sightJobCondition } from '../../../../lib/domain/job/health/job-conditions.ts';
import type { JobFacts } from '../../../../lib/domain/job/job-marks.ts';
import { observeJob } from '../../../../lib/domain/job/record/observe-job.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { adviceFor } from '../../../support/job-words.ts';
import { ago, context, execution, good, now, quarantined, record, snapshot } from '../../fixtures.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const every40Minutes = { state: 'Active', intervalInSeconds: 2400 } as const;
const ranAt = (age: number) => execution({ timeBegan: ago(age + minute), timeEnded: ago(age) });
const { steadyStateFirstAchievedTime: _steady, ...unsteady } = snapshot({ schedule: every40Minutes });

function reasonsOf(facts: JobFacts) {
  return assessHealth({ samples: [], ...facts, now }).reasons;
}

/** A first cycle whose progress was last observed so long ago. */
function firstCycle(progressAge: number, changes: Partial<JobSnapshot> = {}): JobSnapshot {
  const progress = [{ completedUnits: 4000, totalUnits: 9000, units: 'Pages', progressObservationDateTime: ago(progressAge) }];
  return { ...unsteady, progress, ...changes };
}

describe('silence is counted on the clock of the job', () => {
  const old = snapshot({ schedule: every40Minutes, lastExecution: ranAt(3 * hour) });

  it.each<[string, JobFacts]>([
    ['of which all was in step an hour ago', { snapshot: { ...old, steadyStateLastAchievedTime: ago(hour) } }],
    ['whose progress was observed an hour ago', { snapshot: { ...old, progress: firstCycle(hour).progress } }],
    ['that we restarted an hour ago', { snapshot: old, postedAt: ago(hour) }],
    ['that left quarantine, or a pause, an hour ago', { snapshot: old, marks: { activeSince: ago(hour) } }],
    ['whose progress we saw move although Graph gives it no time', { snapshot: old, marks: { progressMovedAt: ago(hour) } }],
    ['that is switched off', { snapshot: { ...old, schedule: { ...every40Minutes, state: 'Disabled' } } }],
    ['that never runs by itself', { snapshot: { ...old, schedule: { state: 'Active' } } }],
  ])('a job that ran three hours ago is not silent, %s', (_title, facts) => {
    expect(reasonsOf({ snapshot: old })).toEqual(['silent']);
    expect(reasonsOf(facts)).not.toContain('silent');
  });

  it.each<[string, JobFacts]>([
    ['a request', { snapshot: old, postedAt: ago(2 * hour + 1) }],
    ['the end of a quarantine', { snapshot: old, marks: { activeSince: ago(2 * hour + 1) } }],
    ['the last observed progress', { snapshot: { ...old, progress: firstCycle(2 * hour + 1).progress } }],
  ])('is told three intervals after %s', (_title, facts) => {
    expect(reasonsOf(facts)).toContain('silent');
  });

  it('is not broken by our own request: an open incident waits for the job', () => {
    expect(sightJobCondition('silent', { snapshot: old, samples: [] }, now)).toBe('bad');
    expect(sightJobCondition('silent', { snapshot: old, samples: [], postedAt: ago(minute) }, now)).toBe('unknown');
    const ran = { ...old, lastExecution: ranAt(minute) };
    expect(sightJobCondition('silent', { snapshot: ran, samples: [], postedAt: ago(minute) }, now)).toBe('good');
  });
});

describe('a first cycle', () => {
  it.each<[string, JobSnapshot]>([
    ['without any run yet', firstCycle(minute)],
    ['whose last run ended two days ago', firstCycle(minute, { lastExecution: ranAt(2 * day) })],
    [
      'whose last run failed',
      firstCycle(minute, { lastExecution: execution({ ...ranAt(2 * day), state: 'Failed', error: { code: 'X' } }) }),
    ],
    [
      'whose last run met the agents offline',
      firstCycle(minute, { lastExecution: execution({ error: { code: 'HybridIdentityServiceX' } }) }),
    ],
  ])('that moves is a warning to wait, %s', (_title, value) => {
    const { health, reasons } = assessHealth({ snapshot: value, samples: [], now });
    expect(health).toBe('warning');
    expect(reasons).toContain('initialCycle');
    expect(adviceFor({ snapshot: value }, now)).toMatchObject({ action: 'wait', why: expect.stringContaining('4,000 of 9,000 pages') });
  });

  it('that stands still for long is silent, and nobody is told to throw it away', () => {
    const value = firstCycle(5 * hour, { lastExecution: ranAt(2 * day) });
    expect(assessHealth({ snapshot: value, samples: [], now })).toMatchObject({ health: 'critical', reasons: ['silent', 'initialCycle'] });
    expect(adviceFor({ snapshot: value }, now)).toMatchObject({ action: 'fixCause', why: expect.stringContaining('not moved since') });
  });

  it.each<[string, JobSnapshot['progress']]>([
    ['without a time', [{ completedUnits: 9000, totalUnits: 9000, units: 'Pages' }]],
    ['with its time', firstCycle(minute).progress],
  ])('whose progress %s is gone between two stages has three intervals to show another', (_title, progress) => {
    const value = firstCycle(minute, { progress, schedule: every40Minutes, lastExecution: ranAt(2 * day) });
    const gone = { ...value, progress: [] };
    const first = observeJob(undefined, good(value, ago(minute)), context()).record;
    const next = observeJob(first, good(gone, ago(0)), context()).record;
    expect(next).toMatchObject({ reasons: ['initialCycle'], marks: { progressMovedAt: ago(0) } });
    const later = (age: number) => observeJob(next, good(gone, ago(-age)), context({ now: now + age })).record ?? next;
    expect(later(2 * hour - minute)?.reasons).toEqual(['initialCycle']);
    expect(later(2 * hour + minute)?.reasons).toEqual(['silent', 'initialCycle']);
  });

  it('is remembered from its beginning', () => {
    const value = firstCycle(minute, { lastExecution: ranAt(2 * day) });
    const first = observeJob(undefined, good(value), context()).record;
    expect(first?.marks).toEqual({ firstCycleSince: ago(2 * day + minute) });
    const moved = { ...value, progress: [{ completedUnits: 4100, totalUnits: 9000, units: 'Pages' }], lastExecution: ranAt(minute) };
    const next = observeJob(first, good(moved, ago(0)), context()).record;
    expect(next?.marks).toEqual({ firstCycleSince: ago(2 * day + minute), progressMovedAt: ago(0) });
  });
});

describe('a job that is set going', () => {
  const stopped: [string, JobSnapshot][] = [
    ['a quarantine', quarantined()],
    ['a pause', snapshot({ state: 'Paused' })],
    ['a switch-off', snapshot({ state: 'Paused', schedule: { ...every40Minutes, state: 'Disabled' } })],
  ];
  it.each(stopped)('after %s has three intervals to show a run', (_title, before) => {
    const value = snapshot({ schedule: every40Minutes, lastExecution: ranAt(2 * day) });
    const { record: stored } = observeJob(record({ snapshot: before }), good(value, ago(0)), context());
    expect(stored).toMatchObject({ reasons: [], marks: { activeSince: ago(0) } });
    const kept = observeJob(stored, good(value, ago(-hour)), context({ now: now + hour }));
    expect(kept.reason).toBe('unchanged');
    expect(kept.conditions.silent).toBe('unknown');
    const late = observeJob(stored, good(value, ago(-2 * hour - minute)), context({ now: now + 2 * hour + minute }));
    expect(late.record?.reasons).toEqual(['silent']);
  });
});
