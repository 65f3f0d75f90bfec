import { actorNames } from '../catalogue/actor-names.ts';
import type { Explanation } from '../catalogue/explanation.ts';
import { type Condition, domainConditions, jobConditions, servicePrincipalConditions, tenantConditions } from '../condition.ts';
import type { CardKind } from '../incident/incident.ts';
import { describeLines } from './describe-line.ts';
import { counted, timeText } from './duration-text.ts';
import { incidentsUrl, linkList } from './links.ts';
import type { Message, MessageTerms, Subject } from './message.ts';
import { wordings } from './wording.ts';

export interface GroupSubjects {
  /** Absent when kinds are mixed. */
  kind?: CardKind;
  /** Every incident of the card: open before ended, worst first. */
  subjects: readonly Subject[];
  /** So many of them have a line; all unless given. The others are a number with a link. */
  lines?: number;
}

/** One card for many incidents: how many, where, why, a line for each, and a link to all of them. */
export function describeGroup(group: GroupSubjects, terms: MessageTerms): Message {
  const { subjects, lines = subjects.length } = group;
  const shared = sharedOf(subjects);
  const explanation = shared.causeCode === undefined ? undefined : subjects.find((subject) => subject.explanation)?.explanation;
  const wording = shared.condition && wordings[shared.condition];
  const named = subjects.slice(0, lines);
  const counting = subjects.length - named.length;
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
    items: describeLines(named, { kind: group.kind, causeCode: group.kind && shared.causeCode }, terms),
    ...(counting > 0 && { more: `and ${counted(counting, 'more', 'more')}` }),
    incidentIds: named.map(({ incident }) => incident.incidentId),
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
  const wording = condition && wordings[condition];
  const what = wording ? wording.grouped(count) : count;
  if (kind === 'resolved') return { tone: 'good', word: 'RESOLVED', title: `Over: ${what}` };
  const open = subjects.filter(({ incident }) => incident.state === 'open');
  const tone = open.some(({ incident }) => incident.severity === 'critical') ? 'critical' : open.length > 0 ? 'warning' : 'good';
  const word = wording?.word ?? 'SEVERAL PROBLEMS';
  if (kind === 'reminder') return { tone, word, title: `Still ${what}` };
  if (kind === 'deadline') return { tone, word: 'SWITCH-OFF NEAR', title: `${count} about to be switched off by Microsoft` };
  if (kind === 'updated') return { tone, word, title: `${what}: the reason has changed` };
  if (kind === undefined) return { tone, word, title: `${count} changed: ${open.length} open, ${subjects.length - open.length} over` };
  return { tone, word, title: wording ? what : `${count} at once` };
}

function nounOf(condition: Condition | undefined): string {
  if (jobConditions.some((known) => known === condition)) return 'job';
  if (servicePrincipalConditions.some((known) => known === condition)) return 'application';
  if (domainConditions.some((known) => known === condition)) return 'domain';
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

// Closed incidents can be listed for one tenant only.
function hasWholeList({ kind, subjects }: GroupSubjects, { tenantId }: Shared): boolean {
  return subjects.every(({ incident }) => incident.state === 'open') || (kind === 'resolved' && tenantId !== undefined);
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
