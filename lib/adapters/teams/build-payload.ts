import type { Message } from '../../domain/notification/message.ts';
import { summaryOf, toAdaptiveCard, toMinimalCard } from './adaptive-card.ts';
import { createCutter, type Element } from './card-elements.ts';

/**
 * Teams documents 28 KB, but a request of 24 KB has been counted as more and failed after it was accepted.
 * https://github.com/MicrosoftDocs/msteams-docs/issues/11274
 */
export const maximumPayloadBytes = 20_480;

/** The longest text of a card is cut first, in steps, until the whole fits. */
const textLimits = [2_048, 1_024, 600, 300, 150, 80, 40];

export interface TeamsPayload {
  type: 'message';
  summary: string;
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive'; contentUrl: null; content: Element }];
}

/**
 * The body of the request to a Workflows webhook, at most 20,480 bytes of UTF-8 for any input.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
 */
export function buildPayload(message: Message): TeamsPayload {
  for (const limit of textLimits) {
    const payload = wrap(message, toAdaptiveCard(message, createCutter(limit)));
    if (byteLength(payload) <= maximumPayloadBytes) return payload;
  }
  return buildMinimalPayload(message);
}

/** A text of this length says what it has to; more lines than fit with such texts would be cut to less. */
const lineTextLimit = 300;

/** How many lines of the message a card holds without cutting any of them short; at least one. */
export function linesThatFit(message: Message): number {
  let fitting = Math.min(1, message.items.length);
  let beyond = message.items.length + 1;
  while (beyond - fitting > 1) {
    const lines = Math.floor((fitting + beyond) / 2);
    const part = { ...message, items: message.items.slice(0, lines), more: `and ${message.items.length} more` };
    if (byteLength(wrap(part, toAdaptiveCard(part, createCutter(lineTextLimit)))) <= maximumPayloadBytes) fitting = lines;
    else beyond = lines;
  }
  return fitting;
}

/** Title, state and link only: for a channel that refused the whole card for its size. */
export function buildMinimalPayload(message: Message): TeamsPayload {
  return wrap(message, toMinimalCard(message, createCutter(150)));
}

function wrap(message: Message, content: Element): TeamsPayload {
  return {
    type: 'message',
    summary: summaryOf(message),
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

function byteLength(payload: TeamsPayload): number {
  return new TextEncoder().encode(JSON.stringify(payload)).length;
}
