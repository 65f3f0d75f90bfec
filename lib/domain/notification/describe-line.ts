import { isGraded } from '../condition.ts';
import { causeText } from '../incident/cause.ts';
import type { CardKind, Incident } from '../incident/incident.ts';
import { isWithinTenant } from '../incident/incident-scope.ts';
import { offSince } from '../job/health/switched-off.ts';
import { millisOf } from '../time.ts';
import { nameOf, timeLeftOf } from './describe-incident.ts';
import { durationText, timeText } from './duration-text.ts';
import { incidentUrl } from './links.ts';
import type { MessageItem, MessageTerms, Subject } from './message.ts';
import { endingOf, scopeWords, wordings } from './wording.ts';

/** What each kind of card says of a problem. */
const news = {
  opened: 'opened',
  updated: 'reason changed',
  reminder: 'still open',
  deadline: 'switch-off near',
  resolved: 'ended',
} as const satisfies Record<CardKind, string>;

interface LineTerms {
  /** What the card tells of all of them; absent when kinds are mixed. */
  kind?: CardKind | undefined;
  /** The reason that the card names for all of them. */
  causeCode?: string | undefined;
}

/** A line for each problem on a card that tells of several: of whom, what it is, what is new of it, why and how it stands. */
export function describeLines(subjects: readonly Subject[], group: LineTerms, terms: MessageTerms): MessageItem[] {
  // An application may have several jobs, which all bear its name.
  const jobs = Map.groupBy(subjects, nameInTenant);
  return subjects.map((subject) => {
    const line = describeLine(subject, group, terms);
    const namesakes = new Set(jobs.get(nameInTenant(subject))?.map(jobIdOf));
    return namesakes.size > 1 ? { ...line, name: `${line.name} (${jobIdOf(subject)})` } : line;
  });
}

function nameInTenant(subject: Subject): string {
  return JSON.stringify([subject.incident.tenantId, nameOf(subject)]);
}

function jobIdOf({ incident: { scope } }: Subject): string {
  return scope.kind === 'job' ? scope.jobId : scopeWords[scope.kind];
}

function describeLine(subject: Subject, group: LineTerms, terms: MessageTerms): MessageItem {
  const { incident, tenantName } = subject;
  const told = subject.kinds ?? [group.kind ?? (incident.state === 'closed' ? 'resolved' : 'opened')];
  const word = wordings[incident.condition].word.toLowerCase();
  const tenant = isWithinTenant(incident.scope) ? [tenantName] : [];
  const url = incidentUrl(terms, incident.incidentId);
  return {
    name: nameOf(subject),
    detail: [
      ...tenant,
      `${word}: ${told.map((its) => newsOf(its, incident)).join(', ')}`,
      ...reasonOf(incident, told, group),
      stateOf(subject, terms.now),
    ].join(' · '),
    incidentId: incident.incidentId,
    ...(url !== undefined && { url }),
  };
}

function newsOf(kind: CardKind, { flappingSince }: Incident): string {
  return kind === 'updated' && flappingSince !== undefined ? 'comes and goes' : news[kind];
}

// Our own names of conditions are told by the word already.
function reasonOf(incident: Incident, told: readonly CardKind[], group: LineTerms): string[] {
  const { state, causeCode, condition, scope } = incident;
  if (state === 'closed') return [];
  if (told.includes('updated')) return [isGraded(condition) ? `now ${incident.severity}` : causeText(incident)];
  return scope.kind === 'service' || causeCode === condition || causeCode === group.causeCode ? [] : [causeCode];
}

function stateOf(subject: Subject, now: number): string {
  const { incident } = subject;
  if (incident.state === 'closed') {
    const duration = durationText(millisOf(incident.resolvedAt) - millisOf(incident.openedAt));
    return `${incident.resolution === 'recovered' ? 'over' : endingOf(incident).word} after ${duration}`;
  }
  const timeLeft = timeLeftOf(subject, now);
  return timeLeft === undefined ? `since ${timeText(sinceOf(subject, now))}` : `${timeLeft} left`;
}

// What was disabled out of its quarantine has been off for a shorter time than its incident is open.
function sinceOf({ incident, job }: Subject, now: number): string {
  const off = incident.condition === 'disabled' && job !== undefined ? offSince(job, now) : undefined;
  return off ?? incident.openedAt;
}
