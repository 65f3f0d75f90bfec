import type { Job } from './model.ts';
import { guidOf } from './random.ts';

/** What Graph calls one of the job's cycles, in the job and in the log. `turnsAgo` 0 is the last one. */
export function cycleIdOf({ servicePrincipalId, document, life }: Job, turnsAgo = 0): string {
  return guidOf(`${servicePrincipalId}/${document.id}/${life.executions - turnsAgo}`);
}
