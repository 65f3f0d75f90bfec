import { describe, expect, it } from '@jest/globals';
import type { OperatorRole } from '../../../lib/domain/access/roles.ts';
import { type JobSnapshot, type JobState, statusCodes } from '../../../lib/domain/job/synchronization-job.ts';
import { offeredActions } from '../../../lib/domain/operation/offered-actions.ts';
import { type OperationAction, operationActions, type ResetScope, resetScopes } from '../../../lib/domain/operation/operation.ts';
import {
  judgeCoolDown,
  judgeForced,
  judgeRequest,
  judgeState,
  type RequestRefusalReason,
  type StateRefusalReason,
} from '../../../lib/domain/operation/restart-guard.ts';
import { quarantine } from '../fixtures.ts';

type ScheduleState = JobSnapshot['schedule']['state'];
type StateCell = 'allowed' | StateRefusalReason;
const states: readonly JobState[] = [...statusCodes, 'Unknown'];

// Rows: every action as it is offered. Columns: NotConfigured, NotRun, Active, Paused, Quarantine, Unknown, each with the schedule that Graph has then.
const ok = 'allowed';
const noStart = 'StartNotAllowed';
const useless = 'NothingToDo';
const stateTable: [action: OperationAction, scopes: ResetScope[], cells: StateCell[]][] = [
  ['restart', [], [ok, ok, ok, ok, ok, ok]],
  ['restart', ['QuarantineState'], [ok, ok, useless, useless, ok, ok]],
  ['restart', ['QuarantineState', 'Watermark'], [ok, ok, ok, ok, ok, ok]],
  ['restart', ['Watermark'], [ok, ok, ok, ok, ok, ok]],
  ['restart', ['Escrows'], [ok, ok, ok, ok, ok, ok]],
  ['restart', ['Full'], [ok, ok, ok, ok, ok, ok]],
  ['restart', ['ForceDeletes'], [ok, ok, ok, ok, ok, ok]],
  ['clearQuarantine', [], [ok, ok, useless, useless, ok, ok]],
  ['start', [], [noStart, noStart, noStart, ok, ok, noStart]],
  ['pause', [], [ok, ok, ok, useless, ok, ok]],
  ['validateCredentials', [], [ok, ok, ok, ok, ok, ok]],
  ['provisionOnDemand', [], [ok, ok, ok, ok, ok, ok]],
];
const schedules: Partial<Record<JobState, ScheduleState>> = { NotConfigured: 'Disabled', Paused: 'Paused' };

function jobIn(state: JobState, schedule = schedules[state] ?? 'Active') {
  return { state, schedule: { state: schedule }, ...(state === 'Quarantine' && { quarantine: quarantine() }) };
}

type ScopeCell = 'allowed' | 'approval' | RequestRefusalReason;
type ScopeCase = { scope: ResetScope | 'default'; confirm: 'none' | 'wrong' | 'right'; Operator: ScopeCell; Admin: ScopeCell };

// Every scope, with no, a wrong and the right confirmation, for both roles that come so far.
const scopeTable: ScopeCase[] = [
  { scope: 'default', confirm: 'none', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'default', confirm: 'wrong', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'default', confirm: 'right', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'None', confirm: 'none', Operator: 'ScopeNotAllowed', Admin: 'ScopeNotAllowed' },
  { scope: 'None', confirm: 'wrong', Operator: 'ScopeNotAllowed', Admin: 'ScopeNotAllowed' },
  { scope: 'None', confirm: 'right', Operator: 'ScopeNotAllowed', Admin: 'ScopeNotAllowed' },
  { scope: 'ConnectorDataStore', confirm: 'none', Operator: 'ScopeNotAllowed', Admin: 'ScopeNotAllowed' },
  { scope: 'ConnectorDataStore', confirm: 'wrong', Operator: 'ScopeNotAllowed', Admin: 'ScopeNotAllowed' },
  { scope: 'ConnectorDataStore', confirm: 'right', Operator: 'ScopeNotAllowed', Admin: 'ScopeNotAllowed' },
  { scope: 'Escrows', confirm: 'none', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'Escrows', confirm: 'wrong', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'Escrows', confirm: 'right', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'Watermark', confirm: 'none', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'Watermark', confirm: 'wrong', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'Watermark', confirm: 'right', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'QuarantineState', confirm: 'none', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'QuarantineState', confirm: 'wrong', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'QuarantineState', confirm: 'right', Operator: 'allowed', Admin: 'allowed' },
  { scope: 'Full', confirm: 'none', Operator: 'AdminRequired', Admin: 'ConfirmationRequired' },
  { scope: 'Full', confirm: 'wrong', Operator: 'AdminRequired', Admin: 'ConfirmationRequired' },
  { scope: 'Full', confirm: 'right', Operator: 'AdminRequired', Admin: 'allowed' },
  { scope: 'ForceDeletes', confirm: 'none', Operator: 'AdminRequired', Admin: 'ConfirmationRequired' },
  { scope: 'ForceDeletes', confirm: 'wrong', Operator: 'AdminRequired', Admin: 'ConfirmationRequired' },
  { scope: 'ForceDeletes', confirm: 'right', Operator: 'AdminRequired', Admin: 'approval' },
];

