import { describe, expect, it } from '@jest/globals';
import { readTokenRoles } from '../../../lib/adapters/identity/acquire/read-token-roles.ts';
import { subjectNamesOf } from '../../../lib/domain/operation/provision-subject.ts';
import { judgeByRoles, neededPermissions } from '../../../lib/domain/tenant/registry/permissions.ts';

function statusOf(name: string, roles: readonly string[] | undefined): string | undefined {
  const permission = neededPermissions.find((each) => each.name === name);
  return permission && judgeByRoles(permission, roles);
}

describe('a permission that the roles of a token are judged by', () => {
  it('is granted by its own name, by a greater one, and by any set that is enough together', () => {
    expect(statusOf('Synchronization.Read.All', ['Synchronization.Read.All'])).toBe('granted');
    expect(statusOf('Synchronization.Read.All', ['Synchronization.ReadWrite.All'])).toBe('granted');
    expect(statusOf('Application.Read.All', ['Directory.Read.All'])).toBe('granted');
    expect(statusOf('ProvisioningLog.Read.All', ['AuditLog.Read.All', 'Directory.Read.All'])).toBe('granted');
    expect(statusOf('ProvisioningLog.Read.All', ['AuditLog.Read.All'])).toBe('missing');
    expect(statusOf('AuditLog.Read.All', ['AuditLog.Read.All'])).toBe('missing');
    expect(statusOf('AuditLog.Read.All', ['AuditLog.Read.All', 'Directory.Read.All'])).toBe('granted');
    expect(statusOf('Synchronization.ReadWrite.All', ['Synchronization.Read.All', 'Application.ReadWrite.OwnedBy'])).toBe('missing');
  });

  it('is missing where a token has no roles, and unknown where it does not tell them', () => {
    expect(statusOf('Application.Read.All', [])).toBe('missing');
    expect(statusOf('Application.Read.All', undefined)).toBe('unknown');
  });
});

describe('what finding a person by name needs', () => {
  it.each(['objectId', 'distinguishedName', 'elsewhere'] as const)(
    'is optional and reported, for a job that knows its objects by %s',
    (source) => {
      for (const { permission } of subjectNamesOf(source)) {
        if (permission === undefined) continue;
        const needed = neededPermissions.find(({ name }) => name === permission);
        expect(needed).toMatchObject({ identity: 'reader', isOptional: true, for: expect.stringContaining('finding a person') });
      }
    },
  );

  it('is more than the basic profile wherever a distinguished name is read', () => {
    expect(statusOf('User.Read.All', ['User.ReadBasic.All'])).toBe('missing');
    expect(statusOf('User.Read.All', ['User.Read.All'])).toBe('granted');
    expect(statusOf('User.ReadBasic.All', ['User.Read.All'])).toBe('granted');
    expect(subjectNamesOf('objectId')).toEqual([
      { by: 'objectId' },
      { by: 'userPrincipalName', onlyUsers: true, permission: 'User.ReadBasic.All' },
      { by: 'distinguishedName', onlyUsers: true, permission: 'User.Read.All' },
    ]);
    expect(subjectNamesOf('elsewhere')).toEqual([{ by: 'objectId' }]);
  });
});

describe('the roles of a token', () => {
  const token = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

  it.each([
    ['an application with roles', token({ roles: ['A', 'B'] }), ['A', 'B']],
    ['an application without any', token({ idtyp: 'app' }), []],
    ['a person, whose scopes are no roles', token({ scp: 'Directory.Read.All' }), undefined],
    ['roles in a form that Entra does not use', token({ roles: 'A' }), undefined],
    ['an opaque token', 'EwB4A8l6', undefined],
    ['something that only looks like a token', 'a.b.c', undefined],
  ])('are told by %s', (_, text, roles) => {
    expect(readTokenRoles(text)).toEqual(roles);
  });
});
