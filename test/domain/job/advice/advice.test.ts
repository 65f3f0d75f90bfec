import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AdviceAction, AdviceSafety } from '../../../../lib/domain/catalogue/entry-advice.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { adviceFor } from '../../../support/job-words.ts';
import { ago, anySnapshot, execution, now, quarantined, snapshot } from '../../fixtures.ts';

const day = 86_400_000;
const failedWith = (code: string, tenantActionable = false) =>
  snapshot({ lastExecution: execution({ state: 'Failed', error: { code, tenantActionable } }) });
const { steadyStateFirstAchievedTime: _, ...firstCycle } = snapshot();

describe('adviseJob', () => {
  it.each<[string, JobSnapshot, AdviceAction, AdviceSafety]>([
    ['a healthy job', snapshot(), 'none', 'noAction'],
    ['an unpublished state', snapshot({ state: 'Unknown' }), 'none', 'noAction'],
    ['held-back deletions', quarantined({ reason: 'TooManyDeletes' }), 'reviewDeletes', 'noAction'],
    ['a quarantine without agents', quarantined({ error: { code: 'HybridIdentityServiceNoActiveAgents' } }), 'checkAgents', 'noAction'],
    ['a quarantine by credentials', quarantined({ error: { code: 'InvalidCredentials' } }), 'renewCredentials', 'noAction'],
    ['a quarantine the customer can mend', quarantined({ error: { code: 'X', tenantActionable: true } }), 'fixCause', 'noAction'],
    ['a quarantine by escrows', quarantined({ reason: 'EncounteredTotalEscrowThreshold' }), 'reviewErrors', 'noAction'],
    ['a quarantine without a known cause', quarantined(), 'clearQuarantine', 'safe'],
    ['a quarantine Graph says nothing of', snapshot({ state: 'Quarantine' }), 'clearQuarantine', 'safe'],
    ['a job switched off', snapshot({ schedule: { state: 'Disabled' } }), 'configure', 'noAction'],
    ['a job without configuration', snapshot({ state: 'NotConfigured' }), 'configure', 'noAction'],
    ['a job never switched on', snapshot({ state: 'NotRun', schedule: { state: 'Disabled' } }), 'configure', 'noAction'],
    ['a job before its first run', snapshot({ state: 'NotRun' }), 'wait', 'noAction'],
    ['a paused job', snapshot({ state: 'Paused' }), 'start', 'safe'],
    ['a job paused by pruned errors', snapshot({ state: 'Paused', escrowsPruned: true }), 'fixCause', 'noAction'],
    ['a run without agents', failedWith('HybridIdentityServiceX'), 'checkAgents', 'noAction'],
    ['a run refused', failedWith('AADSTS7000222'), 'renewCredentials', 'noAction'],
    ['a silent job', snapshot({ templateId: 'scim', lastExecution: execution({ timeEnded: ago(day) }) }), 'pause', 'safe'],
    ['a silent job with agents', snapshot({ lastExecution: execution({ timeEnded: ago(day) }) }), 'checkAgents', 'noAction'],
    ['three failures', snapshot({ countSuccessiveCompleteFailures: 3 }), 'fixCause', 'noAction'],
    ['a failure the customer can mend', failedWith('X', true), 'fixCause', 'noAction'],
    ['one failure', failedWith('X'), 'wait', 'noAction'],
    ['failing objects', snapshot({ lastExecution: execution({ countEscrowed: 3 }) }), 'reviewErrors', 'noAction'],
    ['a run with an error', snapshot({ lastExecution: execution({ error: { code: 'X' } }) }), 'reviewErrors', 'noAction'],
    ['a first cycle', firstCycle, 'wait', 'noAction'],
  ])('advises on %s', (_title, value, action, safety) => {
    expect(adviceFor({ snapshot: value }, now)).toMatchObject({ action, safety });
  });

  it('names the active job without a run as one in its first cycle', () => {
    const { lastExecution: _run, ...unseen } = firstCycle;
    expect(adviceFor({ snapshot: unseen }, now).action).toBe('wait');
  });

  it('wants the reading mended before the job', () => {
    expect(adviceFor({ snapshot: quarantined(), readFailingSince: ago(0) }, now)).toMatchObject({
      action: 'checkReading',
      safety: 'noAction',
    });
  });

  it('names the days that are left in the last week', () => {
    const why = (days: number) => adviceFor({ snapshot: quarantined({ seriesBegan: ago(days * day) }) }, now).why;
    expect(why(10)).not.toContain('disables');
    expect(why(25)).toContain('In 3 days');
    expect(why(27)).toContain('In 1 day ');
  });

  it('never names a start of a running job, and gives nothing destructive', () => {
    fc.assert(
      fc.property(anySnapshot, (value) => {
        const { action, safety, why } = adviceFor({ snapshot: value }, now);
        expect(action === 'start' && value.state !== 'Paused').toBe(false);
        expect(safety).not.toBe('destructive');
        expect(why).toMatch(/^[A-Z].*\.$/);
      }),
    );
  });
});
