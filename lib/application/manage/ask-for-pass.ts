import type { FleetRow } from '../../domain/tenant/tenant.ts';
import { millisOf } from '../../domain/time.ts';
import type { FleetPatch } from '../ports/ports.ts';

/**
 * The columns by which somebody who has mended something asks for a pass with a full discovery. Our own patience with the tenant ends; the
 * time that Graph named does not.
 */
export function discoveryColumns(row: FleetRow | undefined, at: string): FleetPatch {
  const isAsked = millisOf(row?.graphNotBefore) > millisOf(at);
  return { forceRequestedAt: at, discoveryRequestedAt: at, notBefore: (isAsked && row?.graphNotBefore) || null };
}
