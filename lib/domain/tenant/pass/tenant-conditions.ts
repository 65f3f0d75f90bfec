import type { PassCondition } from '../../condition.ts';
import type { Sighting } from '../../condition-count.ts';
import type { UpstreamReason } from '../../errors.ts';

/** How one pass over a tenant ended: it got at least one good answer, or it failed for a reason. */
export type PassOutcome = { read: true } | { read: false; reason: UpstreamReason; code?: string; detail: string };

/** What a pass shows of a tenant's condition. A failure of another kind proves nothing about this one. */
export function sightTenantCondition(condition: PassCondition, pass: PassOutcome): Sighting {
  if (pass.read) return 'good';
  const failing: PassCondition = pass.reason === 'consentMissing' ? 'consentMissing' : 'unreachable';
  return failing === condition ? 'bad' : 'unknown';
}
