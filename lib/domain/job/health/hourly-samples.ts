import { hourInMs, isoOf, millisOf } from '../../time.ts';
import type { TaskExecution } from '../synchronization-job.ts';

/** One point of the 48-hour trend; at most one per hour is kept. */
export interface HourlySample {
  /** Start of the hour, UTC ISO. */
  t: string;
  escrowed: number;
  exported: number;
}

const hoursKept = 48;

/** The samples with this run in them: the last run of an hour stands for it, and two days are kept. */
export function addHourlySample(
  samples: readonly HourlySample[],
  execution: Pick<TaskExecution, 'countEscrowed' | 'countExported'> | undefined,
  now: number,
): HourlySample[] {
  if (execution === undefined) return [...samples];
  const hour = Math.floor(now / hourInMs) * hourInMs;
  const sample = { t: isoOf(hour), escrowed: execution.countEscrowed, exported: execution.countExported };
  if (samples.at(-1)?.t === sample.t) return [...samples.slice(0, -1), sample];
  const oldest = isoOf(hour - hoursKept * hourInMs);
  // Both sides are UTC ISO texts of one form, which sort like the times they name.
  return [...samples.filter(({ t }) => t > oldest && t < sample.t), sample];
}

/**
 * Whether escrows were higher in each of the last 3 hours than in the hour before it. An hour without a sample is flat,
 * because unchanged jobs are not written; the hour that has just begun may still be without one.
 */
export function escrowsRising(samples: readonly HourlySample[], now: number): boolean {
  const last = samples.at(-1);
  // Nothing rises to nothing.
  if (last === undefined || last.escrowed === 0) return false;
  const lastHour = millisOf(last.t);
  const currentHour = Math.floor(now / hourInMs) * hourInMs;
  if (lastHour < currentHour - hourInMs) return false;
  return [0, 1, 2].every((hoursBack) => rises(samples, lastHour - hoursBack * hourInMs));
}

function rises(samples: readonly HourlySample[], hour: number): boolean {
  const at = isoOf(hour);
  const sample = samples.findLast(({ t }) => t === at);
  const before = samples.findLast(({ t }) => t < at);
  return sample !== undefined && before !== undefined && sample.escrowed > before.escrowed;
}
