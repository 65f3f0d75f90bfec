import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { kindOfActivity } from '../../../lib/domain/incident/audited-activity.ts';
import { changeOfEvent } from '../../../lib/domain/incident/own-change.ts';
import { newestChanges, type PrecedingChange, windowBefore } from '../../../lib/domain/incident/preceding-change.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';

const at = (minute: number) => new Date(Date.parse('2026-11-20T10:00:00.000Z') + minute * 60_000).toISOString();
const change = (given: Partial<PrecedingChange> = {}): PrecedingChange => ({
  at: at(0),
  source: 'auditLog',
  kind: 'owner',
  what: 'x',
  ...given,
});
const event = (given: Partial<JobEvent>): JobEvent => ({
  ...{
    v: 1,
    tenantId: 't',
    servicePrincipalId: 's',
    jobId: 'j',
    type: 'stateChanged',
    seq: 1,
    at: at(0),
    observedAt: at(0),
    tickId: at(0),
  },
  ...{ changes: [], cause: 'poll' as const },
  ...given,
});

describe('what was changed before a job broke', () => {
  it('is told by what Microsoft names an activity, and what is done to single objects is no change', () => {
    expect(
      [
        'Update provisioning setting or credentials',
        'Update attribute mappings or scope',
        'Disable/pause provisioning configuration',
        'Add owner to service principal',
        'Remove service principal credentials',
        'Update application – Certificates and secrets management',
        'Delete Connector Group',
        'Update service principal',
        'A new activity that nobody knows',
      ].map(kindOfActivity),
    ).toEqual([
      'credentialsOrSettings',
      'mappingsOrScope',
      'provisioning',
      'owner',
      'credentialsOrSettings',
      'credentialsOrSettings',
      'agent',
      'application',
      'other',
    ]);
    expect(['Export', 'import', 'Process escrow', 'Quarantine', 'User Provisioning', 'Other'].map(kindOfActivity)).toEqual(
      Array(6).fill(undefined),
    );
  });

  it('leaves out of our own history what came of the break, and what an operation did', () => {
    const toQuarantine = event({ changes: ['status.code'], from: { 'status.code': 'Active' }, to: { 'status.code': 'Quarantine' } });
    expect(changeOfEvent(toQuarantine)).toBeUndefined();
    expect(changeOfEvent(event({ changes: ['escrowBand'], from: { escrowBand: 0 }, to: { escrowBand: 1 } }))).toBeUndefined();
    const paused = event({
      changes: ['status.code', 'schedule.state'],
      from: { 'status.code': 'Active', 'schedule.state': 'Active' },
      to: { 'status.code': 'Paused', 'schedule.state': 'Disabled' },
    });
    expect(changeOfEvent(paused)).toMatchObject({
      kind: 'schedule',
      what: 'schedule.state Active → Disabled, status.code Active → Paused',
    });
    expect(changeOfEvent({ ...paused, cause: 'operation' })).toBeUndefined();
  });

  it('is at most five lines, the newest first, and none is lost of the count', () => {
    const changes = fc.array(
      fc
        .record({ at: fc.integer({ min: 0, max: 1_440 }).map(at), what: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h') })
        .map(change),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(changes, (given) => {
        const { shown, more } = newestChanges(given);
        const different = new Set(given.map(({ what }) => what)).size;
        expect(shown.length + more).toBe(different);
        expect(shown.length).toBe(Math.min(5, different));
        expect(shown.map((each) => each.at)).toEqual(
          shown
            .map((each) => each.at)
            .toSorted()
            .toReversed(),
        );
        for (const { what, count } of shown) expect(count).toBe(given.filter((each) => each.what === what).length);
      }),
    );
  });

  it('is looked for in the day before the quarantine began, which may be long before we saw it', () => {
    const incident = { condition: 'quarantine', state: 'open', openedAt: at(0) } as const;
    const job = (seriesBegan: string) => ({ snapshot: { quarantine: { seriesBegan } } }) as never;
    expect(windowBefore(incident, undefined)).toEqual({ from: at(-1_440), to: at(0) });
    expect(windowBefore(incident, job(at(-600))).to).toBe(at(-600));
    expect(windowBefore(incident, job(at(60))).to).toBe(at(0));
    expect(windowBefore({ ...incident, state: 'closed' }, job(at(-600))).to).toBe(at(0));
    expect(windowBefore({ ...incident, condition: 'silent' }, job(at(-600))).to).toBe(at(0));
  });
});
