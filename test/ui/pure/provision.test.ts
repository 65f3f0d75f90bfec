import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Operation, Rules } from '../../../client/client.d.ts';
import { namesIn, provisionOf, ruleChoices } from '../../../ui/screens/story/act/subjects.ts';
import { outcomeOf } from '../../../ui/screens/story/operation/operation-words.ts';
import { resultWords } from '../../../ui/screens/story/operation/provision-words.ts';

const choice = { ruleId: 'r', objectTypeName: 'user', name: 'user → User (r)' };
const subjects: Rules['subjects'] = { most: 5, namedBy: [{ by: 'distinguishedName' }, { by: 'objectId' }, { by: 'userPrincipalName' }] };
const asked = (...names: string[]) => provisionOf(choice, names, subjects)?.body.subjects;

describe('whom to provision on demand', () => {
  it.each([
    ['ada@contoso.com', 'userPrincipalName'],
    ['ada_contoso.com#EXT#@fabrikam.onmicrosoft.com', 'userPrincipalName'],
    ['CN=Ada,OU=People,DC=contoso,DC=com', 'distinguishedName'],
    ['cn=Ada @ work, ou=People, dc=contoso', 'distinguishedName'],
    ['11111111-1111-4111-8111-111111111111', 'objectId'],
    ['E-4711 (=new)', 'objectId'],
    ['a@b@c', 'objectId'],
  ])('is told from how it is written: %s by %s', (name, field) => {
    expect(asked(name)).toEqual([{ objectTypeName: 'user', [field]: name }]);
  });

  it('is an id where the objects of the job cannot be named so', () => {
    const elsewhere = { most: 5, namedBy: [{ by: 'objectId' as const }] };
    expect(provisionOf(choice, ['ada@contoso.com'], elsewhere)?.body.subjects).toEqual([
      { objectTypeName: 'user', objectId: 'ada@contoso.com' },
    ]);
  });

  it('is one a line, each once, and no more than one request takes', () => {
    expect(namesIn(' a \n\nb\r\na')).toEqual(['a', 'b']);
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 8 }), (names) => {
        const provision = provisionOf(choice, namesIn(names.join('\n')), subjects);
        expect(provision === undefined).toBe(names.length === 0 || names.length > 5);
        expect(provision?.names ?? names).toEqual(names);
      }),
    );
  });

  it('goes by the mappings of the rules that are not switched off', () => {
    const mapping = (sourceObjectName: string, enabled?: boolean) => ({
      sourceObjectName,
      targetObjectName: 'User',
      ...(enabled !== undefined && { enabled }),
    });
    const rules = [
      { id: 'r1', name: 'AD', objectMappings: [mapping('user', true), mapping('contact', false)] },
      { id: 'r2', objectMappings: [mapping('worker')] },
    ];
    expect(ruleChoices(rules)).toEqual([
      { ruleId: 'r1', objectTypeName: 'user', name: 'user → User (AD)' },
      { ruleId: 'r2', objectTypeName: 'worker', name: 'worker → User (r2)' },
    ]);
  });
});

describe('what provisioning on demand came to', () => {
  const told = (result: string) =>
    outcomeOf({ action: 'provisionOnDemand', status: 'Succeeded', result: { result, steps: [] } } as unknown as Operation);

  it('is told by the result, and not by Graph having taken it', () => {
    expect(['Success', 'Skipped', 'Failure', 'Unknown', 'constructor'].map(told)).toEqual([
      'Provisioned.',
      'Skipped: nothing was written.',
      'Failed.',
      'What came of it could not be read.',
      'What came of it could not be read.',
    ]);
  });

  it('is well for success alone', () => {
    fc.assert(fc.property(fc.string(), (result) => expect(resultWords(result).health === 'healthy').toBe(result === 'Success')));
    expect(resultWords('Success').health).toBe('healthy');
  });
});
