import type { TaskExecution } from '../synchronization-job.ts';

/** How near a run is to the documented limits of failed objects: none, some, half of a limit, 80 % of it. */
const escrowBands = ['none', 'some', 'half', 'near'] as const;
type EscrowBand = (typeof escrowBands)[number];

/**
 * The band of the higher of two shares: escrows without references of 40,000, escrows in all of 60,000.
 * The limits may change at Microsoft's side, so the band describes and never predicts a quarantine.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status
 */
export function escrowBand(execution: Pick<TaskExecution, 'countEscrowed' | 'countEscrowedRaw'> | undefined): EscrowBand {
  const share = Math.max((execution?.countEscrowed ?? 0) / 40_000, (execution?.countEscrowedRaw ?? 0) / 60_000);
  if (share >= 0.8) return 'near';
  if (share >= 0.5) return 'half';
  return share > 0 ? 'some' : 'none';
}
