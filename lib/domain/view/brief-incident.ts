import type { Incident } from '../incident/incident.ts';
import { defined } from '../optional.ts';
import { millisOf } from '../time.ts';

/** Of a job's open incident what its row in a list tells: whether somebody is on it. */
export interface IncidentBrief {
  id: string;
  acknowledgedBy?: string;
  acknowledgedByName?: string;
  /** Only while it lasts. */
  snoozedUntil?: string;
}

/** What is known of the incident at `now`, milliseconds since the epoch; `incident` is missing where only its id is known. */
export function briefIncident(id: string, incident: Incident | undefined, now: number): IncidentBrief {
  const { acknowledgedBy, acknowledgedByName, snoozedUntil } = incident ?? {};
  const isSnoozed = millisOf(snoozedUntil) > now;
  return { id, ...defined({ acknowledgedBy, acknowledgedByName, snoozedUntil: isSnoozed ? snoozedUntil : undefined }) };
}
