import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from '../../../../lib/domain/canonical-text.ts';
import type { EventType } from '../../../../lib/domain/job/event.ts';
import { compareSnapshots } from '../../../../lib/domain/job/record/difference.ts';
import type { JobSnapshot } from '../../../../lib/domain/job/synchronization-job.ts';
import { ago, anySnapshot, execution, quarantine, quarantined, snapshot } from '../../fixtures.ts';

describe('compareSnapshots', () => {
  it('lets a job appear', () => {
    expect(compareSnapshots(undefined, snapshot())).toEqual({
      kind: 'material',
      type: 'appeared',
      changes: ['status.code'],
      from: {},
      to: { 'status.code': 'Active' },
    });
  });

  const run = (changes: Parameters<typeof execution>[0]) => snapshot({ lastExecution: execution(changes) });
  const material: [string, EventType, JobSnapshot, JobSnapshot][] = [
    ['status.code', 'stateChanged', snapshot(), snapshot({ state: 'Paused' })],
    ['status.code', 'stateChanged', snapshot({ state: 'Unknown', rawCode: 'A' }), snapshot({ state: 'Unknown', rawCode: 'B' })],
    ['status.code', 'stateChanged', snapshot({ state: 'Unknown' }), snapshot()],
    ['templateId', 'stateChanged', snapshot(), snapshot({ templateId: 'Other' })],
    ['status.quarantine.reason', 'quarantineChanged', quarantined(), quarantined({ reason: 'TooManyDeletes' })],
    ['status.quarantine.seriesBegan', 'quarantineChanged', quarantined(), quarantined({ seriesBegan: ago(0) })],
    ['status.quarantine.error.code', 'quarantineChanged', quarantined(), quarantined({ error: { code: 'X' } })],
    ['status.lastExecution.state', 'executionChanged', snapshot(), run({ state: 'Failed' })],
    ['status.lastExecution.error.code', 'executionChanged', snapshot(), run({ error: { code: 'X' } })],
    ['status.countSuccessiveCompleteFailures', 'executionChanged', snapshot(), snapshot({ countSuccessiveCompleteFailures: 1 })],
    [
      'status.countSuccessiveCompleteFailures',
      'executionChanged',
      snapshot({ countSuccessiveCompleteFailures: 2 }),
      snapshot({ countSuccessiveCompleteFailures: 3 }),
    ],
    ['schedule.state', 'scheduleChanged', snapshot(), snapshot({ schedule: { state: 'Disabled', intervalInSeconds: 120 } })],
    ['schedule.interval', 'scheduleChanged', snapshot(), snapshot({ schedule: { state: 'Active', intervalInSeconds: 240 } })],
    ['escrowBand', 'escrowsChanged', run({ countEscrowed: 1 }), run({ countEscrowed: 20_000 })],
    ['status.escrowsPruned', 'escrowsChanged', snapshot(), snapshot({ escrowsPruned: true })],
  ];
  it.each(material)('calls a change of %s material (%s)', (name, type, before, after) => {
    expect(compareSnapshots(before, after)).toMatchObject({ kind: 'material', type, changes: [name] });
  });

  it('names every field of a change, with the values of both sides', () => {
    const next = snapshot({ state: 'Quarantine', quarantine: quarantine({ reason: 'TooManyDeletes', seriesBegan: ago(0) }) });
    expect(compareSnapshots(snapshot(), next)).toEqual({
      kind: 'material',
      type: 'stateChanged',
      changes: ['status.code', 'status.quarantine.reason', 'status.quarantine.seriesBegan'],
      from: { 'status.code': 'Active' },
      to: { 'status.code': 'Quarantine', 'status.quarantine.reason': 'TooManyDeletes', 'status.quarantine.seriesBegan': ago(0) },
    });
  });

  it.each([
    ['the times of a run', snapshot(), run({ timeEnded: ago(0) })],
    ['escrows within a band', run({ countEscrowed: 1 }), run({ countEscrowed: 2 })],
    ['a second of three failures', snapshot({ countSuccessiveCompleteFailures: 1 }), snapshot({ countSuccessiveCompleteFailures: 2 })],
    ['more failures after the third', snapshot({ countSuccessiveCompleteFailures: 3 }), snapshot({ countSuccessiveCompleteFailures: 9 })],
    ['the next attempt', quarantined(), quarantined({ nextAttempt: ago(0) })],
    ['another run of the same kind', snapshot(), run({ activityIdentifier: 'run-2' })],
  ])('takes %s as an observation', (_title, before, after) => {
    expect(compareSnapshots(before, after)).toEqual({ kind: 'observation' });
  });

  it('finds nothing when only the order of a list differs', () => {
    const { synchronizedEntryCountByType } = snapshot();
    expect(compareSnapshots(snapshot(), snapshot({ synchronizedEntryCountByType: synchronizedEntryCountByType.toReversed() }))).toEqual({
      kind: 'none',
    });
  });

  it('finds nothing exactly where nothing differs', () => {
    fc.assert(
      fc.property(anySnapshot, fc.option(anySnapshot, { nil: undefined }), (before, other) => {
        const after = other ?? structuredClone(before);
        expect(compareSnapshots(before, after).kind === 'none').toBe(canonicalText(before) === canonicalText(after));
      }),
    );
  });
});
