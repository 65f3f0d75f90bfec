import type { Caller } from '../../../domain/access/caller.ts';
import { ConflictError, InvalidRequestError } from '../../../domain/errors.ts';
import type { Incident, OpenIncident } from '../../../domain/incident/incident.ts';
import { withEntry } from '../../../domain/incident/incident-cards.ts';
import { placeOf } from '../../../domain/incident/incident-scope.ts';
import { quarantineCountdown } from '../../../domain/job/health/quarantine-countdown.ts';
import type { AuditRecord } from '../../../domain/operation/audit-record.ts';
import { doneBy } from '../../../domain/operation/audit-record.ts';
import { defined } from '../../../domain/optional.ts';
import { dayInMs, isoOf, millisOf } from '../../../domain/time.ts';
import type { Ports } from '../../ports/ports.ts';
import { retryOnConflict } from '../../tenant/retry-on-conflict.ts';
import { findIncident } from '../../tenant/visible/find-incident.ts';
import { judgeRight, type Refusal } from '../../tenant/visible/judge-right.ts';
import { requireRoleAt } from '../../tenant/visible/require-visible-tenant.ts';
import { type OutgoingMessages, rebuildMessages } from '../operation-message.ts';

type Deps = Pick<Ports, 'clock' | 'state' | 'tenants' | 'audit'>;

export interface QuietOrder {
  incidentId: string;
  caller: Caller;
  requestId: string;
}

export interface QuietAnswer {
  incident: Incident;
  messages: OutgoingMessages;
}

const longestSnoozeInMs = 30 * dayInMs;
const attempts = 6;

/**
 * Notes that somebody has seen the incident; nothing changes when somebody already has.
 * @throws NotFoundError when there is none, ForbiddenError where the caller may only look, ConflictError `IncidentClosed` when it is over.
 */
export function acknowledgeIncident(deps: Deps, order: QuietOrder): Promise<QuietAnswer> {
  return changeIncident(deps, order, { action: 'acknowledge' }, async (incident, at) =>
    incident.acknowledgedAt === undefined
      ? withEntry(
          { ...incident, acknowledgedAt: at, ...acknowledgedBy(order.caller), updatedAt: at },
          { at, what: 'acknowledged', detail: order.caller.actor },
        )
      : undefined,
  );
}

/**
 * Keeps the incident silent until a time at most 30 days ahead, and not past the day on which the service switches its job off;
 * nothing changes when it already is, until then and for that reason.
 * @throws InvalidRequestError for another time, NotFoundError when there is none, ConflictError `IncidentClosed` when it is over.
 */
export function snoozeIncident(deps: Deps, order: QuietOrder & { until: string; reason?: string | undefined }): Promise<QuietAnswer> {
  const { until, reason, caller } = order;
  const aheadInMs = millisOf(until) - deps.clock.now();
  if (!(aheadInMs > 0 && aheadInMs <= longestSnoozeInMs)) throw wrongTime('must be in the future and at most 30 days ahead');
  return changeIncident(deps, order, { action: 'snooze', parameters: defined({ until, reason }) }, async (incident, at) => {
    const disableAt = await switchOffOf(deps, incident);
    if (millisOf(until) > millisOf(disableAt))
      throw wrongTime(
        `must not be after ${disableAt}, when Microsoft switches the job off; acknowledge the incident to stop its reminders`,
      );
    if (incident.snoozedUntil === until && incident.snoozeReason === reason) return undefined;
    const { snoozeReason: _, ...rest } = incident;
    const snoozed = { ...rest, snoozedUntil: until, snoozedBy: caller.actor, ...(reason && { snoozeReason: reason }), updatedAt: at };
    return withEntry(snoozed, { at, what: 'snoozed', detail: `until ${until} by ${caller.actor}` });
  });
}

function acknowledgedBy({ actor, name }: Caller): Pick<OpenIncident, 'acknowledgedBy' | 'acknowledgedByName'> {
  return { acknowledgedBy: actor, ...defined({ acknowledgedByName: name }) };
}

/** Why somebody may neither acknowledge nor snooze an incident that they see; undefined where they may. */
export function judgeQuiet(caller: Caller, incident: Incident): Refusal | undefined {
  const refusal = judgeRight(caller, placeOf(incident), 'Operator');
  if (refusal !== undefined || incident.state === 'open') return refusal;
  const { code, message } = isOver();
  return { code, detail: message };
}

function isOver(): ConflictError {
  return new ConflictError('IncidentClosed', 'The incident is over.');
}

function wrongTime(detail: string): InvalidRequestError {
  return new InvalidRequestError('InvalidRequest', 'The body is not valid.', [{ pointer: '/until', detail }]);
}

async function switchOffOf({ state, clock }: Deps, { tenantId, scope, condition }: OpenIncident): Promise<string | undefined> {
  if (scope.kind !== 'job' || condition !== 'quarantine') return undefined;
  const job = await state.getJob({ tenantId, servicePrincipalId: scope.servicePrincipalId, jobId: scope.jobId });
  return quarantineCountdown(job?.value.snapshot.quarantine, clock.now())?.disableAt;
}

// The poller and the sender of cards change the same row: whoever loses reads again.
async function changeIncident(
  deps: Deps,
  { incidentId, caller, requestId }: QuietOrder,
  deed: Pick<AuditRecord, 'parameters'> & { action: 'acknowledge' | 'snooze' },
  change: (incident: OpenIncident, at: string) => Promise<OpenIncident | undefined>,
): Promise<QuietAnswer> {
  return retryOnConflict(deps, { attempts, subject: 'The incident' }, async () => {
    const seen = await findIncident(deps, incidentId, caller.visible);
    const place = placeOf(seen);
    requireRoleAt(caller, place, 'Operator');
    const stored = await deps.state.getIncident(seen.tenantId, seen.hash);
    if (seen.state === 'closed' || stored === undefined) throw isOver();
    const current = stored.value;
    if (current.state !== 'open' || current.incidentId !== incidentId) return 'conflict';
    const now = deps.clock.now();
    const at = isoOf(now);
    const changed = await change(current, at);
    if (changed === undefined) return { incident: current, messages: {} };
    const [outcome] = await deps.state.commit(seen.tenantId, [[{ type: 'incident', value: changed, etag: stored.etag }]]);
    if (outcome !== 'committed') return 'conflict';
    await deps.audit.add({ ...place, ...doneBy(caller, requestId), at, incidentId, ...deed });
    return { incident: changed, messages: { 'poll-tenant': rebuildMessages(changed.tenantId, now) } };
  });
}
