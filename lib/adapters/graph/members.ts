import { cleanText } from '../../domain/clean-text.ts';
import { parseDuration, parseTime } from './parse-times.ts';

// By hand: every job of every tenant comes through here in every tick, and schemas took four times as long.

/** One object of an answer, where it stands in the job (as a prefix, `status.`), and the faults found in the job so far. */
export interface Members {
  object: Readonly<Record<string, unknown>>;
  place: string;
  faults: string[];
}

/** The members of `raw`; undefined when it is null or absent, and, noted as a fault, when it is no object. */
export function membersOf(raw: unknown, place: string, faults: string[]): Members | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (typeof raw === 'object' && !Array.isArray(raw)) return { object: raw as Record<string, unknown>, place: `${place}.`, faults };
  faults.push(`${place}: is no object`);
  return undefined;
}

export function readMembers({ object, place, faults }: Members, name: string): Members | undefined {
  return membersOf(object[name], place + name, faults);
}

/** A list that Graph may leave out or send as null. */
export function readList({ object, place, faults }: Members, name: string): Members[] {
  const raw = object[name];
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw)) return raw.flatMap((entry: unknown, index) => required(entry, `${place}${name}.${index}`, faults));
  faults.push(`${place}${name}: is no list`);
  return [];
}

function required(raw: unknown, place: string, faults: string[]): Members[] {
  const members = membersOf(raw, place, faults);
  if (raw === undefined || raw === null) faults.push(`${place}: is no object`);
  return members === undefined ? [] : [members];
}

/** A member of an enumeration exactly as sent: cleaning it first could turn an unknown member into a known one. Empty text is kept. */
export function readMember(members: Members, name: string): string | undefined {
  const raw = members.object[name];
  if (typeof raw === 'string') return raw;
  if (raw !== undefined && raw !== null) note(members, name, 'is no text');
  return undefined;
}

/** Foreign text without control characters and secrets, cut to 2 KiB unless told; absent when null or empty. */
export function readText(members: Members, name: string, maximumLength?: number): string | undefined {
  const text = readMember(members, name);
  return text ? cleanText(text, maximumLength) || undefined : undefined;
}

/** A short name of Graph, such as a code: as `readText`, cut to 256. */
export function readName(members: Members, name: string): string | undefined {
  return readText(members, name, 256);
}

/** A count (Int64, as number or as text); null and absence are 0, negative or broken numbers are faults. */
export function readCount(members: Members, name: string): number {
  const raw = members.object[name];
  if (raw === undefined || raw === null) return 0;
  const count = typeof raw === 'string' && /^\d{1,16}$/.test(raw) ? Number(raw) : raw;
  if (typeof count === 'number' && Number.isSafeInteger(count) && count >= 0) return count;
  note(members, name, 'is no count');
  return 0;
}

export function readFlag(members: Members, name: string): boolean {
  const raw = members.object[name];
  if (typeof raw === 'boolean') return raw;
  if (raw !== undefined && raw !== null) note(members, name, 'is no flag');
  return false;
}

/** A DateTimeOffset as UTC ISO text with milliseconds; absent for null, empty text and year 1, which all mean "never". */
export function readTime(members: Members, name: string): string | undefined {
  const text = readMember(members, name);
  if (!text) return undefined;
  const time = parseTime(text);
  if (time === undefined) note(members, name, 'is no time');
  return time === 'never' ? undefined : time;
}

/** An ISO 8601 duration in seconds; absent for null, empty text and the .NET maximum. */
export function readDuration(members: Members, name: string): number | undefined {
  const text = readMember(members, name);
  if (!text) return undefined;
  const duration = parseDuration(text);
  if (duration === undefined) note(members, name, 'is no duration');
  return duration === 'never' ? undefined : duration;
}

function note({ place, faults }: Members, name: string, fault: string): void {
  faults.push(`${place}${name}: ${fault}`);
}
