import type { Tenant } from '../../../client/client.d.ts';
import { counted } from '../../words/durations.ts';

/** The answer, before any row: how many cannot be read, then how many lack something. */
export function tenantsSentence(tenants: readonly Tenant[]): string {
  const unread = tenants.filter(({ unreadable }) => unreadable !== undefined).length;
  const lacking = tenants.filter(({ unreadable, consent }) => unreadable === undefined && consent.state === 'missing').length;
  if (tenants.length === 0) return 'Nothing is watched yet.';
  const told = [
    ...(unread > 0 ? [`${counted(unread, 'tenant')} cannot be read.`] : []),
    ...(lacking > 0 ? [`${counted(lacking, 'tenant lacks', 'tenants lack')} a permission.`] : []),
  ];
  const waits = tenants.filter(({ unreadable, freshness }) => unreadable === undefined && freshness !== 'fresh').length;
  if (waits > 0) told.push(`${counted(waits, 'tenant has', 'tenants have')} no fresh reading.`);
  return told.join(' ') || (tenants.length === 1 ? 'The one tenant is read.' : `All ${counted(tenants.length, 'tenant')} are read.`);
}
