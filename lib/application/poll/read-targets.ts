import type { UpstreamReason } from '../../domain/errors.ts';
import { type ReadFailure, readFailureOf, type TargetRead } from '../../domain/job/job-read.ts';
import { defined } from '../../domain/optional.ts';
import { decidePause, quietTimeInMs } from '../../domain/tenant/pass/pacing.ts';
import { isoOf } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';

// https://learn.microsoft.com/graph/json-batching: a batch holds at most 20 requests.
const batchSize = 20;

type Deps = Pick<Ports, 'graph' | 'clock'>;

export interface ReadOptions {
  /** Batches in flight at once. */
  concurrency: number;
  /** No batch is sent after this time (ms since the epoch). */
  deadlineAt: number;
  /** Called before every request. Rejects when the lease is lost: then nothing more is asked. */
  keepLease(): Promise<void>;
  /** Set for targets that failed before: each is asked once, and what fails again waits for its next turn. */
  isProbe?: true;
}

/** Why a pass ended before its last target. */
export type PassStop = { reason: 'deadline' } | { reason: 'failed'; failure: ReadFailure };

export interface ReadEnd {
  /** This target and every one before it was asked; absent when not even the first was. */
  lastRead?: string;
  /** Why there may be targets that were not asked. */
  stop?: PassStop;
}

// What the lanes of one pass share: the first throttling pauses them all.
interface Pass extends Pick<ReadOptions, 'keepLease' | 'isProbe'> {
  tenantId: string;
  pausedUntil: number;
  waitedInMs: number;
  /** Items that stayed throttled. */
  throttled: ReadFailure[];
  stop?: PassStop;
}

const worthAnotherTry: readonly UpstreamReason[] = ['throttled', 'unavailable', 'timeout', 'unreachable'];
// A request that is refused as a whole is refused for every other target of the tenant.
const refusesTenant: readonly UpstreamReason[] = ['consentMissing', 'identityUnavailable', 'unauthorized'];
// One throttled item is that service principal's; with the second it is the tenant that asks too much.
const throttledItemsThatPause = 2;

/**
 * Reads the jobs of the given service principals in batches of 20, at most `concurrency` in flight, and hands the answers of each batch to
 * `onReads`. An item that failed by itself is an answer; a request that failed as a whole ends the pass and leaves the rest unasked.
 */
export async function readTargets(
  deps: Deps,
  tenantId: string,
  servicePrincipalIds: Iterable<string>,
  options: ReadOptions,
  onReads: (reads: TargetRead[]) => Promise<void>,
): Promise<ReadEnd> {
  const { keepLease, isProbe } = options;
  const pass: Pass = { tenantId, keepLease, pausedUntil: 0, waitedInMs: 0, throttled: [], ...(isProbe && { isProbe }) };
  const batches = inBatches(servicePrincipalIds);
  const taken: { ids: readonly string[]; isDone: boolean }[] = [];
  const lane = async (): Promise<void> => {
    for (const ids of batches) {
      const batch = { ids, isDone: false };
      taken.push(batch);
      if (deps.clock.now() >= options.deadlineAt) pass.stop ??= { reason: 'deadline' };
      if (pass.stop !== undefined) return;
      const reads = await readBatch(deps, pass, ids);
      if (reads.length > 0) await onReads(reads);
      batch.isDone = reads.length === ids.length;
    }
  };
  // A lane that ends closes the batches for all: there are no more, or nothing can be read or recorded any more.
  await Promise.all(Array.from({ length: options.concurrency }, lane));
  const firstUnread = taken.findIndex(({ isDone }) => !isDone);
  const read = firstUnread < 0 ? taken : taken.slice(0, firstUnread);
  const lastRead = read.at(-1)?.ids.at(-1);
  return {
    ...(lastRead !== undefined && { lastRead }),
    ...(pass.stop !== undefined && { stop: pass.stop }),
  };
}

