import { describe, expect, it } from '@jest/globals';
import type { JobSnapshot } from '../../../lib/domain/job/synchronization-job.ts';
import { adviseAfter } from '../../../lib/domain/operation/advise-after.ts';
import { asOf, beforeFacts, isFinished, type OperationRecord } from '../../../lib/domain/operation/operation.ts';
import { sightEffect } from '../../../lib/domain/operation/operation-effect.ts';
import { judgePostFailure, outcomeUnknown } from '../../../lib/domain/operation/operation-outcome.ts';
import { fail, markPosting, succeed } from '../../../lib/domain/operation/operation-steps.ts';
import { verifyOperation } from '../../../lib/domain/operation/verification.ts';
import { adviceFor } from '../../support/job-words.ts';
import { ago, execution, now, operation, quarantined, snapshot } from '../fixtures.ts';

const minute = 60_000;

const oldQuarantine = quarantined({ seriesBegan: ago(86_400_000) });
const sent = (changes: Partial<OperationRecord> = {}, before: JobSnapshot = oldQuarantine) =>
  operation({ status: 'Succeeded', postingAt: ago(30 * minute), before: beforeFacts(before), ...changes });
const run = (id: string, minutesAgo: number) =>
  execution({ activityIdentifier: id, timeBegan: ago(minutesAgo * minute + 1000), timeEnded: ago(minutesAgo * minute) });

function verify(first: OperationRecord, readings: [minutesAgo: number, value: JobSnapshot][]) {
  return readings.reduce(
    (state, [minutesAgo, value]) => verifyOperation(state, value, ago(minutesAgo * minute), now - minutesAgo * minute).operation,
    first,
  );
}

const slow = { schedule: { state: 'Active', intervalInSeconds: 3_600 } } as const;
const good = (id: string, minutesAgo: number): [number, JobSnapshot] => [
  minutesAgo,
  snapshot({ ...slow, lastExecution: run(id, minutesAgo) }),
];

describe('verification', () => {
  it('holds after three distinct executions that began after the action', () => {
    const two = verify(sent(), [good('a', 25), good('a', 24), good('b', 20)]);
    expect(two.verification).toBe('pending');
    expect(verify(two, [good('c', 10)])).toMatchObject({ verification: 'held', heldBy: ['a', 'b', 'c'] });
  });

  it('does not count the execution that was under way', () => {
    const value = snapshot({
      ...slow,
      lastExecution: execution({ activityIdentifier: 'old', timeBegan: ago(31 * minute), timeEnded: ago(29 * minute) }),
    });
    expect(verify(sent(), [[20, value]]).heldBy).toBeUndefined();
  });

  it('holds after three intervals with at least one execution', () => {
    const fast = { schedule: { state: 'Active', intervalInSeconds: 300 } } as const;
    const value = snapshot({ ...fast, lastExecution: run('a', 20) });
    expect(verify(sent(), [[16, value]]).verification).toBe('pending');
    expect(verify(sent(), [[15, value]]).verification).toBe('held');
    expect(verify(sent(), [[1, snapshot({ ...fast, lastExecution: execution({ timeBegan: ago(40 * minute) }) })]]).verification).toBe(
      'pending',
    );
  });

  it('relapses when the quarantine is back after it had been left, seen or not', () => {
    expect(verify(sent(), [[25, oldQuarantine]]).verification).toBe('pending');
    expect(verify(sent(), [good('a', 25), [20, oldQuarantine]]).verification).toBe('relapsed');
    expect(verify(sent(), [[20, quarantined({ seriesBegan: ago(22 * minute) })]]).verification).toBe('relapsed');
  });

  it('is unknown after a day without proof', () => {
    const old = sent({ postingAt: ago(1440 * minute) });
    expect(verify(old, [[0, oldQuarantine]]).verification).toBe('unknown');
    expect(verify(sent({ postingAt: ago(1439 * minute) }), [[0, oldQuarantine]]).verification).toBe('pending');
  });

  it('counts a pause as held once it is read', () => {
    const paused = sent({ action: 'pause' }, snapshot());
    expect(verify(paused, [[20, snapshot()]]).verification).toBe('pending');
    expect(verify(paused, [[20, snapshot({ state: 'Paused' })]]).verification).toBe('held');
  });

  it('takes nothing from a reading older than the action, an unpublished state, or an operation without success', () => {
    expect(verify(sent(), [[31, good('a', 31)[1]]]).leftQuarantineAt).toBeUndefined();
    expect(verify(sent(), [[20, snapshot({ state: 'Unknown' })]]).leftQuarantineAt).toBeUndefined();
    expect(verify(operation({ status: 'Running', postingAt: ago(30 * minute) }), [good('a', 20)]).leftQuarantineAt).toBeUndefined();
  });
});

