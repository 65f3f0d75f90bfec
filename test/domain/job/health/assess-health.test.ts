import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AssessmentFacts, assessHealth, judgeAtReadTime } from '../../../../lib/domain/job/health/assess-health.ts';
import { type Health, type HealthReason, healthReasons } from '../../../../lib/domain/job/health/health.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { ago, anySnapshot, execution, now, quarantined, snapshot } from '../../fixtures.ts';

const day = 86_400_000;

function assess(value: JobSnapshot, facts: Partial<AssessmentFacts> = {}) {
  return assessHealth({ snapshot: value, samples: [], now, ...facts });
}

const { lastExecution: _run, ...withoutRun } = snapshot();
const { steadyStateFirstAchievedTime: _steady, ...beforeSteadyState } = snapshot();
const failed = execution({ state: 'Failed' });

describe('assessHealth', () => {
  it('calls only a job without a reason healthy', () => {
    expect(assess(snapshot())).toEqual({ health: 'healthy', reasons: [] });
  });

  const cases: [string, JobSnapshot, Health, HealthReason[]][] = [
    ['quarantine', quarantined(), 'critical', ['quarantined']],
    [
      'a quarantine seven days before the job is disabled',
      quarantined({ seriesBegan: ago(21 * day) }),
      'critical',
      ['quarantined', 'quarantineEndsSoon'],
    ],
    ['a quarantine of which the start is not known', snapshot({ state: 'Quarantine' }), 'critical', ['quarantined']],
    ['a quarantine past its next attempt by a day', quarantined({ nextAttempt: ago(day + 1) }), 'critical', ['quarantined', 'silent']],
    ['a quarantine at the end of that day', quarantined({ nextAttempt: ago(day) }), 'critical', ['quarantined']],
    ['a schedule that is switched off', snapshot({ schedule: { state: 'Disabled', intervalInSeconds: 120 } }), 'warning', ['paused']],
    ['no run for more than 30 minutes', snapshot({ lastExecution: execution({ timeEnded: ago(1_800_001) }) }), 'critical', ['silent']],
    ['a run 30 minutes ago', snapshot({ lastExecution: execution({ timeEnded: ago(1_800_000) }) }), 'healthy', []],
    [
      'a long interval',
      snapshot({ schedule: { state: 'Active', intervalInSeconds: 2400 }, lastExecution: execution({ timeEnded: ago(7_200_000) }) }),
      'healthy',
      [],
    ],
    [
      'a job that never runs by itself',
      snapshot({ schedule: { state: 'Active' }, lastExecution: execution({ timeEnded: ago(90 * day) }) }),
      'healthy',
      [],
    ],
    ['three complete failures', snapshot({ countSuccessiveCompleteFailures: 3 }), 'critical', ['completeFailures']],
    ['one complete failure', snapshot({ countSuccessiveCompleteFailures: 1 }), 'warning', ['completeFailures']],
    ['a failed run that the counter does not show', snapshot({ lastExecution: failed }), 'warning', ['completeFailures']],
    ['an unpublished state', snapshot({ state: 'Unknown', rawCode: 'Melting' }), 'unknown', ['unknownState']],
    ['an unpublished execution state', snapshot({ lastExecution: execution({ state: 'Unknown' }) }), 'unknown', ['unknownState']],
    ['an unpublished schedule state', snapshot({ schedule: { state: 'Unknown', intervalInSeconds: 120 } }), 'unknown', ['unknownState']],
    [
      'an agent code in the quarantine',
      quarantined({ error: { code: 'HybridIdentityServiceNoActiveAgents' } }),
      'critical',
      ['quarantined', 'agentSuspected'],
    ],
    [
      'an agent code in the last run',
      snapshot({ lastExecution: execution({ state: 'Failed', error: { code: 'hybrididentityserviceTimeout' } }) }),
      'warning',
      ['completeFailures', 'agentSuspected'],
    ],
    ['pruned escrows', snapshot({ escrowsPruned: true }), 'warning', ['escrowsPruned']],
    ['a run called Succeeded with escrows', snapshot({ lastExecution: execution({ countEscrowed: 15 }) }), 'warning', ['entryErrors']],
    ['entry level errors', snapshot({ lastExecution: execution({ state: 'EntryLevelErrors' }) }), 'warning', ['entryErrors']],
    ['a run called Succeeded with an error', snapshot({ lastExecution: execution({ error: { code: 'X' } }) }), 'warning', ['entryErrors']],
    ['a paused job', snapshot({ state: 'Paused' }), 'warning', ['paused']],
    ['a paused schedule', snapshot({ schedule: { state: 'Paused', intervalInSeconds: 120 } }), 'warning', ['paused']],
    ['a job that is not configured', { ...withoutRun, state: 'NotConfigured' }, 'warning', ['notConfigured']],
    ['a first cycle', beforeSteadyState, 'warning', ['initialCycle']],
    [
      'a first cycle that is still its first run',
      {
        ...withoutRun,
        ...{ steadyStateFirstAchievedTime: undefined },
        progress: [{ completedUnits: 1, totalUnits: 9, units: 'pages' }],
      } as unknown as JobSnapshot,
      'warning',
      ['initialCycle', 'neverRan'],
    ],
    ['a job that never ran', { ...withoutRun, state: 'NotRun' }, 'warning', ['neverRan']],
    ['an active job without a run', withoutRun, 'warning', ['neverRan']],
  ];
  it.each(cases)('judges %s', (_title, value, health, reasons) => {
    expect(assess(value)).toEqual({ health, reasons });
  });

  it('names escrows that rose for three hours', () => {
    const samples = [3, 2, 1, 0].map((hours, index) => ({ t: ago(hours * 3_600_000), escrowed: index, exported: 0 }));
    expect(assess(snapshot(), { samples })).toEqual({ health: 'warning', reasons: ['escrowsRising'] });
  });

  it('tells a malformed job from an unreadable one', () => {
    const readFailingSince = ago(0);
    expect(assess(snapshot(), { readFailingSince, readFailure: { reason: 'malformed', detail: '' } }).reasons).toEqual(['malformed']);
    expect(assess(snapshot(), { readFailingSince, readFailure: { reason: 'missing', detail: '' } })).toEqual({
      health: 'unknown',
      reasons: ['unreadable'],
    });
    expect(assess(snapshot(), { readFailingSince }).reasons).toEqual(['unreadable']);
  });

  it('never calls a job healthy that is not active, is quarantined, failed or could not be read', () => {
    fc.assert(
      fc.property(anySnapshot, fc.boolean(), (value, isFailing) => {
        const { health, reasons } = assess(value, isFailing ? { readFailingSince: ago(0) } : {});
        const isBad =
          value.state !== 'Active' ||
          value.quarantine !== undefined ||
          isFailing ||
          value.schedule.state !== 'Active' ||
          value.lastExecution?.state !== 'Succeeded' ||
          value.countSuccessiveCompleteFailures > 0;
        expect(health === 'healthy').toBe(reasons.length === 0);
        expect(isBad && health === 'healthy').toBe(false);
        expect(reasons).toEqual(healthReasons.filter((reason) => reasons.includes(reason)));
      }),
    );
  });
});

describe('judgeAtReadTime', () => {
  it.each<[Health, Health, number]>([
    ['healthy', 'unknown', 2],
    ['warning', 'unknown', 2],
    ['unknown', 'unknown', 2],
    ['critical', 'critical', 3],
  ])('shows a %s job as %s once its reading is old', (stored, health, severity) => {
    expect(judgeAtReadTime({ health: stored, reasons: ['paused'] }, 'stale')).toEqual({ health, severity, reasons: ['stale', 'paused'] });
  });

  it('leaves a fresh judgement as it is', () => {
    expect(judgeAtReadTime({ health: 'warning', reasons: ['paused'] }, 'fresh')).toEqual({
      health: 'warning',
      reasons: ['paused'],
      severity: 1,
    });
  });
});
