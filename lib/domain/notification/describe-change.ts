import { windowBefore } from '../incident/preceding-change.ts';
import { millisOf } from '../time.ts';
import { deeds } from './describe-operation.ts';
import { durationText, timeText } from './duration-text.ts';
import type { Message, Subject } from './message.ts';

/** On the card of an incident that begins: what was changed last before it, as far as this service saw it. */
export function describeChange({ incident, job, precededBy }: Subject): Message['sections'] {
  if (precededBy === undefined) return [];
  const { at, what, actor, outcome } = precededBy;
  const deed = Object.entries(deeds).find(([action]) => action === what)?.[1];
  const done = deed === undefined ? `${what} changed` : `${actor?.id ?? 'somebody'} ${deed}`;
  const ended = outcome === undefined || outcome === 'Succeeded' ? '' : ` (${outcome})`;
  const before = durationText(millisOf(windowBefore(incident, job).to) - millisOf(at));
  const text = `${done}${ended} ${before} before, at ${timeText(at)}. Seen by us; the audit log of the directory may tell more.`;
  return [{ heading: 'Changed before', text }];
}
