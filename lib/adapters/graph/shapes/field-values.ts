import { cleanText } from '../../../domain/clean-text.ts';
import { MalformedJobError } from './malformed-job-error.ts';
import { parseDuration, parseTime } from './parse-times.ts';

type Text = string | null | undefined;

/**
 * A DateTimeOffset as UTC ISO text with milliseconds; absent for null, empty text, year 1 and year 9999, which all mean "never".
 * @throws MalformedJobError that names the member and its `place`, for any other text.
 */
export function timeOf<Name extends string>(holder: { [its in Name]?: Text }, name: Name, place: string): string | undefined {
  return parsedOf(parseTime, 'time', holder[name], name, place);
}

/**
 * An ISO 8601 duration in seconds; absent for null, empty text and the .NET maximum.
 * @throws MalformedJobError that names the member and its `place`, for any other text.
 */
export function durationOf<Name extends string>(holder: { [its in Name]?: Text }, name: Name, place: string): number | undefined {
  return parsedOf(parseDuration, 'duration', holder[name], name, place);
}

function parsedOf<Value extends string | number>(
  parse: (text: string) => Value | 'never' | undefined,
  what: string,
  text: Text,
  name: string,
  place: string,
): Value | undefined {
  if (!text) return undefined;
  const value = parse(text);
  if (value === undefined) throw new MalformedJobError([`${place}.${name}: is no ${what}`]);
  return value === 'never' ? undefined : value;
}

/**
 * A count (Int64, as number or as text); null and absence are 0.
 * @throws MalformedJobError that names the member and its `place`, for anything else, negative and broken numbers included.
 */
export function countOf<Name extends string>(holder: { [its in Name]?: unknown }, name: Name, place: string): number {
  const raw = holder[name];
  if (typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0) return raw;
  if (raw === undefined || raw === null) return 0;
  if (typeof raw === 'string' && /^\d{1,16}$/.test(raw) && Number.isSafeInteger(Number(raw))) return Number(raw);
  throw new MalformedJobError([`${place}.${name}: is no count`]);
}

/** Foreign text without control characters and secrets, cut to 2 KiB unless told; absent when null or empty. */
export function textOf(text: Text, maximumLength?: number): string | undefined {
  return text ? cleanText(text, maximumLength) || undefined : undefined;
}

/** A short name of Graph, such as a code: as `textOf`, cut to 256. */
export function nameOf(text: Text): string | undefined {
  return textOf(text, 256);
}

/**
 * The published member of an enumeration in Graph's casing; anything else, `unknownFutureValue` included, is `Unknown` with the raw text.
 * The text is compared as sent: cleaning it first could turn an unknown member into a known one.
 */
export function memberOf<Member extends string>(published: readonly Member[], text: Text): { member: Member | 'Unknown'; raw?: string } {
  if (published.includes(text as Member)) return { member: text as Member };
  const key = text?.toLowerCase();
  const member = published.find((candidate) => candidate.toLowerCase() === key);
  return member === undefined ? { member: 'Unknown', ...(text && { raw: cleanText(text, 256) }) } : { member };
}