describe('the effect of an action whose answer was lost', () => {
  const visible = (changes: Partial<OperationRecord>, before: JobSnapshot, after: JobSnapshot) =>
    sightEffect(sent({ status: 'Running', ...changes }, before), after).visible;

  it.each<[string, Partial<OperationRecord>, JobSnapshot, JobSnapshot, boolean]>([
    ['a quarantine that is gone', {}, oldQuarantine, snapshot(), true],
    ['a quarantine that stays', {}, oldQuarantine, oldQuarantine, false],
    ['a quarantine of a new series', {}, oldQuarantine, quarantined({ seriesBegan: ago(1) }), true],
    ['an unpublished state', {}, oldQuarantine, snapshot({ state: 'Unknown' }), false],
    ['a paused job that runs', { action: 'start' }, snapshot({ state: 'Paused' }), snapshot(), true],
    ['a paused job that stays', { action: 'start' }, snapshot({ state: 'Paused' }), snapshot({ state: 'Paused' }), false],
    ['a job that is paused', { action: 'pause' }, snapshot(), snapshot({ state: 'Paused' }), true],
    ['a job that still runs', { action: 'pause' }, snapshot(), snapshot(), false],
    [
      'an initial cycle',
      { action: 'restart' },
      snapshot(),
      snapshot({ progress: [{ completedUnits: 0, totalUnits: 9, units: 'Pages' }] }),
      true,
    ],
    [
      'cleared escrows',
      { action: 'restart' },
      snapshot({ lastExecution: execution({ countEscrowed: 4 }) }),
      snapshot({ lastExecution: execution({ activityIdentifier: 'run-2' }) }),
      true,
    ],
    ['a running job that runs on', { action: 'restart' }, snapshot(), snapshot(), false],
    ['credentials that were tried', { action: 'validateCredentials' }, oldQuarantine, snapshot(), false],
  ])('is judged by %s', (_title, changes, before, after, expected) => {
    expect(visible(changes, before, after)).toBe(expected);
  });

  it.each([
    ['timeout', 'doubtful'],
    ['unavailable', 'doubtful'],
    ['unreachable', 'doubtful'],
    ['throttled', 'doubtful'],
    ['malformed', 'doubtful'],
    ['consentMissing', 'refused'],
    ['unauthorized', 'refused'],
    ['notFound', 'refused'],
    ['rejected', 'refused'],
  ] as const)('is in doubt or not after %s: %s', (reason, kind) => {
    expect(judgePostFailure('restart', { reason, detail: 'x' }).kind).toBe(kind);
  });
});

