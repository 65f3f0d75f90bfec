import { isConditionOpen } from '../condition-count.ts';
import type { Incident } from '../incident/incident.ts';
import type { DomainRecord } from '../tenant/decide/domain-record.ts';
import { millisOf } from '../time.ts';
import { counted, durationText, timeText } from './duration-text.ts';
import type { Message, Subject } from './message.ts';
import { wordings } from './wording.ts';

const mostNames = 10;

/** On the card of a domain whose agents do not answer: that it is back, how sure that is, and what of its jobs it speaks for. */
export function describeDomain({ incident, domain }: Subject): Message['sections'] {
  if (incident.scope.kind !== 'domain') return [];
  const { lastOverAt, openedAt } = incident;
  const delay = lastOverAt && durationText(millisOf(openedAt) - millisOf(lastOverAt));
  const back = lastOverAt ? [{ heading: 'Back', text: `Back ${delay} after it was over at ${timeText(lastOverAt)}.` }] : [];
  const { children = [] } = domain ?? {};
  const explained = `${counted(children.length, 'problem')} of its jobs: ${namesOf(children)}. They get no cards of their own meanwhile, but the warnings before a switch-off.`;
  return [...back, ...certaintyOf(domain?.record), ...(children.length === 0 ? [] : [{ heading: 'Explains', text: explained }])];
}

/** On the card of one whose agents answer again, or are waited for by nobody: what is open still, and speaks for itself from now on. */
export function describeLeft({ incident, domain }: Subject): Message['sections'] {
  if (incident.scope.kind !== 'domain') return [];
  const { children = [] } = domain ?? {};
  // What was switched off speaks for itself by then.
  const none = incident.resolution === 'jobsOff' ? 'What is open of its jobs has cards of its own.' : 'Nothing of what it explained.';
  const text =
    children.length === 0
      ? none
      : `${counted(children.length, 'problem')} of its jobs: ${namesOf(children)}. From now on each has its own cards again.`;
  return [{ heading: 'Still open', text }];
}

// A card may go out after the verdict that it was asked for: it says what holds, and never how sure another verdict is.
function certaintyOf(record: DomainRecord | undefined): Message['sections'] {
  if (record === undefined) return [];
  const { verdict, confidence, since, counts } = record;
  if (verdict === 'down') return sayingsOf(record);
  const isOpen = isConditionOpen('agentDown', counts.agentDown);
  if (verdict === 'unknown') return isOpen ? [{ heading: 'Now', text: 'Nothing tells at the moment whether its agents answer.' }] : [];
  const who = confidence === 'confirmed' ? 'Microsoft Graph' : 'its jobs';
  const next = isOpen ? ' The next reading that is as good ends this.' : '';
  return [{ heading: 'Now', text: `Its agents answer again since ${timeText(since)}, by what ${who} showed last.${next}` }];
}

function sayingsOf({ confidence, words, complaints }: DomainRecord): Message['sections'] {
  const heading = 'How sure';
  if (confidence === 'confirmed') return [{ heading, text: 'Microsoft Graph shows no active agent for the domain.' }];
  const saying = complaints ?? words.filter(({ says }) => says === 'down' || says === 'silent').length;
  if (saying === 0) return [];
  const who = saying === 1 ? 'One job says so' : `${saying} jobs say so`;
  return [{ heading, text: `${confidence === 'likely' ? 'Likely' : 'Possible'}: ${who}, and none has run well through an agent since.` }];
}

// No links: what stands here is told by this card alone.
function namesOf(children: readonly Incident[]): string {
  const names = children.slice(0, mostNames).map((child) => `${jobOf(child)} (${wordings[child.condition].word.toLowerCase()})`);
  const more = children.length - names.length;
  return [...names, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

// All jobs of one application bear its name.
function jobOf({ scope, displayName }: Incident): string {
  return scope.kind === 'job' ? (scope.jobId.split('.')[0] ?? displayName) : displayName;
}
