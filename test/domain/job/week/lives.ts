import type { JobSnapshot, Quarantine, TaskExecution } from '../../../../lib/domain/job/synchronization-job.ts';
import type { OperationRecord } from '../../../../lib/domain/operation/operation.ts';

export const minute = 60_000;
const hour = 60 * minute;
export const day = 24 * hour;
/** A Monday. */
export const weekBegins = Date.parse('2026-03-09T00:00:00.000Z');

/** What a life needs to be random in a way that can be repeated. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  between(low: number, high: number): number;
}

/** What Graph would show of a job at a time, and what is true of it. */
export interface Life {
  name: string;
  jobAt(at: number): JobSnapshot;
  operationAt?(at: number): OperationRecord | undefined;
  /** From when to when it really is silent: the last sign of life, and the next. */
  silence?: { from: number; to: number; limitInMs: number };
  /** From when on Microsoft has it switched off after a quarantine, and when it runs well again. */
  disabled?: { from: number; to: number };
  neverSetUp?: boolean;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function run(ended: number, lasted = 2 * minute, changes: Partial<TaskExecution> = {}): TaskExecution {
  const counts = { countEntitled: 900, countEntitledForProvisioning: 0, countEscrowed: 0, countEscrowedRaw: 0, countExported: 1 };
  const imports = { countExports: 1, countImported: 1, countImportedDeltas: 1, countImportedReferenceDeltas: 0 };
  const times = { timeBegan: iso(ended - lasted), timeEnded: iso(ended) };
  return { activityIdentifier: `run-${ended}`, state: 'Succeeded', ...times, ...counts, ...imports, ...changes };
}

/** An active job, in step since long ago. */
function active(intervalInMs: number, changes: Partial<JobSnapshot> = {}): JobSnapshot {
  return {
    jobId: 'scim.11112222333344445555666677778888',
    templateId: 'scim',
    state: 'Active',
    schedule: { state: 'Active', intervalInSeconds: intervalInMs / 1000 },
    countSuccessiveCompleteFailures: 0,
    escrowsPruned: false,
    progress: [],
    steadyStateFirstAchievedTime: '2025-11-02T10:00:00.000Z',
    synchronizedEntryCountByType: [{ key: 'user to User', value: 900 }],
    settings: [],
    ...changes,
  };
}

function asNew({ steadyStateFirstAchievedTime: _, ...job }: JobSnapshot): JobSnapshot {
  return job;
}

/** The job as after its last regular run before `at`. */
function regular(intervalInMs: number, phase: number, at: number): JobSnapshot {
  const ended = at - ((((at - weekBegins - phase) % intervalInMs) + intervalInMs) % intervalInMs);
  return active(intervalInMs, { lastExecution: run(ended), steadyStateLastAchievedTime: iso(ended) });
}

function quarantined(job: JobSnapshot, began: number, at: number, reason = 'EncounteredQuarantineException'): JobSnapshot {
  const tries = Math.floor((at - began) / day);
  const quarantine: Quarantine = {
    reason,
    seriesBegan: iso(began),
    currentBegan: iso(began + tries * day),
    seriesCount: tries + 1,
    nextAttempt: iso(began + (tries + 1) * day),
  };
  return { ...job, state: 'Quarantine', countSuccessiveCompleteFailures: 5 + tries, quarantine };
}

function off(job: JobSnapshot): JobSnapshot {
  const { quarantine: _, ...rest } = job;
  return { ...rest, state: 'Paused', schedule: { ...rest.schedule, state: 'Disabled' } };
}

const intervals = [2 * minute, 20 * minute, 40 * minute, day];

function limitOf(intervalInMs: number): number {
  return Math.max(3 * intervalInMs, 30 * minute);
}

function anyInterval(chance: Chance): number {
  return intervals[Math.floor(chance.next() * intervals.length)] ?? 40 * minute;
}

function busy(chance: Chance): Life {
  const interval = anyInterval(chance);
  const phase = chance.between(0, interval);
  return { name: 'runs on its schedule', jobAt: (at) => regular(interval, phase, at) };
}

function neverByItself(chance: Chance): Life {
  const ended = weekBegins - chance.between(day, 30 * day);
  const { intervalInSeconds: _, ...schedule } = active(minute).schedule;
  return { name: 'never runs by itself', jobAt: () => active(minute, { schedule, lastExecution: run(ended) }) };
}

function firstCycle(chance: Chance, kind: 'observed' | 'unobserved' | 'standsStill'): Life {
  const interval = chance.next() < 0.5 ? 2 * minute : 40 * minute;
  const [began, lasts] = [weekBegins - chance.between(0, 2 * day), chance.between(2 * day, 6 * day)];
  const step = chance.between(minute, 20 * minute);
  const stopsAt = kind === 'standsStill' ? weekBegins + chance.between(hour, day) : Number.POSITIVE_INFINITY;
  const hasRun = chance.next() < 0.5;
  const jobAt = (at: number): JobSnapshot => {
    if (kind !== 'standsStill' && at >= began + lasts) return regular(interval, (began + lasts - weekBegins) % interval, at);
    const steps = Math.floor((Math.min(at, stopsAt) - began) / step);
    const observed = kind === 'unobserved' ? {} : { progressObservationDateTime: iso(began + steps * step) };
    const progress = [{ completedUnits: steps, totalUnits: Math.ceil((10 * day) / step), units: 'Pages', ...observed }];
    return asNew(active(interval, { progress, ...(hasRun && { lastExecution: run(began) }) }));
  };
  const stoodAt = began + Math.floor((stopsAt - began) / step) * step;
  const silence = { from: stoodAt, to: Number.POSITIVE_INFINITY, limitInMs: limitOf(interval) };
  return { name: `first cycle of days, ${kind}`, jobAt, ...(kind === 'standsStill' && { silence }) };
}

function cleared(chance: Chance, byUs: boolean): Life {
  const interval = anyInterval(chance);
  const ranAt = weekBegins - chance.between(hour, 3 * day);
  const began = ranAt + interval;
  const liftedAt = Math.max(began, weekBegins) + chance.between(hour, 3 * day);
  const before = active(interval, { lastExecution: run(ranAt) });
  const operation = {
    action: 'clearQuarantine',
    status: 'Succeeded',
    operationId: 'o',
    createdAt: iso(liftedAt),
    postingAt: iso(liftedAt),
  };
  return {
    name: byUs ? 'quarantine cleared by us' : 'quarantine that lifts by itself',
    jobAt: (at) => {
      if (at < began) return before;
      if (at < liftedAt) return quarantined(before, began, at);
      return at < liftedAt + interval ? before : regular(interval, (liftedAt - weekBegins) % interval, at);
    },
    operationAt: (at) => (byUs && at >= liftedAt ? (operation as unknown as OperationRecord) : undefined),
  };
}

function switchedOff(chance: Chance): Life {
  const interval = anyInterval(chance);
  const phase = chance.between(0, interval);
  const offAt = weekBegins + chance.between(0, 2 * day);
  const onAt = offAt + chance.between(hour, 4 * day);
  return {
    name: 'switched off and on by intent',
    jobAt: (at) => {
      if (at < offAt) return regular(interval, phase, at);
      const idle = regular(interval, phase, offAt);
      if (at < onAt) return off(idle);
      return at < onAt + interval ? idle : regular(interval, (onAt - weekBegins) % interval, at);
    },
  };
}

function disabled(chance: Chance): Life {
  const interval = 40 * minute;
  const from = weekBegins + chance.between(hour, 4 * day);
  const restartAt = chance.next() < 0.5 ? from + chance.between(hour, 2 * day) : Number.POSITIVE_INFINITY;
  const idle = active(interval, {
    lastExecution: run(from - 28 * day, minute, { state: 'Failed', error: { code: 'InvalidCredentials' } }),
  });
  const to = restartAt + interval;
  return {
    name: 'disabled by Microsoft',
    disabled: { from, to },
    jobAt: (at) => {
      if (at < from) return quarantined(idle, from - 28 * day, at);
      if (at < restartAt) return off(idle);
      return at < to ? idle : regular(interval, (restartAt - weekBegins) % interval, at);
    },
  };
}

function neverSetUp(chance: Chance): Life {
  const state = chance.next() < 0.5 ? 'NotConfigured' : 'NotRun';
  const job = asNew(active(40 * minute, { state, schedule: { state: 'Disabled', intervalInSeconds: 2400 } }));
  return { name: 'never set up', neverSetUp: true, jobAt: () => job };
}

function setUpLater(chance: Chance): Life {
  const begins = weekBegins + chance.between(hour, 3 * day);
  const before = neverSetUp(chance).jobAt(0);
  const fresh = asNew(active(40 * minute));
  return {
    name: 'set up in the week',
    jobAt: (at) =>
      at < begins ? before : at < begins + 40 * minute ? fresh : regular(40 * minute, (begins - weekBegins) % (40 * minute), at),
  };
}

/** Nothing comes from the source from Friday evening to Monday: no run is recorded, only that all is in step. */
function hrSource(chance: Chance, falls: boolean): Life {
  const phase = chance.between(0, 40 * minute);
  const rests = weekBegins + 4 * day + 18 * hour;
  return {
    name: falls ? 'HR source that ends in quarantine at the weekend' : 'HR source that rests at the weekend',
    jobAt: (at) => {
      const now = { ...regular(40 * minute, phase, at), templateId: 'Workday2AAD' };
      if (at < rests) return now;
      const { lastExecution } = regular(40 * minute, phase, rests);
      const resting = { ...now, ...(lastExecution && { lastExecution }) };
      return falls && at > rests + 40 * minute ? quarantined(resting, rests + 40 * minute, at, 'IngestionInterrupted') : resting;
    },
  };
}

function silent(chance: Chance): Life {
  const interval = anyInterval(chance);
  const phase = chance.between(0, interval);
  const stopsAt = weekBegins + chance.between(hour, 2 * day);
  const last = regular(interval, phase, stopsAt);
  const from = Date.parse(last.lastExecution?.timeEnded ?? '');
  const to = chance.next() < 0.5 ? from + limitOf(interval) + chance.between(6 * hour, 2 * day) : Number.POSITIVE_INFINITY;
  return {
    name: 'goes silent',
    silence: { from, to, limitInMs: limitOf(interval) },
    jobAt: (at) => (at < stopsAt ? regular(interval, phase, at) : at < to ? last : regular(interval, (to - weekBegins) % interval, at)),
  };
}

/** Every kind of life, as often as it stands here. */
export const lives: readonly ((chance: Chance) => Life)[] = [
  busy,
  busy,
  busy,
  neverByItself,
  (chance) => firstCycle(chance, 'observed'),
  (chance) => firstCycle(chance, 'observed'),
  (chance) => firstCycle(chance, 'unobserved'),
  (chance) => firstCycle(chance, 'standsStill'),
  (chance) => cleared(chance, true),
  (chance) => cleared(chance, false),
  switchedOff,
  disabled,
  neverSetUp,
  setUpLater,
  (chance) => hrSource(chance, false),
  (chance) => hrSource(chance, true),
  silent,
];
