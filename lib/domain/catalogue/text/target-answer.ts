import type { ReadText } from './read-text.ts';
import type { Findable } from './text-forms.ts';
import type { TextHit } from './text-hits.ts';

/** How the provisioning service quotes what the target answered. What stands behind is the target's, never Microsoft Graph's. */
const quote = /\bWeb Response\s{0,3}:|\bResponse (?:Status ?Code|Content|Body|Headers)\s{0,3}:|\bretried \d{1,4} times/i;
const quotedStatus = /\bStatus ?Code\s{0,3}[:=]\s{0,3}["']?([A-Za-z]+|\d{3})\b/i;
/** Words between the status that came and the one that was expected. */
const furthestWords = 20;

/**
 * What a status means that the target of a job answered, as `family/code`. Only a 404 is no code of the log: the SCIM standard leaves it to
 * no search, since an empty list is answered with 200.
 */
export const answersOfTarget: Readonly<Partial<Record<string, string>>> = {
  '400': 'provisioning-log/SystemForCrossDomainIdentityManagementBadRequest',
  '401': 'provisioning-log/Unauthorized',
  '403': 'provisioning-log/NotPermitted',
  '404': 'quarantine-cause/QuarantineScimCompliance404',
  '405': 'provisioning-log/MethodNotAllowed',
  '409': 'provisioning-log/Conflict',
  '422': 'provisioning-log/UnprocessableEntity',
  '429': 'provisioning-log/TooManyRequests',
  '500': 'provisioning-log/InternalServerError',
  '501': 'provisioning-log/NotImplemented',
  '503': 'provisioning-log/WebExceptionProtocolError',
  '504': 'provisioning-log/Timeout',
};

/** Statuses that are quoted by the name .NET gives them, where no code of the log has it. */
const numbersOfNames: Readonly<Partial<Record<string, string>>> = {
  Forbidden: '403',
  NotFound: '404',
  ServiceUnavailable: '503',
  GatewayTimeout: '504',
};

interface TargetAnswer {
  /** From here on the text is what the target said. */
  start: number;
  /** The status, by its number or by its name. */
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
  return status && { start: status.start, named: status.text, status };
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
    named: name === '' ? undefined : (numbersOfNames[name] ?? name),
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

/** A SCIM code that ends in the name of the status says more than the name alone. */
function entryOfStatus<T extends Findable>(entries: readonly T[], status: string): T | undefined {
  const names = [`SystemForCrossDomainIdentityManagement${status}`, status].map((name) => `provisioning-log/${name}`);
  const ids = answersOfTarget[status] === undefined ? names : [answersOfTarget[status]];
  return ids.map((id) => entries.find(({ family, code }) => `${family}/${code}` === id)).find((entry) => entry !== undefined);
}
