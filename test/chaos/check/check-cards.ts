import type { Incident } from '../../../lib/domain/incident/incident.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import { isOff } from '../../../lib/domain/job/job-facts.ts';
import type { Books, Kill } from '../books/books.ts';
import { isQuarantine, recordedAt, stateAfter } from './spells.ts';
import type { Violation } from './violation.ts';

/** A killed process may have a post on its way. */
const slackInMs = 100;

type CardBooks = Pick<Books, 'incidents' | 'cards' | 'kills' | 'waiting' | 'events'>;

/** How often problems were told once more, where that is promised: between a post and its mark. */
export interface CardVerdict {
  violations: Violation[];
  repeats: number;
}

/** I2, I3 and I10: every problem is told, its end too, neither is told twice but in the one gap, and nothing waits for ever. */
export function checkCards(books: CardBooks): CardVerdict {
  let unnamed = books.cards.reduce((sum, card) => sum + card.unnamed, 0);
  const violations: Violation[] = books.waiting.map(({ incidentId, condition, kind, createdAt, attempt }) => ({
    invariant: 'I10',
    harm: 'leftOver',
    what: `${incidentId}: its card ${kind} (${condition}) of ${createdAt} was not sent in ${attempt ?? 0} attempts`,
  }));
  let repeats = 0;
  const openIds = new Set(books.incidents.flatMap(({ state, incidentId }) => (state === 'open' ? [incidentId] : [])));
  for (const incident of books.incidents) {
    const told = books.cards.filter(({ incidentIds }) => incidentIds.includes(incident.incidentId)).length;
    violations.push(...checkMarks(incident, openIds), ...checkCause(incident, books.events));
    const { fewest, most } = expectedTellings(incident);
    const missing = fewest - told;
    // A card that tells of many names some of them by their number only.
    if (missing > 0 && unnamed >= missing) unnamed -= missing;
    else if (missing > 0) violations.push(lost(incident, `is marked as told ${fewest} times, but the channel has ${told}`));
    const extra = Math.max(0, told - most);
    const allowed = mayRepeat(incident, books);
    repeats += Math.min(extra, allowed);
    if (extra > allowed)
      violations.push({ invariant: 'I3', harm: 'repeated', what: `${incident.incidentId} was told ${told} times instead of ${most}` });
  }
  return { violations: [...violations, ...checkWarrants(books)], repeats };
}

/** The marks of an incident say how often it was told; only a changed reason may be told more than once. */
function expectedTellings({ announced = {}, seq }: Incident): { fewest: number; most: number } {
  const once = Object.keys(announced).filter((kind) => kind !== 'updated').length;
  const updates = announced.updated === undefined ? 0 : 1;
  return { fewest: once + updates, most: updates === 0 ? once : Math.max(once + updates, seq) };
}

function mayRepeat({ incidentId }: Incident, { kills, cards }: CardBooks): number {
  const own = cards.filter((card) => card.incidentIds.includes(incidentId));
  const isInGap = ({ at, claimed }: Kill) =>
    claimed.some(
      (row) => row.incidentId === incidentId && own.some((card) => card.at >= Date.parse(row.createdAt) && card.at <= at + slackInMs),
    );
  return kills.filter(isInGap).length + own.filter(({ status }) => status === 0).length;
}

/** An open problem was told; the end of a told problem, too; and no end without its beginning. */
function checkMarks(incident: Incident, openIds: ReadonlySet<string>): Violation[] {
  const { state, announced = {}, unsent, parentId = '' } = incident;
  const wasTold = Object.keys(announced).length > 0;
  if (unsent !== undefined) return [];
  // The card of what explains it speaks for it.
  if (state === 'open' && !wasTold && openIds.has(parentId)) return [];
  if (state === 'open' && !wasTold) return [lost(incident, 'is open and was never told')];
  if (state === 'open') return [];
  if (wasTold && announced.resolved === undefined && incident.resolution !== 'tenantRemoved')
    return [lost(incident, 'has ended, and nobody was told')];
  if (announced.resolved !== undefined && announced.opened === undefined && announced.updated === undefined)
    return [{ invariant: 'I3', harm: 'toldWrongly', what: `${incident.incidentId}: its end was told, its beginning never` }];
  return [];
}

/** A quarantine is told while the history knows one, and its end when there is none. */
function checkCause(
  { scope, condition, tenantId, openedAt, resolvedAt, resolution, incidentId }: Incident,
  events: Books['events'],
): Violation[] {
  if (scope.kind !== 'job' || condition !== 'quarantine') return [];
  const list = events.get(`${tenantId}/${scope.servicePrincipalId}/${scope.jobId}`) ?? [];
  const wrong = (what: string): Violation[] => [{ invariant: 'I2', harm: 'toldWrongly', what: `${incidentId} ${what}` }];
  if (!isQuarantine(recordedAt(list, Date.parse(openedAt)))) return wrong('was opened, but its job was in no quarantine');
  const ended = resolution === 'recovered' && isQuarantine(recordedAt(list, Date.parse(resolvedAt ?? '')));
  return ended ? wrong('was called over, but its job was in quarantine') : [];
}

/** Each recorded quarantine has its incident; one that comes and goes too often is a single one. */
function checkWarrants({ events, incidents }: CardBooks): Violation[] {
  return [...events].flatMap(([job, list]) => {
    const own = incidents.filter(
      ({ scope, condition, tenantId }) =>
        scope.kind === 'job' && condition === 'quarantine' && `${tenantId}/${scope.servicePrincipalId}/${scope.jobId}` === job,
    );
    const entries = entriesOf(list);
    if (own.length === entries || own.some(({ flappingSince }) => flappingSince !== undefined)) return [];
    return [
      {
        invariant: 'I2',
        harm: own.length < entries ? 'lost' : 'toldWrongly',
        what: `${job}: ${entries} quarantines, ${own.length} incidents; history: ${list.map(toldOf).join(', ')}; incidents: ${own.map(lifeOf).join(', ')}`,
      },
    ];
  });
}

/** How often the job fell into quarantine; while it is paused or switched off in one, that one has not ended. */
function entriesOf(list: readonly JobEvent[]): number {
  let inOne = false;
  return list.filter((event) => {
    const state = stateAfter(event);
    if (state === undefined) return false;
    const wasInOne = inOne;
    inOne = isQuarantine(state) || (wasInOne && event.snapshot !== undefined && isOff(event.snapshot));
    return isQuarantine(state) && !wasInOne;
  }).length;
}

function toldOf(event: JobEvent): string {
  return `${event.observedAt} ${event.type} ${stateAfter(event) ?? ''}`;
}

function lifeOf({ seq, state, openedAt, resolvedAt, resolution }: Incident): string {
  return `${seq} ${state} ${openedAt} to ${resolvedAt ?? 'now'} ${resolution ?? ''}`;
}

function lost({ incidentId }: Incident, what: string): Violation {
  return { invariant: 'I2', harm: 'lost', what: `${incidentId} ${what}` };
}
