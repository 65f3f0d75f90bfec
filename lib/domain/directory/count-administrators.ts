import type { SyncedAdministrators } from './directory-sync-facts.ts';

/** Who a role is assigned to. Known only while they are counted. */
export interface RoleHolder {
  id: string;
  /** `other`: an application. `unknown`: Graph does not say what it is, or names a kind that nobody has documented. */
  kind: 'user' | 'group' | 'other' | 'unknown';
  /** Of a user; absent where Graph shows no more than the id, as it does without the right to read users. */
  isSynchronized?: boolean;
}

/**
 * How many people hold roles, and how many of them are synchronized; each counts once, whatever they hold. Undefined when there may be
 * people and Graph shows of none where they come from: then nothing is known.
 * https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
export function countAdministrators(holders: readonly RoleHolder[], { isWhole }: { isWhole: boolean }): SyncedAdministrators | undefined {
  const users = uniqueOf(holders, 'user');
  const told = users.filter(({ isSynchronized }) => isSynchronized !== undefined);
  const nameless = uniqueOf(holders, 'unknown').length;
  if (users.length + nameless > 0 && told.length === 0) return undefined;
  // No tenant is without anybody who holds a role.
  const isPart = !isWhole || told.length < users.length || nameless > 0 || holders.length === 0;
  return {
    total: users.length,
    synchronized: told.filter(({ isSynchronized }) => isSynchronized).length,
    groups: uniqueOf(holders, 'group').length,
    ...(isPart && { isTruncated: true }),
  };
}

function uniqueOf(holders: readonly RoleHolder[], kind: RoleHolder['kind']): RoleHolder[] {
  return [...new Map(holders.filter((holder) => holder.kind === kind).map((holder) => [holder.id, holder])).values()];
}
