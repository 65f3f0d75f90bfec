import type { Message } from '../../domain/notification/message.ts';
import { inertText } from './inert-text.ts';

/** The message with every text made inert, for receivers that get it as it is. */
export function inertMessage(message: Message): Message {
  return {
    ...message,
    word: inertText(message.word),
    title: inertText(message.title),
    subject: inertText(message.subject),
    facts: message.facts.map(({ label, value }) => ({ label: inertText(label), value: inertText(value) })),
    sections: message.sections.map(({ heading, text }) => ({ heading: inertText(heading), text: inertText(text) })),
    items: message.items.map((item) => ({ ...item, name: inertText(item.name), detail: inertText(item.detail) })),
    ...(message.more !== undefined && { more: inertText(message.more) }),
  };
}
