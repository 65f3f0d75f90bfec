import type { Health, Tenant } from '../../../client/client.d.ts';
import { healths } from '../../words/healths.ts';

/** How a tenant stands: unknown where it cannot be read, whatever was read before; else as its worst job. */
export function healthOf({ unreadable, freshness, jobs }: Pick<Tenant, 'unreadable' | 'freshness' | 'jobs'>): Health {
  if (unreadable !== undefined || freshness !== 'fresh') return 'unknown';
  return healths.find((health) => (jobs.byHealth[health] ?? 0) > 0) ?? 'healthy';
}