describe('an operation', () => {
  it('counts as canceled when its approval is late, although nobody has written that', () => {
    const waiting = operation({ status: 'AwaitingApproval', approvalUntil: ago(1) });
    expect(asOf(waiting, now)).toMatchObject({ status: 'Canceled', error: { code: 'ApprovalExpired' }, finishedAt: ago(1) });
    expect(isFinished(asOf({ ...waiting, approvalUntil: ago(0) }, now))).toBe(false);
  });

  it('starts a cool-down when it was sent, and none when it was throttled', () => {
    const marked = markPosting(operation({ lastPostedAt: { start: ago(5) } }), beforeFacts(oldQuarantine), now);
    expect(marked.lastPostedAt).toEqual({ start: ago(5), clearQuarantine: ago(0) });
    expect(fail(marked, now, outcomeUnknown({ reason: 'throttled', status: 429 }))).toMatchObject({
      error: { code: 'Throttled' },
      lastPostedAt: { start: ago(5) },
    });
    expect(fail(marked, now, outcomeUnknown({ reason: 'timeout' })).lastPostedAt).toHaveProperty('clearQuarantine');
  });

  it('forgets the ids of people when it ends', () => {
    const provision = { ruleId: 'r', subjectHashes: ['h'], subjects: [{ objectId: 'CN=Ada', objectTypeName: 'user' }] };
    const { verification: _, ...bare } = operation({ action: 'provisionOnDemand', request: { provision } });
    const ended = succeed(bare, now);
    expect(JSON.stringify(ended)).not.toContain('Ada');
    expect(ended.verification).toBeUndefined();
    expect(JSON.stringify(fail(bare, now, outcomeUnknown(undefined)))).not.toContain('Ada');
  });
});

describe('advice after an operation', () => {
  const base = adviceFor({ snapshot: oldQuarantine }, now);
  const following = (changes: Partial<OperationRecord>, value = oldQuarantine) =>
    adviseAfter(adviceFor({ snapshot: value }, now), sent(changes), value, now);

  it('names the operation and the body to send', () => {
    expect(adviseAfter(base, undefined, oldQuarantine, now)).toMatchObject({
      action: 'clearQuarantine',
      operation: { action: 'clearQuarantine', body: {} },
    });
    const deletes = quarantined({ reason: 'TooManyDeletes' });
    // What clearing does with held-back deletions is published nowhere: a person decides between the two documented ways.
    expect(following({ verification: 'held' }, deletes)).toMatchObject({ action: 'reviewDeletes', safety: 'noAction' });
    expect(following({ verification: 'held' }, deletes).operation).toBeUndefined();
  });

  it('escalates step by step after a relapse and ends with people', () => {
    expect(following({ verification: 'relapsed' })).toMatchObject({
      action: 'restart',
      escalatedFrom: 'clearQuarantine',
      operation: { body: {} },
    });
    const last = following({ verification: 'relapsed', action: 'restart' });
    expect(last).toMatchObject({ action: 'fixCause', safety: 'noAction', whoMustAct: expect.any(String) });
    expect(last.operation).toBeUndefined();
  });

  it('never becomes destructive, whatever has relapsed', () => {
    for (const reason of ['TooManyDeletes', 'EncounteredEscrowProportionThreshold', 'Unknown']) {
      for (const action of ['clearQuarantine', 'start', 'restart'] as const) {
        const advice = following({ verification: 'relapsed', action }, quarantined({ reason }));
        expect(advice.safety).not.toBe('destructive');
        expect(JSON.stringify(advice.operation ?? {})).not.toMatch(/Full|ForceDeletes|resetScope/);
      }
    }
  });

  it('waits while an operation works, and for its first cycles', () => {
    expect(adviseAfter(base, operation({ status: 'Running' }), oldQuarantine, now).action).toBe('wait');
    const told = (status: OperationRecord['status']) => adviseAfter(base, operation({ status }), oldQuarantine, now);
    expect(told('Running')).toMatchObject({ why: 'The action clearQuarantine is on its way; wait for its end.', whoMustAct: 'nobody' });
    expect(told('NotStarted').why).toBe('The action clearQuarantine was asked for and is sent in a moment; wait for its end.');
    // Nothing goes on by itself before somebody has said yes.
    expect(told('AwaitingApproval')).toMatchObject({ action: 'wait', whoMustAct: 'service-owner' });
    expect(following({ postingAt: ago(minute) }).action).toBe('wait');
    expect(following({ postingAt: ago(11 * minute) }).action).toBe('clearQuarantine');
  });

  it('says so when nobody knows whether the last one was carried out', () => {
    expect(following({ status: 'Failed', error: outcomeUnknown({ reason: 'timeout', status: 504 }), verification: 'unknown' }).why).toMatch(
      /is not known/,
    );
  });
});
