import type { GraphError } from '../model/model.ts';

/** What one cycle achieved. */
export interface CycleOutcome {
  state: 'Succeeded' | 'Failed' | 'EntryLevelErrors';
  imported: number;
  exports: number;
  exported: number;
  escrowed: number;
  /** Escrows the service keeps for itself: in the raw count only. */
  systemEscrows: number;
  error?: GraphError;
}
