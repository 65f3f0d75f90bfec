import type { Incident } from '../incident/incident.ts';
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
  const certainty = certaintyOf(domain);
  const { children = [] } = domain ?? {};
  const explained = `${counted(children.length, 'problem')} of its jobs: ${namesOf(children)}. They get no cards of their own meanwhile, but the warnings before a switch-off.`;
  return [
    ...back,
    ...(certainty === undefined ? [] : [{ heading: 'How sure', text: certainty }]),
    ...(children.length === 0 ? [] : [{ heading: 'Explains', text: explained }]),
  ];
}

/** On the card of one whose agents answer again: what is open still, and speaks for itself from now on. */
export function describeLeft({ incident, domain }: Subject): Message['sections'] {
  if (incident.scope.kind !== 'domain') return [];
  const { children = [] } = domain ?? {};
  const text =
    children.length === 0
      ? 'Nothing of what it explained.'
      : `${counted(children.length, 'problem')} of its jobs: ${namesOf(children)}. From now on each has its own cards again.`;
  return [{ heading: 'Still open', text }];
}

function certaintyOf(domain: Subject['domain']): string | undefined {
  const { confidence, words = [] } = domain?.record ?? {};
  const saying = words.filter(({ says }) => says === 'down' || says === 'silent').length;
  if (confidence === 'confirmed') return 'Microsoft Graph shows no active agent for the domain.';
  if (saying === 0) return undefined;
  const who = saying === 1 ? 'One job says so' : `${saying} jobs say so`;
  return `${confidence === 'likely' ? 'Likely' : 'Possible'}: ${who}, and none has run well through an agent since.`;
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
