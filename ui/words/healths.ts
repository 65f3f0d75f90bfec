import type { Health } from '../../client/client.d.ts';

/** Worst first; what is unknown may be worse than what is known to be a warning. */
export const healths = ['critical', 'unknown', 'warning', 'healthy'] as const satisfies readonly Health[];

export const healthNames = {
  critical: 'Critical',
  unknown: 'Unknown',
  warning: 'Warning',
  healthy: 'Healthy',
} as const satisfies Record<Health, string>;
