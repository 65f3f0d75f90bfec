import type { GapReason } from '../../job/gap.ts';
import { defined } from '../../optional.ts';
import { millisOf } from '../../time.ts';
import type { FleetRow } from '../tenant.ts';

/** Why nothing was read of a tenant after `since`, UTC ISO, as far as its row tells before the next good reading. */
export function reasonOfSilence(row: FleetRow, since: string | undefined): { reason: GapReason; code?: string } {
  const { unreadableReason, unreadableCode: code, lastAttemptAt } = row;
  if (unreadableReason !== undefined && unreadableReason !== 'notYetRead') return { reason: unreadableReason, ...defined({ code }) };
  return { reason: millisOf(lastAttemptAt) > millisOf(since) ? 'incomplete' : 'notPolled' };
}
