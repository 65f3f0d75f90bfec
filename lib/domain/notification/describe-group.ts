import { actorNames } from '../catalogue/actor-names.ts';
import type { Explanation } from '../catalogue/explanation.ts';
import { type Condition, jobConditions, servicePrincipalConditions, tenantConditions } from '../condition.ts';
import type { CardKind } from '../incident/incident.ts';
import { millisOf } from '../time.ts';
import { daysLeftOf, nameOf } from './describe-incident.ts';
import { counted, durationText, timeText } from './duration-text.ts';
import { incidentsUrl, incidentUrl, linkList } from './links.ts';
import type { Message, MessageItem, MessageTerms, Subject } from './message.ts';
import { wordings } from './wording.ts';

/** As many problems as one card names; the rest is behind its link. */
export const namedPerCard = 10;

interface GroupSubjects {
  /** Absent when kinds are mixed. */
  kind?: CardKind;
  /** Every incident of the card, worst first. */
  subjects: readonly Subject[];
}

/** One card for many incidents: how many, where, why, the ten worst by name, and a link to all of them. */
export function describeGroup(group: GroupSubjects, terms: MessageTerms): Message {
  const { subjects } = group;
  const shared = sharedOf(subjects);
  const explanation = shared.causeCode === undefined ? undefined : subjects.find((subject) => subject.explanation)?.explanation;
  const wording = shared.condition && wordings[shared.condition];
  return {
    kind: 'group',
    ...headOf(group, shared),
    subject: `${group.kind === 'resolved' && explanation ? 'Was: ' : ''}${explanation?.title ?? shared.tenantName ?? 'Several tenants'}`,
    facts: [...groupFacts(group, shared), ...(group.kind === 'resolved' ? [] : actorFact(explanation))],
    sections:
      group.kind === 'resolved' || wording === undefined
        ? []
        : [
            { heading: 'Why', text: explanation ? explanation.meaning : wording.meaning },
            { heading: 'Do next', text: explanation?.remedies[0] ?? wording.nextStep },
          ],
    items: subjects.slice(0, namedPerCard).map((subject) => itemOf(subject, group.kind, terms)),
    ...(subjects.length > namedPerCard && { more: `and ${counted(subjects.length - namedPerCard, 'more', 'more')}` }),
    incidentIds: subjects.slice(0, namedPerCard).map(({ incident }) => incident.incidentId),
    links: linkList([[hasWholeList(group, shared) ? `Open all ${subjects.length}` : 'Open incidents', listUrl(group, shared, terms)]]),
  };
}

interface Shared {
  condition?: Condition;
  causeCode?: string;
  tenantId?: string;
  tenantName?: string;
  tenants: number;
}

function sharedOf(subjects: readonly Subject[]): Shared {
  const conditions = new Set(subjects.map(({ incident }) => incident.condition));
  const causes = new Set(subjects.map(({ incident }) => incident.causeCode));
  const tenants = new Map(subjects.map(({ incident, tenantName }) => [incident.tenantId, tenantName]));
  const [tenant] = tenants;
  return {
    ...(conditions.size === 1 && { condition: [...conditions][0] }),
    ...(conditions.size === 1 && causes.size === 1 && { causeCode: [...causes][0] }),
    ...(tenants.size === 1 && tenant && { tenantId: tenant[0], tenantName: tenant[1] }),
    tenants: tenants.size,
  };
}

function headOf({ kind, subjects }: GroupSubjects, { condition }: Shared): Pick<Message, 'tone' | 'word' | 'title'> {
  const count = counted(subjects.length, nounOf(condition));
  const tone = subjects.some(({ incident }) => incident.severity === 'critical') ? 'critical' : 'warning';
  const wording = condition && wordings[condition];
  const what = wording ? wording.grouped(count) : count;
  if (kind === 'resolved') return { tone: 'good', word: 'RESOLVED', title: `Over: ${what}` };
  const word = wording?.word ?? 'SEVERAL PROBLEMS';
  if (kind === 'reminder') return { tone, word, title: `Still ${what}` };
  if (kind === 'updated') return { tone, word, title: `${what}: the reason has changed` };
  return { tone, word, title: kind === undefined ? `${count} changed` : wording ? what : `${count} at once` };
}

function nounOf(condition: Condition | undefined): string {
  if (jobConditions.some((known) => known === condition)) return 'job';
  if (servicePrincipalConditions.some((known) => known === condition)) return 'application';
  return tenantConditions.some((known) => known === condition) ? 'tenant' : 'problem';
}

function groupFacts({ subjects }: GroupSubjects, shared: Shared): Message['facts'] {
  const first = subjects.map(({ incident }) => incident.openedAt).sort()[0];
  const tenants = shared.tenantName ?? counted(shared.tenants, 'tenant');
  return [
    { label: 'Affected', value: `${counted(subjects.length, 'incident')} in ${tenants}` },
    { label: 'Since', value: timeText(first) },
    ...(shared.causeCode === undefined ? [] : [{ label: 'Code', value: shared.causeCode }]),
  ];
}

function actorFact(explanation: Explanation | undefined): Message['facts'] {
  return explanation === undefined ? [] : [{ label: 'Who must act', value: actorNames[explanation.whoMustAct] }];
}

function itemOf(subject: Subject, kind: CardKind | undefined, terms: MessageTerms): MessageItem {
  const { incident, tenantName } = subject;
  const daysLeft = daysLeftOf(subject, terms.now);
  const isOver = incident.state === 'closed';
  const state = isOver
    ? `over after ${durationText(millisOf(incident.resolvedAt) - millisOf(incident.openedAt))}`
    : daysLeft === undefined
      ? `since ${timeText(incident.openedAt)}`
      : `${counted(daysLeft, 'day')} left`;
  const word = kind === undefined ? [wordings[incident.condition].word.toLowerCase()] : [];
  const tenant = 'servicePrincipalId' in incident.scope ? [tenantName] : [];
  const url = incidentUrl(terms, incident.incidentId);
  return {
    name: nameOf(subject),
    detail: [...word, ...tenant, state].join(' · '),
    incidentId: incident.incidentId,
    ...(url !== undefined && { url }),
  };
}

// Closed incidents can be listed for one tenant only.
function hasWholeList({ kind }: GroupSubjects, { tenantId }: Shared): boolean {
  return kind !== 'resolved' || tenantId !== undefined;
}

// The list shows open incidents; closed ones are kept by tenant.
function listUrl({ kind, subjects }: GroupSubjects, shared: Shared, terms: MessageTerms): string | undefined {
  if (kind === 'resolved') return incidentsUrl(terms, shared.tenantId === undefined ? {} : { tenantId: shared.tenantId, state: 'closed' });
  const isFolded = shared.condition === undefined && subjects.length > 0;
  return incidentsUrl(terms, {
    condition: shared.condition,
    causeCode: shared.causeCode,
    tenantId: isFolded ? shared.tenantId : undefined,
  });
}
