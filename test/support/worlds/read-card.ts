import type { TeamsPayload } from '../../../lib/adapters/teams/build-payload.ts';
import { conditions } from '../../../lib/domain/condition.ts';
import { wordings } from '../../../lib/domain/notification/wording.ts';

/** What somebody understands of a card who knows nothing but the words on it. */
export interface Reading {
  name: string;
  /** Empty where the problem is the tenant's own, or the service's. */
  tenant: string;
  word: string;
  news: string;
  /** Of a changed reason: the new one. */
  reason: string;
}

interface Inline {
  text: string;
}

interface Shown {
  type: string;
  id?: string;
  inlines?: Inline[];
  items?: Shown[];
  columns?: { items: Shown[] }[];
}

const words = new Map<string, string>(conditions.map((condition) => [wordings[condition].word.toLowerCase(), wordings[condition].word]));
const newsOfKind: Record<string, string> = { opened: 'opened', updated: 'reason changed', resolved: 'ended' };

/** One reading for each piece of news on the card; nothing for a line that cannot be understood. */
export function readCard({ attachments: [{ content }] }: TeamsPayload): Reading[] {
  const [head, ...body] = content.body as Shown[];
  return head?.id === 'group' || head?.id === 'notice' ? body.flatMap(readLine) : readSingle(head, body);
}

/** Every text of the card, for what must not be said at all. */
export function textsOf(payload: TeamsPayload): string[] {
  return [...JSON.stringify(payload).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => text);
}

function readLine({ inlines = [] }: Shown): Reading[] {
  const [name = '', ...parts] = inlines
    .map(({ text }) => text)
    .join('')
    .split(' · ');
  const place = parts.findIndex((part) => words.has(part.split(': ')[0] ?? ''));
  const [word = '', news = ''] = (parts[place] ?? '').split(': ');
  const tenant = place > 0 ? (parts[0] ?? '') : '';
  const reason = news === 'reason changed' ? (parts[place + 1] ?? '') : '';
  return place < 0 ? [] : news.split(', ').map((its) => ({ name, tenant, word: words.get(word) ?? '', news: its, reason }));
}

function readSingle(head: Shown | undefined, body: Shown[]): Reading[] {
  const [sign = '', title = '', name = ''] = (head?.items ?? []).map(({ inlines = [] }) => inlines[0]?.text ?? '');
  const ended = conditions.find((condition) => title.startsWith(wordings[condition].resolvedTitle));
  const facts = body
    .flatMap(({ items = [] }) => items)
    .map(({ columns = [] }) => columns.map(({ items: [item] }) => item?.inlines?.[0]?.text));
  const tenant = facts.find(([label]) => label === 'Tenant')?.[1] ?? '';
  const word = head?.id === 'resolved' ? (ended === undefined ? '' : wordings[ended].word) : sign.slice(2);
  const text = body.flatMap(({ inlines = [] }) => inlines.map((inline) => inline.text)).join(' ');
  const graver = /^Now (critical|a warning): /.exec(title)?.[1]?.replace('a ', '');
  const code = / Code: (.*?)\.(?: |$)/.exec(text)?.[1] ?? '';
  const reason = head?.id !== 'updated' ? '' : graver === undefined ? code : `now ${graver}`;
  return [{ name, tenant, word, news: newsOfKind[head?.id ?? ''] ?? '', reason }];
}
