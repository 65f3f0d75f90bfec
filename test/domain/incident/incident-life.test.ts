import { describe, expect, it } from '@jest/globals';
import { causeOf } from '../../../lib/domain/incident/cause.ts';
import type { CurrentIncident, Incident, OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { withEntry } from '../../../lib/domain/incident/incident-cards.ts';
import {
  decideIncident,
  type IncidentContext,
  type IncidentDecision,
  type IncidentVerdict,
  stubOf,
} from '../../../lib/domain/incident/incident-life.ts';
import { ago, execution, now, quarantined, snapshot } from '../fixtures.ts';

const hour = 3_600_000;
const cause = { causeCode: 'A' };
const firstRow = { createdAt: ago(0), hash: 'h', seq: 1, kind: 'opened' };

function context(changes: Partial<IncidentContext> = {}): IncidentContext {
  const scope = { kind: 'job', servicePrincipalId: 'sp', jobId: 'job' } as const;
  const base = { tenantId: 't', scope, condition: 'quarantine', hash: 'h', displayName: 'HR' } as const;
  return { ...base, channelConfigured: true, reminderInMs: 24 * hour, flips: [], now, ...changes };
}

function decide(current: CurrentIncident | undefined, sight: Partial<IncidentVerdict>, changes: Partial<IncidentContext> = {}) {
  return decideIncident(current, { verdict: 'open', cause, ...sight }, context(changes));
}

function incidentOf(decision: IncidentDecision): Incident {
  if (decision.kind === 'none') throw new Error(`nothing decided: ${decision.reason}`);
  return decision.incident;
}

function openOf(decision: IncidentDecision): OpenIncident {
  const incident = incidentOf(decision);
  if (incident.state !== 'open') throw new Error('the incident is closed');
  return incident;
}

/** An incident of two hours, its card sent. */
function told(changes: Partial<OpenIncident> = {}): OpenIncident {
  const { unsent: _, ...incident } = openOf(decide(undefined, {}, { now: now - 2 * hour }));
  return { ...incident, announced: { opened: ago(2 * hour) }, ...changes };
}

/** An incident whose first card still waits. */
function waiting(changes: Partial<OpenIncident> = {}): OpenIncident {
  return { ...openOf(decide(undefined, {}, { now: now - 60_000 })), ...changes };
}

const flips = [4, 3, 2, 1].map((minutes) => ago(minutes * 60_000));

describe('opening', () => {
  it('opens with a card and the first number', () => {
    const decision = decide(undefined, {});
    expect(decision).toMatchObject({
      kind: 'open',
      incident: { incidentId: 't.h.1', openedSeq: 1, seq: 1, severity: 'critical', state: 'open', unsent: firstRow },
      outbox: { ...firstRow, causeCode: 'A' },
    });
  });

  it('continues the numbering of the closed one', () => {
    expect(incidentOf(decide({ v: 1, state: 'stub', hash: 'h', openedSeq: 3 }, {})).incidentId).toBe('t.h.4');
    expect(
      incidentOf(decide(stubOf({ ...told({ openedSeq: 7 }), state: 'closed', resolvedAt: ago(1), resolution: 'recovered' }), {}))
        .incidentId,
    ).toBe('t.h.8');
  });

  it.each([
    ['escrowsRising', 'warning'],
    ['nearQuarantine', 'warning'],
    ['servicePrincipalUnreadable', 'warning'],
    ['disabled', 'critical'],
    ['poison', 'warning'],
    ['silent', 'critical'],
  ] as const)('gives %s the severity %s', (condition, severity) => {
    expect(incidentOf(decide(undefined, {}, { condition })).severity).toBe(severity);
  });

  it.each(['clear', 'unknown'] as const)('opens nothing on the verdict %s', (verdict) => {
    expect(decide(undefined, { verdict })).toEqual({ kind: 'none', reason: 'noIncident' });
  });

  it('opens nothing for a job that is gone', () => {
    expect(decide(undefined, { gone: 'jobRemoved' }).kind).toBe('none');
  });

  it('writes no card without a channel, and one for every open incident once there is one', () => {
    const opened = decide(undefined, {}, { channelConfigured: false });
    expect(opened).not.toHaveProperty('outbox');
    expect(decide(openOf(opened), {}, { channelConfigured: false }).kind).toBe('none');
    expect(decide(openOf(opened), { verdict: 'unknown' })).toMatchObject({
      kind: 'update',
      reason: 'channelConfigured',
      outbox: { kind: 'opened', seq: 1 },
    });
    expect(decide(waiting(), {}).kind).toBe('none');
  });
});

describe('a change of the cause', () => {
  it('asks for one card an hour, and the last cause wins', () => {
    const first = decide(told(), { cause: { causeCode: 'B' } });
    expect(first).toMatchObject({
      kind: 'update',
      reason: 'causeChanged',
      outbox: { kind: 'updated', causeCode: 'B', seq: 2 },
      incident: { updateAskedAt: ago(0) },
    });
    const { unsent: _, ...sent } = openOf(first);
    const second = decide(sent, { cause: { causeCode: 'C' } }, { now: now + hour - 1 });
    expect(second).toMatchObject({ kind: 'update', incident: { causeCode: 'C' } });
    expect(second).not.toHaveProperty('outbox');
    const third = decide(openOf(second), { cause: { causeCode: 'C' } }, { now: now + hour });
    expect(third).toMatchObject({ kind: 'update', outbox: { causeCode: 'C' } });
    expect(incidentOf(third).timeline).toHaveLength(3);
  });

  it('sees another quarantine reason behind the same code', () => {
    expect(decide(told(), { cause: { ...cause, quarantineReason: 'TooManyDeletes' } })).toMatchObject({
      kind: 'update',
      incident: { quarantineReason: 'TooManyDeletes' },
    });
  });

  it('replaces a card that nobody took yet by one of its kind', () => {
    const before = waiting();
    expect(decide(before, { cause: { causeCode: 'B' } })).toMatchObject({
      outbox: { kind: 'opened', causeCode: 'B' },
      outboxRemoved: before.unsent,
    });
  });

  it('leaves a card alone that a sender has taken', () => {
    const decision = decide(waiting({ claimedUntil: ago(0) }), { cause: { causeCode: 'B' } });
    expect(decision).toMatchObject({ outbox: { kind: 'updated' } });
    expect(decision).not.toHaveProperty('outboxRemoved');
  });

  it('is told beside a warning of the switch-off that waits, and instead of a reminder', () => {
    const beside = decide(told({ cardCause: 'A', unsent: { ...firstRow, seq: 2, kind: 'deadline' } }), { cause: { causeCode: 'B' } });
    expect(beside).toMatchObject({ outbox: { kind: 'updated' } });
    expect(beside).not.toHaveProperty('outboxRemoved');
    const unsent = { ...firstRow, seq: 2, kind: 'reminder' };
    expect(decide(told({ cardCause: 'A', unsent }), { cause: { causeCode: 'B' } })).toMatchObject({
      outbox: { kind: 'updated' },
      outboxRemoved: unsent,
    });
  });

  it('replaces a card of unknown kind by the one asked for', () => {
    const odd = { ...firstRow, kind: 'odd' };
    expect(decide(waiting({ unsent: odd }), { cause: { causeCode: 'B' } })).toMatchObject({
      outbox: { kind: 'updated' },
      outboxRemoved: odd,
    });
  });

  it('is kept and not told while snoozed', () => {
    const decision = decide(told({ snoozedUntil: ago(-hour) }), { cause: { causeCode: 'B' } });
    expect(decision).toMatchObject({ kind: 'update', incident: { causeCode: 'B' } });
    expect(decision).not.toHaveProperty('outbox');
  });
});

describe('missing data', () => {
  it('resolves nothing', () => {
    expect(decide(told(), { verdict: 'unknown' })).toEqual({ kind: 'none', reason: 'noData' });
    expect(decide(told(), {})).toEqual({ kind: 'none', reason: 'nothingNew' });
  });
});

describe('reminders', () => {
  const old = { announced: { opened: ago(24 * hour) } };

  it('come a day after the last word', () => {
    expect(decide(told(old), {})).toMatchObject({ kind: 'remind', outbox: { kind: 'reminder', seq: 2 }, incident: { remindedAt: ago(0) } });
    expect(decide(told(old), { verdict: 'unknown' }).kind).toBe('remind');
  });

  it.each<[string, Partial<OpenIncident>]>([
    ['reminded lately', { remindedAt: ago(hour) }],
    ['acknowledged', { acknowledgedAt: ago(hour) }],
    ['snoozed', { snoozedUntil: ago(-1) }],
    ['with a card under way', { unsent: firstRow }],
    ['flapping', { flappingSince: ago(hour) }],
  ])('spare an incident %s', (_title, changes) => {
    expect(decide(told({ ...old, ...changes }), {}).kind).toBe('none');
  });

  it('count from the latest word of all', () => {
    expect(decide(told({ announced: { opened: ago(48 * hour), reminder: ago(24 * hour) }, remindedAt: ago(24 * hour) }), {}).kind).toBe(
      'remind',
    );
    expect(decide(told({ announced: { opened: ago(48 * hour), updated: ago(hour) } }), {}).kind).toBe('none');
    expect(decide(told({ ...old }), {}, { channelConfigured: false }).kind).toBe('none');
  });

  it('wait for a card to have been sent', () => {
    expect(decide(told({ announced: {}, unsent: firstRow }), {}).kind).toBe('none');
  });

  it('return when a snooze is over', () => {
    expect(decide(told({ ...old, snoozedUntil: ago(1) }), {}).kind).toBe('remind');
  });
});

describe('resolving', () => {
  it('tells those who were told', () => {
    expect(decide(told(), { verdict: 'clear' })).toMatchObject({
      kind: 'resolve',
      reason: 'recovered',
      incident: { state: 'closed', resolution: 'recovered', resolvedAt: ago(0) },
      stub: { v: 1, state: 'stub', hash: 'h', openedSeq: 1, resolvedAt: ago(0) },
      outbox: { kind: 'resolved', seq: 2 },
    });
  });

  it('takes back a card that nobody took, and says nothing', () => {
    const before = waiting();
    const decision = decide(before, { verdict: 'clear' });
    expect(decision).toMatchObject({ kind: 'resolve', outboxRemoved: before.unsent });
    expect(decision).not.toHaveProperty('outbox');
    expect(incidentOf(decision)).not.toHaveProperty('unsent');
  });

  it('follows a card that may have been posted', () => {
    const decision = decide(waiting({ claimedBy: 'sender' }), { verdict: 'clear' });
    expect(decision).toMatchObject({ outbox: { kind: 'resolved' } });
    expect(decision).not.toHaveProperty('outboxRemoved');
  });

  it('takes back an unsent reminder and still tells the end', () => {
    const unsent = { createdAt: ago(1), hash: 'h', seq: 2, kind: 'reminder' };
    expect(decide(told({ unsent }), { verdict: 'clear' })).toMatchObject({
      outbox: { kind: 'resolved' },
      outboxRemoved: unsent,
    });
  });

  it('says nothing where nothing was ever told or can be', () => {
    expect(decide(openOf(decide(undefined, {}, { channelConfigured: false })), { verdict: 'clear' })).not.toHaveProperty('outbox');
    expect(decide(told(), { verdict: 'clear' }, { channelConfigured: false })).not.toHaveProperty('outbox');
  });

  it('ends with a removed job and tells it, with a removed tenant and does not', () => {
    expect(decide(told(), { verdict: 'unknown', gone: 'jobRemoved' })).toMatchObject({
      reason: 'jobRemoved',
      outbox: { kind: 'resolved' },
    });
    const decision = decide(told(), { verdict: 'unknown', gone: 'tenantRemoved' });
    expect(decision).toMatchObject({ kind: 'resolve', reason: 'tenantRemoved' });
    expect(decision).not.toHaveProperty('outbox');
  });
});

describe('flapping', () => {
  it('is told once, then keeps silent until it was clear for an hour', () => {
    const first = decide(told(), { verdict: 'clear' }, { flips });
    expect(first).toMatchObject({
      kind: 'update',
      reason: 'startsFlapping',
      outbox: { kind: 'updated' },
      incident: { state: 'open', flappingSince: ago(0) },
    });
    const { unsent: _, ...flapping } = openOf(first);
    expect(decide(flapping, { verdict: 'clear' }, { flips, now: now + hour - 1 })).toEqual({ kind: 'none', reason: 'flapping' });
    expect(decide(flapping, { cause: { causeCode: 'B' } }, { flips })).not.toHaveProperty('outbox');
    const lately = [...flips, new Date(now + hour / 2).toISOString()];
    expect(decide(flapping, { verdict: 'clear' }, { flips: lately, now: now + hour }).kind).toBe('none');
    expect(decide(flapping, { verdict: 'clear' }, { flips, now: now + hour })).toMatchObject({
      kind: 'resolve',
      outbox: { kind: 'resolved' },
    });
  });

  it('says nothing of it while snoozed', () => {
    expect(decide(told({ snoozedUntil: ago(-hour) }), { verdict: 'clear' }, { flips })).not.toHaveProperty('outbox');
  });

  it('marks what opens while flapping', () => {
    expect(incidentOf(decide(undefined, {}, { flips })).flappingSince).toBe(ago(0));
  });

  it('forgets flips of yesterday', () => {
    expect(decide(told(), { verdict: 'clear' }, { flips: flips.map(() => ago(25 * hour)) }).kind).toBe('resolve');
  });
});

describe('the cause and the timeline', () => {
  it('prefers the error code, then the quarantine reason, then the condition', () => {
    expect(causeOf({ snapshot: quarantined({ error: { code: 'E' } }) }, 'quarantine')).toEqual({
      causeCode: 'E',
      quarantineReason: 'EncounteredQuarantineException',
    });
    expect(causeOf({ snapshot: quarantined() }, 'quarantine').causeCode).toBe('EncounteredQuarantineException');
    expect(causeOf({ snapshot: snapshot({ lastExecution: execution() }) }, 'silent')).toEqual({ causeCode: 'silent' });
  });

  it('keeps the opening and the latest entries of a long life', () => {
    let incident = told();
    for (let index = 0; index < 150; index++) incident = withEntry(incident, { at: ago(0), what: `entry ${index}` });
    expect(incident.timeline).toHaveLength(100);
    expect([incident.timeline[0]?.what, incident.timeline[99]?.what]).toEqual(['opened', 'entry 149']);
  });
});
