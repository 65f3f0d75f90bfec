import type { Unavailable } from '../../client/client.d.ts';
import { wordFor } from './word-for.ts';

/** Why something may not be read in a tenant. */
const reasons = {
  consentMissing: 'The tenant has not consented.',
  permissionMissing: 'A permission is missing.',
  licenceMissing: 'Microsoft says that the tenant has no licence for it. Where a permission is missing, it may say the same.',
  notSupported: 'Microsoft Graph gives no application the right to read it.',
  notKept: 'It was too long ago: Microsoft does not have it any more.',
  refused: 'Microsoft refused it, for a reason of its own.',
} as const satisfies Record<Unavailable['reason'], string>;

/** The plain words; a reason that this page does not know yet stays as it is. */
export function unavailableReason(reason: string): string {
  return wordFor(reasons, reason);
}
