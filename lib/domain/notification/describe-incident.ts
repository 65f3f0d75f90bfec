import { actorNames } from '../catalogue/actor-names.ts';
import type { Explanation } from '../catalogue/explanation.ts';
import { isGraded } from '../condition.ts';
import { causeText } from '../incident/cause.ts';
import type { CardKind, Incident } from '../incident/incident.ts';
import { isWithinTenant } from '../incident/incident-scope.ts';
import { limitWords } from '../job/health/limit-standing.ts';
import { nearestLimit } from '../job/health/near-quarantine.ts';
import { quarantineCountdown } from '../job/health/quarantine-countdown.ts';
import { offSince } from '../job/health/switched-off.ts';
import { lastRunAt } from '../job/job-facts.ts';
import { ageInMs, millisOf } from '../time.ts';
import { describeChange } from './describe-change.ts';
import { describeDomain, describeLeft } from './describe-domain.ts';
import { describeFailing } from './describe-failing.ts';
import { describeEnding, describeRelapse } from './describe-operation.ts';
import { counted, durationText, sinceText, timeText } from './duration-text.ts';
import { linksOf } from './links.ts';
import type { Message, MessageTerms, Subject } from './message.ts';
import { endingOf, wordings } from './wording.ts';

/** The card of one incident, as it stands now. */
export function describeIncident(kind: CardKind, subject: Subject, terms: MessageTerms): Message {
  const { incident } = subject;
  return {
    kind,
    tone: toneOf(kind, incident),
    ...headOf(kind, subject, terms.now),
    subject: nameOf(subject),
    facts: kind === 'resolved' ? resolvedFacts(subject) : openFacts(subject, terms.now),
    sections: kind === 'resolved' ? resolvedSections(subject) : openSections(kind, subject, terms.now),
    items: [],
    incidentIds: [incident.incidentId],
    links: linksOf(incident, terms),
  };
}

/** What the incident is about, by name; an id never stands alone. */
export function nameOf({ incident: { scope, displayName }, tenantName }: Subject): string {
  if (scope.kind === 'tenant') return tenantName;
  if (scope.kind === 'service' || scope.kind === 'domain') return displayName;
  const isNamed = displayName !== '' && displayName !== scope.servicePrincipalId;
  if (isNamed) return displayName;
  return scope.kind === 'job' ? `job ${scope.jobId}` : `application ${scope.servicePrincipalId}`;
}

/** How long until the service disables the job; undefined outside a quarantine with a known beginning. */
export function timeLeftOf({ incident, job }: Subject, now: number): string | undefined {
  const countdown = incident.condition === 'quarantine' ? quarantineCountdown(job?.snapshot.quarantine, now) : undefined;
  if (countdown === undefined) return undefined;
  if (countdown.daysLeft > 0) return counted(countdown.daysLeft, 'day');
  return millisOf(countdown.disableAt) > now ? 'less than a day' : 'no time';
}

// A quarantine may be older than our knowledge of it.
function sinceOf({ incident, job }: Subject): string {
  return (incident.condition === 'quarantine' ? job?.snapshot.quarantine?.seriesBegan : undefined) ?? incident.openedAt;
}

function toneOf(kind: CardKind, { severity, resolution }: Incident): Message['tone'] {
  if (kind !== 'resolved') return severity;
  return resolution === 'recovered' ? 'good' : 'info';
}

function headOf(kind: CardKind, subject: Subject, now: number): Pick<Message, 'word' | 'title'> {
  const { incident } = subject;
  const { word, title, resolvedTitle } = wordings[incident.condition];
  if (kind === 'resolved') {
    const duration = durationText(millisOf(incident.resolvedAt) - millisOf(incident.openedAt));
    if (incident.resolution === 'recovered') return { word: 'RESOLVED', title: `${resolvedTitle} after ${duration}` };
    return { word: 'CLOSED', title: `${endingOf(incident).title}; the incident is closed after ${duration}` };
  }
  const timeLeft = timeLeftOf(subject, now);
  if (kind === 'deadline') return { word: 'SWITCH-OFF NEAR', title: deadlineTitle(subject, now) };
  if (incident.flappingSince !== undefined) return { word: 'FLAPPING', title: `Comes and goes: ${withinSentence(title)}` };
  if (kind === 'updated') return { word, title: newTitle(incident, title) };
  if (kind === 'opened') return { word, title };
  const rest =
    timeLeft === undefined
      ? ''
      : timeLeft === 'no time'
        ? '; the job may be disabled any moment'
        : `; the job will be disabled in ${timeLeft}`;
  return { word, title: `Still open after ${durationText(ageInMs(sinceOf(subject), now))}${rest}` };
}

function newTitle({ condition, severity }: Incident, title: string): string {
  if (isGraded(condition)) return `Now ${severity === 'critical' ? 'critical' : 'a warning'}: ${withinSentence(title)}`;
  return condition === 'disabled' ? title : `${title}: the reason has changed`;
}

