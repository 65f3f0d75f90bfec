import { describe, expect, it } from '@jest/globals';
import type { ConditionCount } from '../../lib/domain/condition-count.ts';
import { type CountedCondition, countSighting, type Sighting, verdictOf } from '../../lib/domain/condition-count.ts';
import { sightJobCondition } from '../../lib/domain/job/health/job-conditions.ts';
import { sightTenantCondition } from '../../lib/domain/tenant/pass/tenant-conditions.ts';
import { ago, now, quarantined, snapshot } from './fixtures.ts';

function verdicts(condition: CountedCondition, sightings: readonly Sighting[]) {
  let count: ConditionCount | undefined;
  return sightings.map((sighting) => {
    count = countSighting(condition, count, sighting);
    return verdictOf(condition, count, sighting);
  });
}

describe('counted conditions', () => {
  it.each<[CountedCondition, Sighting[], string[]]>([
    ['quarantine', ['bad', 'unknown', 'good'], ['open', 'unknown', 'clear']],
    ['consentMissing', ['bad', 'good'], ['open', 'clear']],
    ['unreachable', ['bad', 'bad', 'bad', 'good', 'good'], ['clear', 'clear', 'open', 'open', 'clear']],
    ['silent', ['bad', 'bad', 'good', 'bad', 'bad', 'bad'], ['clear', 'clear', 'clear', 'clear', 'clear', 'open']],
    ['silent', ['bad', 'bad', 'unknown', 'bad'], ['clear', 'clear', 'unknown', 'open']],
    ['silent', ['bad', 'bad', 'bad', 'good', 'bad', 'good', 'good'], ['clear', 'clear', 'open', 'open', 'open', 'open', 'clear']],
  ])('judges %s after %j', (condition, sightings, expected) => {
    expect(verdicts(condition, sightings)).toEqual(expected);
  });

  it('has nothing to remember of a good job', () => {
    expect(countSighting('silent', undefined, 'good')).toBeUndefined();
    expect(countSighting('silent', { bad: 2, good: 0 }, 'good')).toBeUndefined();
  });
});

describe('what one reading shows', () => {
  it('takes failed runs in quarantine for a symptom of the quarantine, not for a problem of their own', () => {
    const facts = { snapshot: { ...quarantined(), countSuccessiveCompleteFailures: 9 }, samples: [] };
    expect(sightJobCondition('completeFailures', facts, now)).toBe('unknown');
    expect(sightJobCondition('quarantine', facts, now)).toBe('bad');
  });

  it('sees a condition, its absence, or nothing', () => {
    const sight = (value = snapshot()) => sightJobCondition('quarantine', { snapshot: value, samples: [] }, now);
    expect([sight(quarantined()), sight(), sight(snapshot({ state: 'Unknown' }))]).toEqual(['bad', 'good', 'unknown']);
  });

  it('takes the third complete failure as the condition, the second not', () => {
    const sight = (failures: number) =>
      sightJobCondition('completeFailures', { snapshot: snapshot({ countSuccessiveCompleteFailures: failures }), samples: [] }, now);
    expect([sight(2), sight(3)]).toEqual(['good', 'bad']);
  });

  it('cannot tell the silence of an active job whose runs are not known', () => {
    const { lastExecution: _, ...unseen } = snapshot();
    expect(sightJobCondition('silent', { snapshot: unseen, samples: [] }, now)).toBe('unknown');
    expect(sightJobCondition('silent', { snapshot: { ...unseen, state: 'Paused' }, samples: [] }, now)).toBe('good');
  });

  it('sees escrows rise', () => {
    const samples = [3, 2, 1, 0].map((hours, index) => ({ t: ago(hours * 3_600_000), escrowed: index, exported: 0 }));
    expect(sightJobCondition('escrowsRising', { snapshot: snapshot(), samples }, now)).toBe('bad');
  });

  it('lets one failure of a tenant say nothing of another', () => {
    expect(sightTenantCondition('unreachable', { read: true })).toBe('good');
    expect(sightTenantCondition('unreachable', { read: false, reason: 'timeout', detail: '' })).toBe('bad');
    expect(sightTenantCondition('unreachable', { read: false, reason: 'consentMissing', detail: '' })).toBe('unknown');
    expect(sightTenantCondition('consentMissing', { read: false, reason: 'consentMissing', detail: '' })).toBe('bad');
    expect(sightTenantCondition('consentMissing', { read: false, reason: 'throttled', detail: '' })).toBe('unknown');
  });
});
