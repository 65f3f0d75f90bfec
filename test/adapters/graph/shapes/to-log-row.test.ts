import { describe, expect, it } from '@jest/globals';
import { toLogRow } from '../../../../lib/adapters/graph/shapes/to-log-row.ts';

function cycleOf(fields: Record<string, unknown>) {
  const row = { activityDateTime: '2026-03-02T10:00:00Z', provisioningStatusInfo: { status: 'failure' }, ...fields };
  const read = toLogRow(row, 'job', 'failure');
  return typeof read === 'object' ? read.row.cycleId : read;
}

describe('the run of the job that a row of the provisioning log is of', () => {
  it('is the cycle that it names', () => {
    expect(cycleOf({ cycleId: 'cycle-1' })).toBe('cycle-1');
    expect(cycleOf({ cycleId: 'cycle-1', initiatedBy: { initiatorType: 'system' } })).toBe('cycle-1');
    expect(cycleOf({ cycleId: 'cycle-1', initiatedBy: 'Azure AD Provisioning Service' })).toBe('cycle-1');
  });

  it.each([
    ['names none', {}],
    ['names none that could be read', { cycleId: 7 }],
    ['has an empty one', { cycleId: '00000000-0000-0000-0000-000000000000' }],
    ['was asked for by a person', { cycleId: 'cycle-1', initiatedBy: { initiatorType: 'User' } }],
    ['was asked for by an application', { cycleId: 'cycle-1', initiatedBy: { initiatingType: 'application' } }],
  ])('is none of a row that %s', (_, fields) => {
    expect(cycleOf(fields)).toBeUndefined();
  });
});
