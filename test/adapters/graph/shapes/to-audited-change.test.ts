import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toAuditedChange } from '../../../../lib/adapters/graph/shapes/to-audited-change.ts';

const id = 'a6c1d0f2-0000-4000-8000-00000000000A';
const line = {
  activityDateTime: '2026-11-20T10:00:00.1234567Z',
  activityDisplayName: 'Update provisioning setting or credentials',
  result: 'success',
  initiatedBy: { user: { id, displayName: 'Ada', userPrincipalName: 'ada@contoso.example' }, app: null },
  targetResources: [{ id: 's', displayName: 'Ada’s app', modifiedProperties: [{ displayName: 'x', newValue: 'SECRET' }] }],
};

describe('a line of the directory’s audit log', () => {
  it('is the activity, its result and who by id; what it says of its targets is left out', () => {
    const read = toAuditedChange(line);
    expect(read).toEqual({
      at: '2026-11-20T10:00:00.123Z',
      change: {
        at: '2026-11-20T10:00:00.123Z',
        source: 'auditLog',
        kind: 'credentialsOrSettings',
        what: 'Update provisioning setting or credentials',
        outcome: 'success',
        actor: { kind: 'user', id: id.toLowerCase(), name: 'ada@contoso.example' },
      },
    });
    expect(JSON.stringify(read)).not.toContain('SECRET');
  });

  it('of an application names it by its client id, and nobody where no id is given', () => {
    const by = (initiatedBy: unknown) => toAuditedChange({ ...line, initiatedBy })?.change?.actor;
    expect(by({ user: null, app: { appId: id, displayName: 'Terraform' } })).toEqual({
      kind: 'app',
      id: id.toLowerCase(),
      name: 'Terraform',
    });
    for (const nobody of [null, {}, { user: { id: null }, app: { appId: 'not an id' } }, 'Ada', { user: { id: 'ada@contoso.example' } }])
      expect(by(nobody)).toBeUndefined();
  });

  it('with a sentence where the name of an activity belongs is not understood, as it could name a person', () => {
    expect(toAuditedChange({ ...line, activityDisplayName: 'Ada <ada@contoso.example> did it' })).toBeUndefined();
    expect(toAuditedChange({ ...line, activityDateTime: 'yesterday' })).toBeUndefined();
  });

  it('of whatever kind is read without a fault, and never makes a line that could hold more than it may', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ ...mapValues(line), initiatedBy: fc.anything(), result: fc.anything() })),
        (entry) => {
          const read = toAuditedChange(entry);
          if (read?.change === undefined) return;
          expect(read.change.what).toMatch(/^[A-Za-z][\w ()/.,:–-]{0,127}$/);
          expect(read.change.actor?.id ?? id).toMatch(/^[0-9a-f-]{36}$/i);
        },
      ),
    );
  });
});

function mapValues(given: typeof line) {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, fc.constant(value as unknown)]));
}
