import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unknownCodesOf } from '../../../../lib/domain/job/advice/unknown-codes.ts';
import { anySnapshot, execution, quarantined, snapshot } from '../../fixtures.ts';

describe('the codes that a job shows and the catalogue does not have', () => {
  it('come from the error, the message, the reason of the quarantine and the state', () => {
    const job = quarantined({
      reason: 'TooManyDeletes, BrandNewReason',
      error: { code: 'NeverHeardOf', message: 'AADSTS7000215 and aadsts999998' },
    });
    expect(unknownCodesOf(job)).toEqual([
      { family: 'synchronization-error', code: 'NeverHeardOf' },
      { family: 'aadsts', code: 'AADSTS999998' },
      { family: 'quarantine-reason', code: 'BrandNewReason' },
    ]);
    expect(unknownCodesOf(snapshot({ state: 'Unknown', rawCode: 'Frozen' }))).toEqual([{ family: 'job-state', code: 'Frozen' }]);
  });

  it('are each named once, and none where all is known', () => {
    const error = { code: 'NeverHeardOf' };
    expect(unknownCodesOf({ ...quarantined({ error }), lastExecution: execution({ error }) })).toHaveLength(1);
    expect(unknownCodesOf(snapshot())).toEqual([]);
    expect(unknownCodesOf(snapshot({ state: 'Unknown' }))).toEqual([]);
    expect(unknownCodesOf(quarantined({ reason: 'Unknown', error: { code: 'AADSTS50012' } }))).toEqual([]);
  });

  it('can be asked of any job', () => {
    fc.assert(fc.property(anySnapshot, (value) => unknownCodesOf(value).every(({ code }) => code !== '')));
  });
});
