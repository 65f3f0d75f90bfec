import { dayInMs, hourInMs, isoOf, millisOf } from '../../time.ts';
import { isOff } from '../job-facts.ts';
import type { JobSnapshot, quarantineReasons, TaskExecution } from '../synchronization-job.ts';
import type { HourlySample } from './hourly-samples.ts';
import { nearFrom } from './limit-standing.ts';
import { isFirstCycle } from './silence.ts';

/** The limits of failing objects, by the quarantine reason that stands for each. */
export const escrowLimits = [
  'EncounteredEscrowProportionThreshold',
  'EncounteredBaseEscrowThreshold',
  'EncounteredTotalEscrowThreshold',
] as const satisfies readonly (typeof quarantineReasons)[number][];
type EscrowLimit = (typeof escrowLimits)[number];

/** The limit a job is nearest to. */
export interface NearQuarantine {
  limit: EscrowLimit;
  /** How much of it is reached: 1 is all. */
  share: number;
  /** What counts towards it, and how much of that it allows. */
  count: number;
  allowed: number;
  /** When it is reached if it goes on as in the last hours, UTC ISO; absent when nothing rises. */
  reachedAt?: string;
}

interface EscrowFacts {
  snapshot: JobSnapshot;
  samples: readonly HourlySample[];
}

type Escrows = Pick<TaskExecution, 'countEscrowed' | 'countEscrowedRaw'>;

const baseLimit = 40_000;
const totalLimit = 60_000;
const proportion = 0.4;
const proportionCountsFrom = 5_000;

/**
 * How near an active job is to Microsoft's documented limits: 40 % of its objects and at least 5,000 failing, 40,000 without references,
 * 60,000 with them. They may change at Microsoft's side: this warns and never calls a job quarantined.
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status
 */
export function nearestLimit({ snapshot, samples }: EscrowFacts, now: number): NearQuarantine | undefined {
  const { lastExecution } = snapshot;
  if (lastExecution === undefined || snapshot.state !== 'Active' || isOff(snapshot)) return undefined;
  const objects = objectsOf(snapshot);
  const { countEscrowed: count } = lastExecution;
  const byProportion = { limit: escrowLimits[0], count, allowed: Math.max(proportionCountsFrom, proportion * Math.max(objects, count)) };
  const [nearest = byProportion] = [byProportion, ...fixedLimits(lastExecution)].sort((one, other) => shareOf(other) - shareOf(one));
  if (nearest.count === 0) return undefined;
  const share = shareOf(nearest);
  // A tenant cannot have more failing objects than objects; how many there are is known once the first cycle is over.
  const isReachable = objects === 0 || isFirstCycle(snapshot) || nearest.allowed <= objects;
  const hours = isReachable && share < 1 ? hoursToReach(count / share, { snapshot, samples }, now) : Number.POSITIVE_INFINITY;
  return { ...nearest, share, ...(hours < hoursLookedAhead && { reachedAt: isoOf(now + hours * hourInMs) }) };
}

/** Whether that is near: 80 % reached, or all of it within a day; once told, until it is below 70 % and two days away. */
export function isNear(nearest: NearQuarantine | undefined, now: number, wasNear: boolean): boolean {
  if (nearest === undefined) return false;
  return nearest.share >= (wasNear ? 0.7 : nearFrom) || millisOf(nearest.reachedAt) - now <= (wasNear ? 2 : 1) * dayInMs;
}

/** The two limits that do not depend on how many objects there are. */
export function fixedLimits({ countEscrowed, countEscrowedRaw }: Escrows): Pick<NearQuarantine, 'limit' | 'count' | 'allowed'>[] {
  return [
    { limit: escrowLimits[1], count: countEscrowed, allowed: baseLimit },
    { limit: escrowLimits[2], count: countEscrowedRaw, allowed: totalLimit },
  ];
}

export function shareOf({ count, allowed }: Pick<NearQuarantine, 'count' | 'allowed'>): number {
  return count / allowed;
}

const hoursLookedAhead = 28 * 24;

function objectsOf({ lastExecution, synchronizedEntryCountByType }: JobSnapshot): number {
  const synchronized = synchronizedEntryCountByType.reduce((sum, { value }) => sum + value, 0);
  return Math.max(lastExecution?.countEntitled ?? 0, synchronized);
}

// All limits are nearing at the same rate, that of the failing objects, so `target` is what they have to come to.
function hoursToReach(target: number, { snapshot, samples }: EscrowFacts, now: number): number {
  const intervalInHours = (snapshot.schedule.intervalInSeconds ?? 0) / 3600;
  const windows = [Math.max(3, 2 * intervalInHours), Math.max(6, 4 * intervalInHours)];
  // What rose once and stands since rises in the longer window alone, so the lower rate is the present one.
  const rate = Math.min(...windows.map((hours) => risePerHour(samples, Math.min(hours, 48), now)));
  const missing = target - (samples.at(-1)?.escrowed ?? 0);
  return rate > 0 ? Math.max(0, missing / rate) : Number.POSITIVE_INFINITY;
}

// An hour without a sample is flat. Less than three hours are no slope.
function risePerHour(samples: readonly HourlySample[], hours: number, now: number): number {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return 0;
  const from = isoOf(now - hours * hourInMs);
  const base = samples.findLast(({ t }) => t <= from) ?? first;
  const span = Math.min(hours, (now - millisOf(base.t)) / hourInMs);
  return span < 3 ? 0 : (last.escrowed - base.escrowed) / span;
}
