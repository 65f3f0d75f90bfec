import type { Message, MessageItem, Tone } from '../../domain/notification/message.ts';
import { type Color, type Cutter, type Element, factRow, richText, run } from './card-elements.ts';
import { inertText, plainText } from './inert-text.ts';

const looks = {
  critical: { style: 'attention', color: 'Attention', sign: '●' },
  warning: { style: 'warning', color: 'Warning', sign: '▲' },
  good: { style: 'good', color: 'Good', sign: '✔' },
  info: { style: 'accent', color: 'Accent', sign: '■' },
} as const satisfies Record<Tone, { style: string; color: Color; sign: string }>;

/** The message as an Adaptive Card. Every text of it, ours or foreign, stands in a `TextRun`. */
export function toAdaptiveCard(message: Message, cutter: Cutter): Element {
  const body = [header(message, cutter), ...details(message, cutter)];
  return envelope(message, [...body, footer(message, cutter)], actions(message));
}

/** What remains when a channel finds the card too large: what, which, where. */
export function toMinimalCard(message: Message, cutter: Cutter): Element {
  return envelope(message, [header(message, cutter), footer(message, cutter)], actions(message).slice(0, 1));
}

/** One plain line for the notification on a telephone. */
export function summaryOf({ word, title, subject }: Message): string {
  return plainText(`${word}: ${title} - ${subject}`);
}

// 1.4 is the highest version that every Teams client shows: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
function envelope(message: Message, body: Element[], links: Element[]): Element {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    fallbackText: summaryOf(message),
    msteams: { width: 'full' },
    body,
    ...(links.length > 0 && { actions: links }),
  };
}

function header({ kind, tone, word, title, subject }: Message, { text, name }: Cutter): Element {
  const { style, color, sign } = looks[tone];
  return {
    type: 'Container',
    id: kind,
    style,
    bleed: true,
    items: [
      richText([run(`${sign} ${text(word)}`, { weight: 'Bolder', color, size: 'Small' })]),
      richText([run(text(title), { weight: 'Bolder', size: 'Medium' })], { spacing: 'Small' }),
      richText([run(name(subject) || '(no name)', { size: 'Large', weight: 'Bolder' })], { spacing: 'Small' }),
    ],
  };
}

function details({ facts, sections, items, more }: Message, cutter: Cutter): Element[] {
  const { text, name } = cutter;
  const rows = facts.slice(0, 6).map(({ label, value }) => factRow(text(label), name(value) || '–'));
  const paragraphs = sections.map((section) =>
    richText([run(`${text(section.heading)}: `, { weight: 'Bolder' }), run(text(section.text) || '–')], { spacing: 'Medium' }),
  );
  const list = items.map((item, index) => itemRow(item, index, cutter));
  const rest = more === undefined ? [] : [richText([run(text(more), { isSubtle: true })], { spacing: 'Small' })];
  return [{ type: 'Container', spacing: 'Medium', items: rows }, ...paragraphs, ...list, ...rest].filter((element) => !isEmpty(element));
}

function itemRow({ name, detail, url, incidentId }: MessageItem, index: number, cutter: Cutter): Element {
  const link = url === undefined ? {} : { selectAction: { type: 'Action.OpenUrl', url }, color: 'Accent' };
  const reference = url === undefined ? ` · ${cutter.name(incidentId)}` : '';
  const runs = [run(cutter.name(name) || '(no name)', { weight: 'Bolder', ...link }), run(` · ${cutter.text(detail)}${reference}`)];
  return richText(runs, { spacing: index === 0 ? 'Medium' : 'Small', ...(index === 0 && { separator: true }) });
}

// An id that was cut could not be looked up, so it keeps its length.
function footer({ incidentIds, items }: Message, { wasCut }: Cutter): Element {
  const [only] = incidentIds;
  const parts = [
    ...(items.length === 0 && only !== undefined ? [`Incident ${inertText(only, 300)}`] : []),
    ...(wasCut() ? ['Texts are truncated'] : []),
    'Entra Sync Status',
  ];
  return richText([run(parts.join(' · '), { isSubtle: true, size: 'Small' })], { separator: true, spacing: 'Medium' });
}

function actions({ links }: Message): Element[] {
  return links.map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url }));
}

function isEmpty({ type, items }: Element): boolean {
  return type === 'Container' && Array.isArray(items) && items.length === 0;
}
