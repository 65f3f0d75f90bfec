import { meansTheSame } from '../../canonical-text.ts';
import type { EventType } from '../event.ts';
import { escrowBand } from '../health/escrow-band.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

export type Difference =
  | { kind: 'material'; type: EventType; changes: string[]; from: Record<string, unknown>; to: Record<string, unknown> }
  | { kind: 'observation' }
  | { kind: 'none' };

interface MaterialField {
  /** In Graph's words where Graph has one. */
  name: string;
  type: EventType;
  read: (snapshot: JobSnapshot) => string | number | boolean | undefined;
  /** What must differ, when not every other value is a change. */
  level?: (snapshot: JobSnapshot) => number;
}

/** In order of weight: the first that changed names the event. */
const materialFields: readonly MaterialField[] = [
  { name: 'status.code', type: 'stateChanged', read: ({ state, rawCode }) => wordOf(state, rawCode) },
  { name: 'templateId', type: 'stateChanged', read: ({ templateId }) => templateId },
  { name: 'status.quarantine.reason', type: 'quarantineChanged', read: ({ quarantine }) => quarantine?.reason },
  { name: 'status.quarantine.seriesBegan', type: 'quarantineChanged', read: ({ quarantine }) => quarantine?.seriesBegan },
  { name: 'status.quarantine.error.code', type: 'quarantineChanged', read: ({ quarantine }) => quarantine?.error?.code },
  {
    name: 'status.lastExecution.state',
    type: 'executionChanged',
    read: ({ lastExecution }) => lastExecution && wordOf(lastExecution.state, lastExecution.rawState),
  },
  { name: 'status.lastExecution.error.code', type: 'executionChanged', read: ({ lastExecution }) => lastExecution?.error?.code },
  {
    name: 'status.countSuccessiveCompleteFailures',
    type: 'executionChanged',
    read: ({ countSuccessiveCompleteFailures }) => countSuccessiveCompleteFailures,
    level: ({ countSuccessiveCompleteFailures: failures }) => (failures >= 3 ? 2 : Math.min(failures, 1)),
  },
  { name: 'schedule.state', type: 'scheduleChanged', read: ({ schedule }) => wordOf(schedule.state, schedule.rawState) },
  { name: 'schedule.interval', type: 'scheduleChanged', read: ({ schedule }) => schedule.intervalInSeconds },
  { name: 'escrowBand', type: 'escrowsChanged', read: ({ lastExecution }) => escrowBand(lastExecution) },
  { name: 'status.escrowsPruned', type: 'escrowsChanged', read: ({ escrowsPruned }) => escrowsPruned },
];

/** What one reading changed: a material change is worth an event, an observation only the job's row, nothing is worth no write at all. */
export function compareSnapshots(previous: JobSnapshot | undefined, next: JobSnapshot): Difference {
  const status = materialFields.slice(0, 1);
  if (previous === undefined) return { kind: 'material', type: 'appeared', changes: ['status.code'], from: {}, to: valuesOf(status, next) };
  const changed = materialFields.filter((field) => levelOf(field, previous) !== levelOf(field, next));
  const [first] = changed;
  if (first !== undefined) {
    const changes = changed.map(({ name }) => name);
    return { kind: 'material', type: first.type, changes, from: valuesOf(changed, previous), to: valuesOf(changed, next) };
  }
  // The last run is what nearly always differs: looked at first, it spares the rest.
  const isSame = meansTheSame(previous.lastExecution, next.lastExecution) && meansTheSame(previous, next);
  return { kind: isSame ? 'none' : 'observation' };
}

function levelOf({ level, read }: MaterialField, snapshot: JobSnapshot): unknown {
  return level === undefined ? read(snapshot) : level(snapshot);
}

function valuesOf(fields: readonly MaterialField[], snapshot: JobSnapshot): Record<string, unknown> {
  const values = fields.map(({ name, read }) => [name, read(snapshot)] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

// Two unpublished codes are two states, although both are shown as Unknown.
function wordOf(known: string, raw: string | undefined): string {
  return known === 'Unknown' ? (raw ?? known) : known;
}