const confirms = { none: undefined, wrong: 'another', right: 'job' };

function scopeCell({ scope, confirm }: Pick<ScopeCase, 'scope' | 'confirm'>, role: OperatorRole): ScopeCell {
  const asked = {
    action: 'restart',
    role,
    jobId: 'job',
    resetScope: scope === 'default' ? [] : [scope],
    confirm: confirms[confirm],
    stagedDeletes: 5,
  } as const;
  const verdict = judgeRequest(asked);
  if (!verdict.allowed) return verdict.reason;
  return verdict.needsApproval ? 'approval' : 'allowed';
}

describe('the guard of the state', () => {
  const cells = stateTable.flatMap(([action, resetScope, row]) =>
    states.map((state, index) => ({ action, resetScope, scopes: resetScope.join(), state, cell: row[index] })),
  );
  it.each(cells)('answers $cell to $action $scopes of a job that is $state', ({ action, resetScope, state, cell }) => {
    const verdict = judgeState({ action, resetScope }, jobIn(state), { isCertain: true });
    expect(verdict.allowed ? 'allowed' : verdict.reason).toBe(cell);
    expect(judgeState({ action, resetScope }, jobIn(state), { isCertain: false })).toEqual({ allowed: true });
  });

  it('states every action and every scope that is offered', () => {
    const names = stateTable.map(([action, scopes]) => [action, ...scopes].join());
    for (const { action, resetScope = [] } of offeredActions) expect(names).toContain([action, ...resetScope].join());
    expect(new Set(stateTable.map(([action]) => action))).toEqual(new Set(operationActions));
  });

  it.each(['Active', 'Disabled', 'Paused', 'Unknown'] as const)(
    'refuses for want of an effect only where the schedule does not say otherwise: %s',
    (schedule) => {
      const judge = (action: OperationAction, state: JobState) =>
        judgeState({ action }, jobIn(state, schedule), { isCertain: true }).allowed;
      expect([judge('pause', 'Paused'), judge('clearQuarantine', 'Active')]).toEqual([schedule === 'Active', schedule !== 'Active']);
    },
  );

  it.each([
    ['TooManyDeletes', true],
    ['EncounteredEscrowProportionThreshold', true],
    ['EncounteredQuarantineException, TooManyDeletes', true],
    ['EncounteredQuarantineException', false],
    ['EncounteredBaseEscrowThreshold', false],
    ['EncounteredTotalEscrowThreshold', false],
    ['QuarantinedOnDemand', false],
    ['IngestionInterrupted', false],
    ['Unknown', false],
  ])('wants a quarantine for %s acknowledged: %s', (reason, isWanted) => {
    const job = { ...jobIn('Quarantine'), quarantine: quarantine({ reason }) };
    const judge = (wish: Omit<Parameters<typeof judgeState>[0], 'stagedDeletes'>, isCertain = true) => judgeState(wish, job, { isCertain });
    const verdict = judge({ action: 'clearQuarantine' });
    expect(judge({ action: 'clearQuarantine' }, false)).toEqual(verdict);
    expect(verdict).toMatchObject(isWanted ? { allowed: false, reason: 'AcknowledgementRequired' } : { allowed: true });
    expect(judge({ action: 'clearQuarantine', acknowledge: true }).allowed).toBe(true);
    expect(judge({ action: 'restart', resetScope: ['QuarantineState'] })).toEqual(verdict);
    expect(judge({ action: 'restart', resetScope: ['Watermark', 'QuarantineState'], acknowledge: true }).allowed).toBe(true);
    expect(judge({ action: 'restart' }).allowed).toBe(true);
  });
});