function withinSentence(title: string): string {
  return title.startsWith('Microsoft ') ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`;
}

function deadlineTitle({ job }: Subject, now: number): string {
  const leftInMs = millisOf(quarantineCountdown(job?.snapshot.quarantine, now)?.disableAt) - now;
  return leftInMs > 0 ? `Microsoft switches the job off in ${durationText(leftInMs)}` : 'Microsoft may switch the job off any moment';
}

function openFacts(subject: Subject, now: number): Message['facts'] {
  const { incident, job, tenantName, explanation } = subject;
  const quarantine = job?.snapshot.quarantine;
  const countdown = incident.condition === 'quarantine' ? quarantineCountdown(quarantine, now) : undefined;
  const isJob = incident.scope.kind === 'job';
  return present([
    ['Tenant', isWithinTenant(incident.scope) ? tenantName : undefined],
    ['Job', incident.scope.kind === 'job' ? incident.scope.jobId : undefined],
    ['Since', sinceText(sinceOf(subject), now)],
    ['Last well', sinceText(incident.lastWellAt, now) || undefined],
    ['Last good run', isJob ? sinceText(job?.snapshot.lastSuccessfulExecution?.timeEnded, now) || 'none known' : undefined],
    ['Disabled on', countdown && `${timeText(countdown.disableAt)} — ${timeLeftOf(subject, now)} left`],
    ...jobFacts(subject, now),
    ['Next try', incident.condition === 'disabled' ? undefined : sinceText(quarantine?.nextAttempt, now) || undefined],
    ['Last run', incident.condition === 'silent' && job ? sinceText(lastRunAt(job.snapshot), now) || 'none known' : undefined],
    ['Tenant id', incident.scope.kind === 'tenant' ? incident.tenantId : undefined],
    ['Who must act', isJob || explanation === undefined ? undefined : actorNames[explanation.whoMustAct]],
  ]);
}

function jobFacts({ incident, job }: Subject, now: number): (readonly [label: string, value: string | undefined])[] {
  if (job === undefined) return [];
  if (incident.condition === 'disabled') return [['Switched off', sinceText(offSince(job, now), now) || undefined]];
  const nearest = incident.condition === 'nearQuarantine' ? nearestLimit(job, now) : undefined;
  if (nearest === undefined) return [];
  return [
    ['Failing objects', limitWords(nearest)],
    ['At this rate', sinceText(nearest.reachedAt, now) || undefined],
  ];
}

function resolvedFacts({ incident, tenantName }: Subject): Message['facts'] {
  return present([
    ['Tenant', isWithinTenant(incident.scope) ? tenantName : undefined],
    ['Job', incident.scope.kind === 'job' ? incident.scope.jobId : undefined],
    ['Began', timeText(incident.openedAt)],
    ['Over', timeText(incident.resolvedAt)],
    ['Duration', durationText(millisOf(incident.resolvedAt) - millisOf(incident.openedAt))],
  ]);
}

function present(facts: readonly (readonly [label: string, value: string | undefined])[]): Message['facts'] {
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }])).slice(0, 6);
}

function openSections(kind: CardKind, subject: Subject, now: number): Message['sections'] {
  const { incident, job, explanation } = subject;
  const { meaning, nextStep } = wordings[incident.condition];
  const error = job?.snapshot.quarantine?.error ?? job?.snapshot.lastExecution?.error;
  const isOurs = incident.causeCode === incident.condition || incident.scope.kind === 'service';
  const told = explanation && `${explanation.title}. ${explanation.meaning}`;
  const cause = incident.scope.kind === 'service' && told ? `${meaning} ${told}` : (told ?? meaning);
  const hasChanged = kind === 'updated' && incident.flappingSince === undefined;
  const named = hasChanged ? causeText(incident) : isOurs ? '' : incident.causeCode;
  const code = named === '' || isGraded(incident.condition) ? '' : ` Code: ${named}.`;
  const quiet = 'It opens and closes too often. This is the last card until it has been quiet for an hour.';
  return [
    ...describeRelapse(incident),
    ...describeDomain(subject),
    ...(incident.flappingSince === undefined ? [] : [{ heading: 'Flapping', text: quiet }]),
    { heading: hasChanged ? 'Why now' : 'Why', text: `${cause}${code}` },
    ...describeFailing(job, now),
    ...(kind === 'opened' ? describeChange(subject) : []),
    ...(explanation && incident.scope.kind === 'job' ? [{ heading: 'Who must act', text: actorNames[explanation.whoMustAct] }] : []),
    {
      heading: 'Do next',
      text: incident.scope.kind === 'job' ? (explanation?.remedies[0] ?? nextStep) : firstSteps(explanation, nextStep),
    },
    ...(error?.message ? [{ heading: 'In the words of the service', text: error.message }] : []),
  ];
}

// The first step often only finds out; the second mends.
function firstSteps(explanation: Explanation | undefined, nextStep: string): string {
  const steps = explanation?.remedies.slice(0, 2) ?? [];
  return steps.length === 0 ? nextStep : steps.map((step) => (step.endsWith('.') ? step : `${step}.`)).join(' ');
}

function resolvedSections(subject: Subject): Message['sections'] {
  const { incident, explanation } = subject;
  const { meaning } = wordings[incident.condition];
  const was = explanation ? `${explanation.title}. Code: ${incident.causeCode}.` : meaning;
  return [{ heading: 'What it was', text: was }, ...describeEnding(incident), ...describeLeft(subject)];
}
