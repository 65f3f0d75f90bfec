import type { TaskExecution } from '../synchronization-job.ts';
import { fixedLimits, shareOf } from './near-quarantine.ts';

/** How near a run is to the documented limits of failed objects: none, some, half of a limit, 80 % of it. */
const escrowBands = ['none', 'some', 'half', 'near'] as const;
type EscrowBand = (typeof escrowBands)[number];

/** The band of the nearer of the two limits that do not depend on how many objects there are: what it says of a run is the same for ever. */
export function escrowBand(execution: Pick<TaskExecution, 'countEscrowed' | 'countEscrowedRaw'> | undefined): EscrowBand {
  const share = execution === undefined ? 0 : Math.max(...fixedLimits(execution).map(shareOf));
  if (share >= 0.8) return 'near';
  if (share >= 0.5) return 'half';
  return share > 0 ? 'some' : 'none';
}
