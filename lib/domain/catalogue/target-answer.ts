import type { ReadText } from './read-text.ts';
import type { Findable } from './text-forms.ts';
import type { TextHit } from './text-hits.ts';

/** How the provisioning service quotes what the target answered. What stands behind is the target's, never Microsoft Graph's. */
const quote = /\bWeb Response\s{0,3}:|\bResponse (?:Status ?Code|Content|Body|Headers)\s{0,3}:|\bretried \d{1,4} times/i;
const quotedStatus = /\bStatus ?Code\s{0,3}[:=]\s{0,3}["']?([A-Za-z]+|\d{3})\b/i;
/** Words between the status that came and the one that was expected. */
const furthestWords = 20;

/** The one status that the SCIM standard leaves to no search: an empty list is answered with 200. */
const statusEntries: Readonly<Record<string, string>> = {
  '400': 'BadRequest',
  '401': 'Unauthorized',
  '403': 'NotPermitted',
  '404': 'QuarantineScimCompliance404',
  '405': 'MethodNotAllowed',
  '409': 'Conflict',
  '422': 'UnprocessableEntity',
  '429': 'TooManyRequests',
  '500': 'InternalServerError',
  '501': 'NotImplemented',
  NotFound: 'QuarantineScimCompliance404',
  Forbidden: 'NotPermitted',
};

interface TargetAnswer {
  /** From here on the text is what the target said. */
  start: number;
  /** Name of the entry that says what the status means of a target. */
  named: string | undefined;
  /** Where the status stands. */
  status: { start: number; end: number };
}

/** "gave HTTP/404 where HTTP/200 was expected": a status beside the one that should have come is the target's. */
function unexpectedStatus({ words, context }: ReadText): TargetAnswer | undefined {
  if (!context.isOurs()) return undefined;
  let expected = 0;
  while (expected < words.length && words.at(expected)?.text !== '200') expected++;
  if (expected === words.length) return undefined;
  const from = Math.max(0, expected - furthestWords);
  const near = Array.from({ length: 2 * furthestWords }, (_, index) => words.at(from + index)).filter((word) => word !== undefined);
  if (!near.some(({ text }) => /^(?:expect(?:ed|s)|instead|rather)$/i.test(text))) return undefined;
  const status = near.find(({ text }) => /^[45]\d\d$/.test(text));
  return status && { start: status.start, named: statusEntries[status.text], status };
}

/** What of a text a target answered, if it quotes an answer at all. */
function readTargetAnswer(read: ReadText): TargetAnswer | undefined {
  const quoted = quote.exec(read.text);
  if (!quoted) return unexpectedStatus(read);
  const status = quotedStatus.exec(read.text);
  const [whole = '', name = ''] = status ?? [];
  const end = (status?.index ?? 0) + whole.length;
  return {
    start: Math.min(quoted.index, status?.index ?? quoted.index),
    named: statusEntries[name] ?? (name === '' ? undefined : name),
    status: { start: end - name.length, end },
  };
}

/**
 * Takes what the target answered for the target's: its status and codes are none of Microsoft Graph, and tell less than the code of
 * the error that quotes them. Alone, the status speaks by what it means of a target.
 */
export function judgeTargetAnswer<T extends Findable>(read: ReadText, hits: readonly TextHit<T>[], entries: readonly T[]): TextHit<T>[] {
  const answer = readTargetAnswer(read);
  if (!answer) return [...hits];
  const kept = hits.filter(({ end, entry, isWeak, place }) => {
    const isQuoted = end > answer.start && (isWeak || entry.family === 'graph-http');
    return !isQuoted || (place === 'wording' && entry.family !== 'graph-http');
  });
  const isExplained = kept.some(({ entry }) => entry.family !== 'job-state' && entry.family !== 'quarantine-reason');
  const entry = isExplained || answer.named === undefined ? undefined : entryOfStatus(entries, answer.named);
  return entry
    ? [...kept, { ...answer.status, entry, others: [], place: 'field', wordCount: 1, isWeak: false, isBareStatus: false }]
    : kept;
}

/** A SCIM code that ends in the status says more than the status alone. */
function entryOfStatus<T extends Findable>(entries: readonly T[], status: string): T | undefined {
  const names = [`SystemForCrossDomainIdentityManagement${status}`, status];
  const ofTargets = entries.filter(({ family }) => family === 'provisioning-log' || family === 'quarantine-cause');
  return names.map((name) => ofTargets.find(({ code }) => code === name)).find((entry) => entry !== undefined);
}