// Tries again only what failed and may succeed. Answers every item that is decided; none are answered twice.
async function readBatch(deps: Deps, pass: Pass, batch: readonly string[]): Promise<TargetRead[]> {
  const decided: TargetRead[] = [];
  let open = batch;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    await pass.keepLease();
    while (pass.pausedUntil > deps.clock.now()) await deps.clock.sleep(pass.pausedUntil - deps.clock.now());
    if (pass.stop !== undefined) return decided;
    const { reads, whole } = await askOnce(deps, pass.tenantId, open);
    if (whole !== undefined && refusesTenant.includes(whole.reason)) {
      endPass(pass, whole);
      return decided;
    }
    const undecided = reads.filter((read) => !read.ok && worthAnotherTry.includes(read.failure.reason));
    decided.push(...reads.filter((read) => !undecided.includes(read)));
    const worst = worstOf(undecided);
    if (worst === undefined) return decided;
    const isPatient = whole !== undefined || pass.isProbe === undefined;
    if (!isPatient || !pauseFor(deps, pass, worst, attempt)) return [...decided, ...settle(pass, undecided, whole)];
    open = undecided.map((read) => read.servicePrincipalId);
  }
  return decided;
}

// False when the pass has no patience left for this failure.
function pauseFor(deps: Deps, pass: Pass, failure: ReadFailure, attempt: number): boolean {
  const { reason, retryAfterInMs } = failure;
  const setback = { reason, attempt, waitedInMs: pass.waitedInMs, random: deps.clock.random() };
  const pause = decidePause({ ...setback, ...defined({ retryAfterInMs }) });
  if (pause.kind === 'stop') return false;
  pass.waitedInMs += pause.delayInMs;
  pass.pausedUntil = Math.max(pass.pausedUntil, deps.clock.now() + pause.delayInMs);
  return true;
}

// A request that stays without an answer is the tenant's, and its items stay unasked; an item that stays without one answers for itself.
function settle(pass: Pass, undecided: TargetRead[], whole: ReadFailure | undefined): TargetRead[] {
  if (whole !== undefined) {
    endPass(pass, whole);
    return [];
  }
  pass.throttled.push(...failuresOf(undecided).filter(isThrottling));
  const worst = pass.throttled.length < throttledItemsThatPause ? undefined : pass.throttled[0];
  if (worst !== undefined) endPass(pass, withLongestWait(worst, pass.throttled));
  return undecided;
}

function isThrottling({ reason, retryAfterInMs }: ReadFailure): boolean {
  return reason === 'throttled' || quietTimeInMs(retryAfterInMs) > 0;
}

// Several lanes may end the pass at once: the longest time that any of them was told holds.
function endPass(pass: Pass, failure: ReadFailure): void {
  const told = pass.stop?.reason === 'failed' ? [pass.stop.failure] : [];
  pass.stop = { reason: 'failed', failure: withLongestWait(told[0] ?? failure, [...told, failure]) };
}

// Throttling outweighs every other failure.
function worstOf(reads: readonly TargetRead[]): ReadFailure | undefined {
  const failures = failuresOf(reads);
  const worst = failures.find(({ reason }) => reason === 'throttled') ?? failures[0];
  return worst && withLongestWait(worst, failures);
}

function withLongestWait(failure: ReadFailure, failures: readonly ReadFailure[]): ReadFailure {
  const asked = failures.flatMap(({ retryAfterInMs }) => retryAfterInMs ?? []);
  return asked.length === 0 ? failure : { ...failure, retryAfterInMs: Math.max(...asked) };
}

function failuresOf(reads: readonly TargetRead[]): ReadFailure[] {
  return reads.flatMap((read) => (read.ok ? [] : [read.failure]));
}

// A request that failed as a whole is the same failure for each of its items.
async function askOnce(deps: Deps, tenantId: string, ids: readonly string[]): Promise<{ reads: TargetRead[]; whole?: ReadFailure }> {
  const observedAt = isoOf(deps.clock.now());
  try {
    return { reads: await deps.graph.readJobs(tenantId, ids) };
  } catch (error) {
    const failure = readFailureOf(error);
    return { reads: ids.map((servicePrincipalId) => ({ ok: false, servicePrincipalId, observedAt, failure })), whole: failure };
  }
}

function* inBatches(ids: Iterable<string>): Generator<string[]> {
  let batch: string[] = [];
  for (const id of ids) {
    batch.push(id);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
