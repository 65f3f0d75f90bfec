import { formatOutboxKey, parseOutboxKey } from '../../../domain/ids.ts';
import type { ClosedIncident, CurrentIncident, Incident, OpenIncident, OutboxRow } from '../../../domain/incident/incident.ts';
import { defined } from '../../../domain/optional.ts';
import { fitData } from './fit-data.ts';

/** A stub as its row holds it: `closed`, with the number of the last opening as `seq`. */
interface StoredStub {
  v: 1;
  state: 'closed';
  hash: string;
  seq: number;
  resolvedAt?: string;
}

/** An incident as its row holds it: the unsent row is named by its key. */
type StoredLife<Life extends Incident> = Omit<Life, 'unsent'> & { outboxKey?: string };

/** What a row of a current incident may hold. */
export type StoredCurrent = StoredLife<OpenIncident> | StoredStub;
/** What a row of a past incident holds. */
export type StoredPast = StoredLife<ClosedIncident>;
/** A row of the outbox, which repeats its key. */
export type StoredCard = OutboxRow & { key: string };

const keptTimelineEntries = 40;

const shrinkIncident: readonly ((incident: StoredLife<Incident>) => StoredLife<Incident>)[] = [
  (incident) => ({ ...incident, timeline: [...incident.timeline.slice(0, 1), ...incident.timeline.slice(-keptTimelineEntries)] }),
];

/** The JSON of an incident's row. */
export function incidentData(value: CurrentIncident | ClosedIncident): string {
  if (value.state !== 'stub') return fitData(storedIncident(value), shrinkIncident);
  const { v, hash, openedSeq: seq, resolvedAt } = value;
  return JSON.stringify({ v, state: 'closed', hash, seq, ...defined({ resolvedAt }) } satisfies StoredStub);
}

/** What holds now, from its row. */
export function currentIncident(stored: StoredCurrent): CurrentIncident {
  if (stored.state === 'open') return readIncident(stored);
  const { v, hash, seq, resolvedAt } = stored;
  return { v, state: 'stub', hash, openedSeq: seq, ...defined({ resolvedAt }) };
}

/** The incident as every release has stored it. */
export function storedIncident<Life extends Incident>(incident: Life): StoredLife<Life> {
  const { unsent, ...kept } = incident;
  return unsent === undefined ? incident : { ...kept, outboxKey: formatOutboxKey(unsent) };
}

/** The incident from what was stored of it. */
export function readIncident<Life extends Incident>({ outboxKey, ...kept }: StoredLife<Life>): Life {
  const unsent = outboxKey === undefined ? undefined : parseOutboxKey(outboxKey);
  return { ...kept, ...(unsent && { unsent }) } as Life;
}

/** The JSON of a row of the outbox. */
export function cardData(row: OutboxRow): string {
  const { v, ...rest } = row;
  return fitData<StoredCard>({ v, key: formatOutboxKey(row), ...rest });
}

/** The card from its row. */
export function readCard({ key: _, ...row }: StoredCard): OutboxRow {
  return row;
}
