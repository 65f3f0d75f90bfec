import type { ClosedIncident, CurrentIncident, Incident, OpenIncident } from '../../../domain/incident/incident.ts';
import { fitData } from './fit-data.ts';

/** A stub as its row holds it: `closed`, with the number of the last opening as `seq`. */
interface StoredStub {
  v: 1;
  state: 'closed';
  hash: string;
  seq: number;
}

/** What a row of a current incident may hold. */
export type StoredCurrent = OpenIncident | StoredStub;

const keptTimelineEntries = 40;

const shrinkIncident: readonly ((incident: Incident) => Incident)[] = [
  (incident) => ({ ...incident, timeline: [...incident.timeline.slice(0, 1), ...incident.timeline.slice(-keptTimelineEntries)] }),
];

/** The JSON of an incident's row. */
export function incidentData(value: CurrentIncident | ClosedIncident): string {
  if (value.state !== 'stub') return fitData<Incident>(value, shrinkIncident);
  const { v, hash, openedSeq } = value;
  return JSON.stringify({ v, state: 'closed', hash, seq: openedSeq } satisfies StoredStub);
}

/** What holds now, from its row. */
export function currentIncident(stored: StoredCurrent): CurrentIncident {
  if (stored.state === 'open') return stored;
  const { v, hash, seq } = stored;
  return { v, state: 'stub', hash, openedSeq: seq };
}
