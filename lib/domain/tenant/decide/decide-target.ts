import { meansTheSame } from '../../canonical-text.ts';
import { verdictOf } from '../../condition-count.ts';
import type { CurrentIncident } from '../../incident/incident.ts';
import { isGone, type ReadFailure, type TargetRead } from '../../job/job-read.ts';
import type { Target } from '../../job/record/job-record.ts';
import type { ServicePrincipal } from '../../job/synchronization-job.ts';
import { defined } from '../../optional.ts';
import { isoOf, millisOf } from '../../time.ts';
import { quietTimeInMs, targetDelayInMs } from '../pass/pacing.ts';
import { troubleCode } from '../pass/trouble.ts';
import { type IncidentTerms, type IncidentWrites, incidentWrites } from './incident-writes.ts';
import type { Known, KnownTenant } from './known-tenant.ts';
import type { StateWrite } from './state-write.ts';

export interface TargetTerms extends IncidentTerms {
  tickId: string;
}

/** The rows that an answer writes about its target, and what holds after them. */
export interface TargetDecision {
  /** Absent once it is no target any more. */
  target?: Target;
  incidents: CurrentIncident[];
  writes: StateWrite[];
}

/** A service principal that was found, as a target from now on. */
export function newTarget(tenantId: string, { id, displayName, appId, applicationTemplateId }: ServicePrincipal, now: number): Target {
  const given = defined({ appId, applicationTemplateId });
  return { v: 1, tenantId, servicePrincipalId: id, displayName, ...given, discoveredAt: isoOf(now) };
}

/** The target as its service principal is called now; undefined when nothing of it changed. */
export function renewTarget(target: Target, { displayName, appId, applicationTemplateId }: ServicePrincipal): Target | undefined {
  const renewed = { ...target, displayName, ...defined({ appId, applicationTemplateId }) };
  return meansTheSame(target, renewed) ? undefined : renewed;
}

/** Whether a target may be asked: one that fails is left alone for ever longer. */
export function isTargetDue({ notBefore }: Target, now: number): boolean {
  return !(millisOf(notBefore) > now);
}

/** The target after an answer that was a failure: how often in a row, why, and before which time it is not asked again. */
export function failedTarget(target: Target, read: Extract<TargetRead, { ok: false }>, terms: Pick<TargetTerms, 'tickId' | 'now'>): Target {
  const { failure: readFailure, observedAt } = read;
  const failedReads = (target.failedReads ?? 0) + 1;
  const readFailingSince = target.readFailingSince ?? observedAt;
  return { ...target, readFailingSince, readFailure, failedReads, notBefore: notBeforeOf(readFailure, failedReads, terms) };
}

// Counted from the tick, so that the next one is not missed by a second; half of it is certain when a pass comes out of turn.
function notBeforeOf({ retryAfterInMs }: ReadFailure, failedReads: number, { tickId, now }: Pick<TargetTerms, 'tickId' | 'now'>): string {
  const delayInMs = targetDelayInMs(failedReads);
  return isoOf(Math.max(millisOf(tickId) + delayInMs, now + delayInMs / 2, now + quietTimeInMs(retryAfterInMs)));
}

/**
 * What an answer says of the service principal itself, whatever it says of its jobs: a failure is counted and told, a good answer ends that.
 * One that was kept only because it could not be read goes when it turns out to have no jobs. Undefined when there is nothing to write.
 */
export function decideTarget(known: KnownTenant, read: TargetRead, hasJobs: boolean, terms: TargetTerms): TargetDecision | undefined {
  const stored = known.targets.get(read.servicePrincipalId);
  // What this very pass has found has no row yet that could be replaced.
  if (stored?.etag === undefined || isGone(read) || (read.ok && stored.value.failedReads === undefined)) return undefined;
  const { value, etag } = stored;
  if (!read.ok) {
    const target = failedTarget(value, read, terms);
    return decision(target, { type: 'target', value: target, etag }, targetIncident(known, target, terms));
  }
  const incident = targetIncident(known, value, terms, 'answers');
  if (!hasJobs) return decision(undefined, { type: 'targetRemoved', servicePrincipalId: value.servicePrincipalId, etag }, incident);
  const target = answeringTarget(value);
  return decision(target, { type: 'target', value: target, etag }, incident);
}

/**
 * The removal of a target that is gone and whose jobs were removed before: it is not asked again. One that this very pass has found is
 * not stored yet.
 */
export function removeGoneTarget(target: Known<Target> | undefined, read: TargetRead, hasJobs: boolean): StateWrite[] {
  if (target?.etag === undefined || hasJobs || !isGone(read)) return [];
  return [{ type: 'targetRemoved', servicePrincipalId: read.servicePrincipalId, etag: target.etag }];
}

/** The end of the incident of a target that is removed with it. */
export function endTargetIncident(known: KnownTenant, target: Target, terms: IncidentTerms): IncidentWrites {
  return target.failedReads === undefined ? { writes: [] } : targetIncident(known, target, terms, 'gone');
}

function answeringTarget({
  readFailingSince: _since,
  readFailure: _why,
  failedReads: _often,
  notBefore: _until,
  ...target
}: Target): Target {
  return target;
}

function targetIncident(known: KnownTenant, target: Target, terms: IncidentTerms, ends?: 'answers' | 'gone'): IncidentWrites {
  const { tenantId, servicePrincipalId, displayName, readFailure, failedReads = 0 } = target;
  const condition = 'servicePrincipalUnreadable';
  const subject = {
    tenantId,
    scope: { kind: 'servicePrincipal', servicePrincipalId } as const,
    condition,
    displayName,
    flips: [],
  } as const;
  const verdict = ends === 'answers' ? 'clear' : verdictOf(condition, { bad: failedReads, good: 0 }, 'bad');
  const cause = { causeCode: readFailure === undefined ? condition : troubleCode(readFailure) };
  return incidentWrites(known, subject, { verdict, cause, ...(ends === 'gone' && { gone: 'servicePrincipalRemoved' as const }) }, terms);
}

function decision(target: Target | undefined, write: StateWrite, { writes, after }: IncidentWrites): TargetDecision {
  return { ...(target && { target }), incidents: after === undefined ? [] : [after], writes: [write, ...writes] };
}
