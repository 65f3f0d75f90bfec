import { type Condition, isGraded } from '../condition.ts';
import { errorCodeOf } from '../job/job-facts.ts';
import type { JobFacts } from '../job/job-marks.ts';
import type { IncidentSeverity } from './incident.ts';
import { incidentSeverities } from './incident-severity.ts';

/** What is behind a condition, in the service's own codes. */
export interface Cause {
  causeCode: string;
  quarantineReason?: string;
  /** How grave it is, where that is not the same at all times. */
  severity?: IncidentSeverity;
  /** When it was last well, UTC ISO; news of it alone is no news. */
  lastWellAt?: string;
}

/**
 * The cause of a job's trouble: the error's code, else the quarantine's reason, else the condition itself. What a job was disabled from
 * stays its cause when Graph shows no quarantine any more.
 */
export function causeOf({ snapshot, marks }: JobFacts, condition: Condition): Cause {
  const past = condition === 'disabled' ? marks?.disabledFrom : undefined;
  const quarantineReason = snapshot.quarantine?.reason ?? past?.reason;
  const causeCode = past?.errorCode ?? errorCodeOf(snapshot) ?? quarantineReason ?? condition;
  return quarantineReason === undefined ? { causeCode } : { causeCode, quarantineReason };
}

/** The cause as one told it: a job that was disabled out of its quarantine has a new story, although the cause is the old one. */
export function toldCause({ condition, ...cause }: Cause & { condition: Condition }): string {
  if (condition === 'disabled') return `disabled: ${causeText(cause)}`;
  return isGraded(condition) ? `${causeText(cause)} (${cause.severity ?? incidentSeverities[condition]})` : causeText(cause);
}

/** The cause as cards and the timeline name it. */
export function causeText({ causeCode, quarantineReason }: Cause): string {
  return quarantineReason === undefined || quarantineReason === causeCode ? causeCode : `${causeCode} (${quarantineReason})`;
}
