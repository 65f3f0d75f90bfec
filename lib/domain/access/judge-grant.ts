import type { Caller } from './caller.ts';
import { formatHolder, type Grant, type GrantHolder, type GrantScope } from './grant.ts';
import { visibleBy } from './rights.ts';
import { isWithin } from './visibility.ts';

/** Why a change of a grant is refused: it is their own, it does not exist for them, or it reaches beyond their own scopes. */
export type GrantRefusalReason = 'own' | 'absent' | 'beyond';

export type GrantVerdict = { allowed: true } | { allowed: false; reason: GrantRefusalReason };

interface GrantChange {
  holder: GrantHolder;
  before: Grant | undefined;
  /** Absent where the row goes. */
  after?: { scopes: readonly GrantScope[] };
  /** Whether somebody without a row sees nothing rather than everything. */
  required: boolean;
}

/** Whether a grant exists for somebody who manages grants: with limits only where all of it lies within theirs, and never their own. */
export function seesGrant(caller: Caller, grant: Grant): boolean {
  return caller.visible === 'all' || (!isOwn(caller, grant) && liesWithin(caller, grant));
}

/**
 * Judges a change of a grant. Nobody edits their own, and nobody hands on what they do not hold. Who has limits changes the grants that lie
 * within them, and writes a first one only where nobody sees anything without: elsewhere it would take from somebody who sees everything.
 */
export function judgeGrantChange(caller: Caller, { holder, before, after, required }: GrantChange): GrantVerdict {
  if (isOwn(caller, holder)) return { allowed: false, reason: 'own' };
  if (caller.visible === 'all') return { allowed: true };
  const isFirst = before === undefined && required && after !== undefined;
  const isSeen = before !== undefined && seesGrant(caller, before);
  if (!isFirst && !isSeen) return { allowed: false, reason: after === undefined ? 'absent' : 'beyond' };
  // Where grants are not required, somebody without a row sees everything: to take the row away gives more than the caller has.
  const isTheirs = after === undefined ? required : liesWithin(caller, after);
  return isTheirs ? { allowed: true } : { allowed: false, reason: 'beyond' };
}

function isOwn(caller: Caller, holder: GrantHolder): boolean {
  return formatHolder(caller) === formatHolder(holder);
}

// A row without scopes belongs to no part of the fleet.
function liesWithin({ visible }: Caller, { scopes }: { scopes: readonly GrantScope[] }): boolean {
  return scopes.length > 0 && isWithin(visibleBy({ scopes }), visible);
}
