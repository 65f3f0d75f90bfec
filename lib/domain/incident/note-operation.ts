import type { OperationRecord } from '../operation/operation.ts';
import { millisOf } from '../time.ts';
import type { Incident, IncidentOperation, TimelineEntry } from './incident.ts';
import { withEntry } from './incident-cards.ts';

/** The incident with what the operation has come to since; undefined when it tells all of it already. */
export function noteOperation<Life extends Incident>(incident: Life, operation: OperationRecord): Life | undefined {
  // What ended before the incident opened belongs to the one before, unless this one is its relapse.
  const isOlder = millisOf(operation.createdAt) < millisOf(incident.openedAt) && operation.verification !== 'relapsed';
  if (isOlder) return undefined;
  const told = new Set(incident.timeline.map(({ at, what }) => `${at} ${what}`));
  const news = entriesOf(operation).filter(({ at, what }) => !told.has(`${at} ${what}`));
  const summary = summaryOf(operation);
  const isSame = JSON.stringify(incident.operation) === JSON.stringify(summary);
  if (news.length === 0 && isSame) return undefined;
  return news.reduce(withEntry, { ...incident, operation: summary });
}

/** What cards and lists need to know of it. */
function summaryOf(operation: OperationRecord): IncidentOperation {
  const { operationId, action, actor, status, verification } = operation;
  const at = operation.postingAt ?? operation.createdAt;
  return { operationId, action, actor, at, status, ...(verification !== undefined && { verification }) };
}

function entriesOf({ action, actor, createdAt, status, finishedAt, error, verification, verifiedAt }: OperationRecord): TimelineEntry[] {
  const asked: TimelineEntry = { at: createdAt, what: `operation ${action}`, detail: `asked for by ${actor}` };
  const ended: TimelineEntry[] =
    finishedAt === undefined
      ? []
      : [{ at: finishedAt, what: `operation ${status}`, detail: error === undefined ? action : `${action}: ${error.code}` }];
  const isDecided = verifiedAt !== undefined && status === 'Succeeded';
  return [asked, ...ended, ...(isDecided ? [{ at: verifiedAt, what: `operation ${verification}`, detail: action }] : [])];
}
