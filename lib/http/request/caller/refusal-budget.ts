import type { Clock } from '../../../application/ports/ports.ts';

/** Whether one more refusal is written down: by itself, as the one row that says that there are more, or not. */
export type RefusalRow = 'own' | 'summary' | 'none';

export const rowsPerMinute = 60;

/** A caller who is refused without end fills the metrics, not the audit log: in each minute 60 rows, then one for each tenant. */
export function createRefusalBudget(clock: Pick<Clock, 'now'>): (actor: string, tenantId: string) => RefusalRow {
  let minute = 0;
  const spent = new Map<string, { rows: number; summarised: Set<string> }>();
  return (actor, tenantId) => {
    const now = Math.floor(clock.now() / 60_000);
    if (now !== minute) {
      minute = now;
      spent.clear();
    }
    const own = spent.get(actor) ?? { rows: 0, summarised: new Set() };
    spent.set(actor, own);
    own.rows += 1;
    if (own.rows <= rowsPerMinute) return 'own';
    if (own.summarised.has(tenantId)) return 'none';
    own.summarised.add(tenantId);
    return 'summary';
  };
}
