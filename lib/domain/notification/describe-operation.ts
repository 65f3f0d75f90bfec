import type { Incident, IncidentOperation } from '../incident/incident.ts';
import type { OperationAction } from '../operation/operation.ts';
import { millisOf } from '../time.ts';
import { durationText, timeText } from './duration-text.ts';
import type { Message } from './message.ts';

/** What somebody did, after their name. */
export const deeds = {
  restart: 'restarted the job',
  clearQuarantine: 'cleared the quarantine',
  start: 'started the job',
  pause: 'paused the job',
  validateCredentials: 'tested the credentials',
  provisionOnDemand: 'provisioned single objects',
} as const satisfies Record<OperationAction, string>;

/** On the card of an incident that is over: who ended it, and that the next runs have yet to prove it. */
export function describeEnding({ operation, resolution }: Incident): Message['sections'] {
  if (operation?.status !== 'Succeeded' || resolution !== 'recovered') return [];
  const proof = operation.verification === 'held' ? 'It has held since.' : 'Whether it holds is being verified over the next runs.';
  return [{ heading: 'What ended it', text: `${deedOf(operation)}. ${proof}` }];
}

/** On the card of a problem that came back: how soon after which action. */
export function describeRelapse({ operation, openedAt }: Incident): Message['sections'] {
  if (operation?.verification !== 'relapsed') return [];
  const delay = durationText(millisOf(openedAt) - millisOf(operation.at));
  return [{ heading: 'Back', text: `Back ${delay} after ${deedOf(operation)}. The cause is still there.` }];
}

function deedOf({ action, actor, at }: IncidentOperation): string {
  return `${actor} ${deeds[action]} at ${timeText(at)}`;
}
