import { describe, expect, it } from '@jest/globals';
import { countAdministrators, type RoleHolder } from '../../../lib/domain/directory/count-administrators.ts';

const person = (id: string, isSynchronized?: boolean): RoleHolder => ({
  id,
  kind: 'user',
  ...(isSynchronized !== undefined && { isSynchronized }),
});
const nameless: RoleHolder = { id: 'nameless', kind: 'unknown' };
const count = (...holders: RoleHolder[]) => countAdministrators(holders, { isWhole: true });

describe('the people who hold roles', () => {
  it('count once each, whatever they hold, and groups and applications apart', () => {
    const others: RoleHolder[] = [
      { id: 'group', kind: 'group' },
      { id: 'app', kind: 'other' },
    ];
    expect(count(person('a', true), person('a', true), person('b', false), ...others)).toEqual({ total: 2, synchronized: 1, groups: 1 });
  });

  it('are at least so many where Graph does not say of all what they are, or where they come from, or names nobody', () => {
    expect(count(person('a', true), nameless)).toEqual({ total: 1, synchronized: 1, groups: 0, isTruncated: true });
    expect(count(person('a', true), person('b'))).toEqual({ total: 2, synchronized: 1, groups: 0, isTruncated: true });
    expect(count()).toEqual({ total: 0, synchronized: 0, groups: 0, isTruncated: true });
  });

  it('are not known where Graph shows of none where they come from', () => {
    expect(count(person('a'))).toBeUndefined();
    expect(count(nameless)).toBeUndefined();
    expect(count({ id: 'group', kind: 'group' })).toEqual({ total: 0, synchronized: 0, groups: 1 });
  });
});
