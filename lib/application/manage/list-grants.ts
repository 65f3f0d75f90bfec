import type { Caller } from '../../domain/access/caller.ts';
import { formatHolder, type Grant, type GrantHolder } from '../../domain/access/grant.ts';
import { seesGrant } from '../../domain/access/judge-grant.ts';
import { NotFoundError } from '../../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';

/** One page of the grants that somebody may see, by principal; `after` is the last one they were shown. */
export async function listGrants(
  deps: Pick<Ports, 'grants'>,
  { caller, pageSize, after }: { caller: Caller; pageSize: number; after?: string | undefined },
): Promise<{ value: Grant[]; last?: string }> {
  const seen = (await deps.grants.list()).filter(
    (grant) => seesGrant(caller, grant) && (after === undefined || formatHolder(grant) > after),
  );
  const value = seen.slice(0, pageSize);
  const last = value.at(-1);
  return seen.length > pageSize && last !== undefined ? { value, last: formatHolder(last) } : { value };
}

/**
 * The grant of one principal.
 * @throws NotFoundError when there is none or it does not exist for the caller.
 */
export async function getGrant(deps: Pick<Ports, 'grants'>, holder: GrantHolder, caller: Caller): Promise<Grant> {
  const stored = await deps.grants.get(holder);
  if (stored === undefined || !seesGrant(caller, stored.value)) throw new NotFoundError('The grant');
  return stored.value;
}
