import type { Cause } from '../model/model.ts';
import type { CycleOutcome } from './outcome.ts';

/** The cycle could not be done at all. */
export function failing(cause: Cause): CycleOutcome {
  const error = { code: cause.code, message: cause.message, tenantActionable: cause.tenantActionable };
  return { state: 'Failed', imported: 0, exports: cause.parkedDeletes ?? 0, exported: 0, escrowed: 0, systemEscrows: 0, error };
}