describe('the guard of deletions that are held back', () => {
  const held = { ...jobIn('Quarantine'), quarantine: quarantine({ reason: 'TooManyDeletes' }) };
  const others = [jobIn('Active'), jobIn('Paused'), jobIn('Quarantine')];

  it.each([
    [731, true, false],
    [null, true, false],
    [0, true, true],
  ])('asks whether any are still held back, unless nothing was: %s', (stagedDeletes, whileHeld, otherwise) => {
    const wish = { resetScope: ['ForceDeletes'], stagedDeletes } as const;
    expect(judgeForced(wish, held).allowed).toBe(whileHeld);
    for (const job of others) expect([job.state, judgeForced(wish, job).allowed]).toEqual([job.state, otherwise]);
  });
});

describe('the guard of the request', () => {
  it.each(scopeTable)('answers $Operator to an Operator and $Admin to an Admin: $scope, confirmation $confirm', (line) => {
    expect({ Operator: scopeCell(line, 'Operator'), Admin: scopeCell(line, 'Admin') }).toEqual({
      Operator: line.Operator,
      Admin: line.Admin,
    });
  });

  it('states every scope', () => {
    expect(new Set(scopeTable.map(({ scope }) => scope))).toEqual(new Set(['default', ...resetScopes]));
    expect(scopeTable).toHaveLength((resetScopes.length + 1) * 3);
  });

  it('judges the role before the scope and the scope before the confirmation', () => {
    const asked = { action: 'restart', jobId: 'job', resetScope: ['ForceDeletes', 'None'] } as const;
    expect(judgeRequest({ ...asked, role: 'Operator' })).toMatchObject({ reason: 'AdminRequired' });
    expect(judgeRequest({ ...asked, role: 'Admin' })).toMatchObject({ reason: 'ScopeNotAllowed' });
  });

  it('wants to know what was seen of the deletions that wait, also where that is nothing, and of no other scope', () => {
    const asked = { action: 'restart', role: 'Admin', jobId: 'job', confirm: 'job' } as const;
    expect(judgeRequest({ ...asked, resetScope: ['ForceDeletes'] })).toMatchObject({ reason: 'StagedDeletesRequired' });
    for (const stagedDeletes of [null, 0, 731]) {
      expect(judgeRequest({ ...asked, resetScope: ['ForceDeletes'], stagedDeletes })).toEqual({ allowed: true, needsApproval: true });
    }
    expect(judgeRequest({ ...asked, resetScope: ['Full'] })).toEqual({ allowed: true, needsApproval: false });
  });

  it('lets only an Admin override the cool-down', () => {
    const asked = { action: 'start', jobId: 'job', overrideCoolDown: true } as const;
    expect(judgeRequest({ ...asked, role: 'Operator' })).toMatchObject({ allowed: false, reason: 'AdminRequired' });
    expect(judgeRequest({ ...asked, role: 'Admin' }).allowed).toBe(true);
  });
});

describe('the cool-down', () => {
  const now = Date.parse('2026-03-10T12:00:00.000Z');
  const facts = { action: 'restart', coolDownInMs: 600_000, override: false, now } as const;

  it('lasts from the last time the action was sent', () => {
    expect(judgeCoolDown({ ...facts, lastPostedAt: undefined }).allowed).toBe(true);
    expect(judgeCoolDown({ ...facts, lastPostedAt: '2026-03-10T11:50:00.000Z' }).allowed).toBe(true);
    const verdict = judgeCoolDown({ ...facts, lastPostedAt: '2026-03-10T11:50:00.001Z' });
    expect(verdict).toMatchObject({ allowed: false, reason: 'CoolDown', retryAfterInMs: 1 });
  });

  it('is over when it is overridden', () => {
    expect(judgeCoolDown({ ...facts, lastPostedAt: '2026-03-10T11:59:59.000Z', override: true }).allowed).toBe(true);
  });
});
