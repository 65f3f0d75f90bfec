import type { Ports } from '../ports/ports.ts';

/** Rows that others changed at every try: a passing fault, told once and always by this name. The next pass decides again. */
export function warnOfConflict({ log }: Pick<Ports, 'log'>, tenantId: string, facts: Record<string, unknown>): void {
  log.warn('Rows changed by somebody else; the next pass decides again', { tenantId, ...facts });
}
