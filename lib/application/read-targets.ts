import { UpstreamError, type UpstreamReason } from '../domain/errors.ts';
import type { ReadFailure, TargetRead } from '../domain/job-read.ts';
import { decidePause } from '../domain/pacing.ts';
import { isoOf } from '../domain/time.ts';
import type { Ports } from './ports.ts';

// https://learn.microsoft.com/graph/json-batching: a batch holds at most 20 requests.
const batchSize = 20;

type Deps = Pick<Ports, 'graph' | 'clock'>;

export interface ReadOptions {
  /** Batches in flight at once. */
  concurrency: number;
  /** No batch is sent after this time (ms since the epoch). */
  deadlineAt: number;
}

/** Why a pass ended before its last target; `notBeforeInMs` is how long Graph wants to be left alone. */
export type PassStop = { reason: 'deadline' } | { reason: 'failed'; failure: ReadFailure; notBeforeInMs?: number };

export interface ReadEnd {
  /** Every target before this position was read. */
  readCount: number;
  stop?: PassStop;
}

// What the lanes of one pass share: the first throttling pauses them all.
interface Pass {
  tenantId: string;
  nextBatch: number;
  pausedUntil: number;
  waitedInMs: number;
  stop?: PassStop;
}

const worthAnotherTry: readonly UpstreamReason[] = ['throttled', 'unavailable', 'timeout', 'unreachable'];

/**
 * Reads the jobs of the given service principals in batches of 20, at most `concurrency` in flight, and hands the answers of each batch to
 * `onReads`. An item that failed by itself is an answer; a failure of the whole tenant ends the pass and leaves the rest unread.
 */
export async function readTargets(
  deps: Deps,
  tenantId: string,
  servicePrincipalIds: readonly string[],
  options: ReadOptions,
  onReads: (reads: TargetRead[]) => Promise<void>,
): Promise<ReadEnd> {
  const batches = chunk(servicePrincipalIds, batchSize);
  const isDone = batches.map(() => false);
  const pass: Pass = { tenantId, nextBatch: 0, pausedUntil: 0, waitedInMs: 0 };
  const lane = async (): Promise<void> => {
    while (pass.stop === undefined && pass.nextBatch < batches.length) {
      if (deps.clock.now() >= options.deadlineAt) {
        pass.stop = { reason: 'deadline' };
        return;
      }
      const index = pass.nextBatch++;
      const batch = batches[index] ?? [];
      const reads = await readBatch(deps, pass, batch);
      if (reads.length > 0) await onReads(reads);
      isDone[index] = reads.length === batch.length;
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, batches.length) }, lane));
  const firstUnread = isDone.indexOf(false);
  return {
    readCount: firstUnread < 0 ? servicePrincipalIds.length : firstUnread * batchSize,
    ...(pass.stop === undefined ? {} : { stop: pass.stop }),
  };
}

// Tries again only what failed and may succeed. Answers every item that is decided; none are answered twice.
async function readBatch(deps: Deps, pass: Pass, batch: readonly string[]): Promise<TargetRead[]> {
  const decided: TargetRead[] = [];
  let open = batch;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    while (pass.pausedUntil > deps.clock.now()) await deps.clock.sleep(pass.pausedUntil - deps.clock.now());
    if (pass.stop !== undefined) return decided;
    const reads = await askOnce(deps, pass.tenantId, open);
    const undecided = reads.filter((read) => !read.ok && worthAnotherTry.includes(read.failure.reason));
    decided.push(...reads.filter((read) => !undecided.includes(read)));
    pass.stop ??= stopForRefusal(reads);
    const worst = longestRetryAfter(undecided);
    if (worst === undefined) return decided;
    if (!pauseFor(deps, pass, worst, attempt)) return settleUndecided(pass, batch, decided, undecided, worst);
    open = undecided.map((read) => read.servicePrincipalId);
  }
  return decided;
}

// False when the pass has no patience left for this failure.
function pauseFor(deps: Deps, pass: Pass, failure: ReadFailure, attempt: number): boolean {
  const { reason, retryAfterInMs } = failure;
  const pause = decidePause({ reason, retryAfterInMs, attempt, waitedInMs: pass.waitedInMs, random: deps.clock.random() });
  if (pause.kind === 'wait') {
    pass.waitedInMs += pause.delayInMs;
    pass.pausedUntil = Math.max(pass.pausedUntil, deps.clock.now() + pause.delayInMs);
    return true;
  }
  if (reason === 'throttled') pass.stop = { reason: 'failed', failure, notBeforeInMs: pause.notBeforeInMs };
  return false;
}

// Throttling ends the pass. Another failure that spared a part of the batch belongs to its items; one that spared none, to the tenant.
function settleUndecided(
  pass: Pass,
  batch: readonly string[],
  decided: TargetRead[],
  undecided: TargetRead[],
  failure: ReadFailure,
): TargetRead[] {
  if (failure.reason === 'throttled') return decided;
  if (undecided.length < batch.length) return [...decided, ...undecided];
  pass.stop ??= { reason: 'failed', failure, notBeforeInMs: failure.retryAfterInMs };
  return decided;
}

// Missing consent is missing for every target of the tenant.
function stopForRefusal(reads: readonly TargetRead[]): PassStop | undefined {
  const refused = reads.find((read) => !read.ok && ['consentMissing', 'identityUnavailable'].includes(read.failure.reason));
  return refused === undefined || refused.ok ? undefined : { reason: 'failed', failure: refused.failure };
}

function longestRetryAfter(reads: readonly TargetRead[]): ReadFailure | undefined {
  const failures = reads.flatMap((read) => (read.ok ? [] : [read.failure]));
  const weight = (failure: ReadFailure) => (failure.reason === 'throttled' ? 1e12 : 0) + (failure.retryAfterInMs ?? 0);
  return failures.toSorted((a, b) => weight(b) - weight(a))[0];
}

// A request that failed as a whole is the same failure for each of its items.
async function askOnce(deps: Deps, tenantId: string, ids: readonly string[]): Promise<TargetRead[]> {
  const observedAt = isoOf(deps.clock.now());
  try {
    return await deps.graph.readJobs(tenantId, ids);
  } catch (error) {
    const failure = readFailureOf(error);
    return ids.map((servicePrincipalId) => ({ ok: false, servicePrincipalId, observedAt, failure }));
  }
}

/** What is kept of a failed request. @throws whatever is not an `UpstreamError`: that is a bug, not a failure. */
export function readFailureOf(error: unknown): ReadFailure {
  if (!(error instanceof UpstreamError)) throw error;
  const { service, operation, detail, ...evidence } = error.evidence;
  return { ...evidence, detail: detail ?? `${service} ${operation} failed` };
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
