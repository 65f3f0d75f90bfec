/** Worst first, as lists show them. */
export const healthStates = ['critical', 'unknown', 'warning', 'healthy'] as const;
export type Health = (typeof healthStates)[number];

export const healthReasons = [
  'quarantined',
  'quarantineEndsSoon',
  'disabled',
  'silent',
  'completeFailures',
  'stale',
  'unreadable',
  'malformed',
  'unknownState',
  'agentSuspected',
  'nearQuarantine',
  'escrowsRising',
  'escrowsPruned',
  'entryErrors',
  'paused',
  'notConfigured',
  'initialCycle',
  'neverRan',
] as const;
export type HealthReason = (typeof healthReasons)[number];

/** How old **our** reading is; the job's own silence is the health reason `silent`. */
export const freshnessStates = ['fresh', 'stale', 'unknown'] as const;
export type Freshness = (typeof freshnessStates)[number];

export const severityOf = { critical: 3, unknown: 2, warning: 1, healthy: 0 } as const satisfies Record<Health, number>;

export interface Assessment {
  health: Health;
  reasons: HealthReason[];
}

/** Whether a job's own reading fails, so that its age changes nothing of what is said. */
export function isReadingTrouble({ reasons }: { reasons: readonly HealthReason[] }): boolean {
  return reasons.includes('malformed') || reasons.includes('unreadable');
}
