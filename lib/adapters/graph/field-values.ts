import * as z from 'zod';
import { cleanText } from '../../domain/clean-text.ts';

// What Graph sends nearly always: UTC and a day that every such month has. The text itself then is the answer, without any calendar.
const plainPattern =
  /^(?!000[01])(\d{4}-(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,3})\d*)?Z$/;
const timePattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d*(Z|[+-]\d{2}:\d{2})?$/i;

/**
 * A DateTimeOffset of Graph as UTC ISO text with milliseconds. Absent for null, empty text and year 1, which all mean "never";
 * fractions of seven digits are cut. Graph's times are UTC where no offset is given. https://learn.microsoft.com/graph/traverse-the-graph
 */
export const timeField = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text === undefined || text === null || text === '') return undefined;
    const time = parseTime(text);
    if (time === 'never') return undefined;
    if (time === undefined) context.addIssue({ code: 'custom', message: 'is no time' });
    return time;
  });

function parseTime(text: string): string | 'never' | undefined {
  const plain = plainPattern.exec(text);
  if (plain !== null) return `${plain[1]}.${(plain[2] ?? '').padEnd(3, '0')}Z`;
  const [, year = '', month = '', day = '', time = '', fraction = '', offset = 'Z'] = timePattern.exec(text) ?? [];
  if (year === '') return undefined;
  if (Number(year) <= 1) return 'never';
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().startsWith(`${year}-${month}-${day}`);
  const milliseconds = Date.parse(`${year}-${month}-${day}T${time}${fraction}${offset.toUpperCase()}`);
  return isDay && !Number.isNaN(milliseconds) ? new Date(milliseconds).toISOString() : undefined;
}

/** A count (Int64, as number or as text); null and absence are 0, negative or broken numbers are faults. */
export const countField = z
  .unknown()
  .optional()
  .transform((raw, context) => {
    // By hand: a third of a job's fields are counts, and a union of schemas took most of the parsing time.
    if (raw === undefined || raw === null) return 0;
    const count = typeof raw === 'string' && /^\d{1,16}$/.test(raw) ? Number(raw) : raw;
    if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) return count;
    context.addIssue({ code: 'custom', message: 'is no count' });
    return z.NEVER;
  });

const durationPattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
// TimeSpan.MaxValue of .NET, which a job that never runs by itself carries as its interval.
const maximumDays = 10_675_199;

/** An ISO 8601 duration in seconds; absent for null, empty text and the .NET maximum. `PT1M` is a minute. */
export const durationField = z
  .string()
  .nullish()
  .transform((text, context) => {
    if (text === undefined || text === null || text === '') return undefined;
    const match = /\d/.test(text) ? durationPattern.exec(text) : null;
    if (match === null) {
      context.addIssue({ code: 'custom', message: 'is no duration' });
      return undefined;
    }
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
    return days >= maximumDays ? undefined : ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  });

/** Foreign text without control characters and secrets, cut to 2 KiB; absent when null or empty. */
export const textField = z
  .string()
  .nullish()
  .transform((text) => (text ? cleanText(text) || undefined : undefined));

/** A short name of Graph, such as a code: as `textField`, cut to 256. */
export const nameField = z
  .string()
  .nullish()
  .transform((text) => (text ? cleanText(text, 256) || undefined : undefined));

/** A member of an enumeration exactly as sent: cleaning it first could turn an unknown member into a known one. */
export const memberField = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);

/** A list that Graph may leave out or send as null. */
export function listField<Entry extends z.ZodType>(entry: Entry) {
  return z
    .array(entry)
    .nullish()
    .transform((list) => list ?? []);
}
