import type { UnknownCode } from '../../../domain/catalogue/explanation.ts';
import { serviceTenantId } from '../../../domain/tenant/tenant.ts';
import { isoOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';

const mostOfOneText = 20;
/** Different codes; what anybody may paste must not fill the table. */
const mostInAll = 1_000;

/**
 * Counts the codes of a pasted text that the catalogue lacks, under the service itself, since a text belongs to no tenant. Of the text
 * nothing is kept. That it could not be counted is no reason to refuse the answer.
 */
export async function notePastedCodes(
  { sightings, clock, log }: Pick<Ports, 'sightings' | 'clock' | 'log'>,
  codes: readonly UnknownCode[],
) {
  if (codes.length === 0) return;
  try {
    const pasted = (await sightings.list()).filter(({ tenantId }) => tenantId === serviceTenantId);
    const known = new Set(pasted.map(keyOf));
    const first = codes.slice(0, mostOfOneText);
    const fresh = first.filter((code) => !known.has(keyOf(code))).slice(0, Math.max(0, mostInAll - known.size));
    const at = isoOf(clock.now());
    const counted = [...first.filter((code) => known.has(keyOf(code))), ...fresh];
    await Promise.all(counted.map(({ family, code }) => sightings.record({ family, code, tenantId: serviceTenantId, at })));
  } catch (error) {
    log.warn('The unknown codes of a pasted text were not counted', { error });
  }
}

function keyOf({ family, code }: UnknownCode): string {
  return `${family}/${code}`;
}
