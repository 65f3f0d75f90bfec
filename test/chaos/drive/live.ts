import type { JobPatch } from '../../../dev/graph/control/patch-job.ts';
import { isQuarantine } from '../check/spells.ts';
import type { PlannedTurn } from '../plan/plan.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';

/** What a turn makes of a job that is like this now. */
function patchOf({ roll, cause }: PlannedTurn, state: string): JobPatch {
  const quarantine = {
    reason: 'EncounteredQuarantineException',
    error: { code: cause, message: 'The synchronization job could not be completed.' },
  };
  if (state === 'Gone') return { removed: false };
  if (state === 'Active' && roll < 0.65) return { status: { code: 'Quarantine', quarantine } };
  if (state === 'Active' && roll < 0.85) return { status: { code: 'Paused' } };
  // A code set once more tells whoever watches the job that its reason is another one.
  if (isQuarantine(state) && roll < 0.25) return { status: { code: 'Quarantine', quarantine } };
  if (isQuarantine(state) || state === 'Paused') return roll < 0.93 ? { status: { code: 'Active' } } : { removed: true };
  return { removed: true };
}

/** Lets one job change. */
export function takeTurn({ cloud, freeJobs, truth }: ChaosWorld, turn: PlannedTurn): void {
  const chosen = freeJobs[turn.job];
  if (chosen !== undefined) cloud.patch(chosen.job.document.id, patchOf(turn, truth.now(chosen)));
}
