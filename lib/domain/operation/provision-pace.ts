import { isoOf, millisOf } from '../time.ts';
import type { OperationRecord, SentProvision } from './operation.ts';
import type { CoolDownVerdict } from './restart-guard.ts';

/** Five requests in ten seconds, of one application in one tenant. https://learn.microsoft.com/graph/throttling-limits */
const requestsPerWindow = 5;
const windowInSeconds = 10;
const windowInMs = windowInSeconds * 1_000;
/** What a row has room for; a job is asked about less often than that. */
const rememberedRequests = 100;

/**
 * The requests of provisioning on demand that were sent for the job of this operation, its own included, newest first. A row that was
 * written before they were kept knows only its own.
 */
export function sentProvisions({ action, request, postingAt, lastPostedAt, provisioned = [] }: OperationRecord): SentProvision[] {
  // What Graph was too busy for has lost its time, and with it the cool-down.
  const isSent = action === 'provisionOnDemand' && postingAt !== undefined && lastPostedAt.provisionOnDemand === postingAt;
  return [...(isSent ? [{ at: postingAt, subjectHashes: request.provision?.subjectHashes ?? [] }] : []), ...provisioned];
}

/** What the next operation on the job has to know of them: those that can still cool down or count. */
export function carriedProvisions(
  last: OperationRecord | undefined,
  coolDownInMs: number,
  now: number,
): Pick<OperationRecord, 'provisioned'> {
  const lifeInMs = Math.max(coolDownInMs, windowInMs);
  const provisioned = (last === undefined ? [] : sentProvisions(last)).filter(({ at }) => now - millisOf(at) < lifeInMs);
  return provisioned.length === 0 ? {} : { provisioned: provisioned.slice(0, rememberedRequests) };
}

/** Judges whether enough time has passed for each of the subjects since it was last provisioned on demand by this job. */
export function judgeSubjects(facts: {
  subjectHashes: readonly string[];
  sent: readonly SentProvision[];
  coolDownInMs: number;
  override: boolean;
  now: number;
}): CoolDownVerdict {
  if (facts.override) return { allowed: true };
  const cooling = facts.subjectHashes.flatMap((hash, index) => {
    const last = facts.sent.find(({ subjectHashes }) => subjectHashes.includes(hash));
    const retryAfterInMs = millisOf(last?.at) + facts.coolDownInMs - facts.now;
    return last !== undefined && retryAfterInMs > 0 ? [{ index, at: last.at, retryAfterInMs }] : [];
  });
  const [latest] = cooling.toSorted((one, other) => other.retryAfterInMs - one.retryAfterInMs);
  if (latest === undefined) return { allowed: true };
  const names = cooling.map(({ index }) => `subjects[${index}]`).join(', ');
  const detail = `provisionOnDemand was sent for ${names} at ${latest.at}; give it time to show its effect. Other subjects may be tried at once.`;
  return { allowed: false, reason: 'CoolDown', detail, retryAfterInMs: latest.retryAfterInMs };
}

type PaceVerdict = { allowed: true } | { allowed: false; reason: 'TooManyRequests'; detail: string; retryAfterInMs: number };

/** Judges whether Graph takes one more such request in the tenant now; `operations` are the last ones of its jobs. */
export function judgePace(operations: readonly OperationRecord[], now: number): PaceVerdict {
  const recent = operations
    .flatMap(sentProvisions)
    .map(({ at }) => millisOf(at))
    .filter((at) => now - at < windowInMs)
    .sort((one, other) => other - one);
  const first = recent[requestsPerWindow - 1];
  if (first === undefined) return { allowed: true };
  const detail = `Graph takes ${requestsPerWindow} requests of provisioning on demand in ${windowInSeconds} seconds, and so many were sent in this tenant since ${isoOf(first)}.`;
  return { allowed: false, reason: 'TooManyRequests', detail, retryAfterInMs: first + windowInMs - now };
}
