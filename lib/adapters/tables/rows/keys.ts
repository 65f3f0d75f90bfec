import { createHash } from 'node:crypto';
import type { OutboxRef } from '../../../domain/ids.ts';
import type { JobKey } from '../../../domain/job/synchronization-job.ts';

const MAX_SEGMENT_LENGTH = 150;
const LAST_TIME_IN_MS = 9_999_999_999_999;

/**
 * One part of a key: letters, digits, `.`, `_` and `-` as they are, every other UTF-16 unit as `~` and four hex digits, so that no two texts
 * share a key and none holds a character the service forbids. Texts too long for a key become `~h` and their SHA-256.
 * https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model#characters-disallowed-in-key-fields
 */
export function encodeSegment(text: string): string {
  const encoded = text.replace(/[^A-Za-z0-9._-]/g, (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (encoded.length <= MAX_SEGMENT_LENGTH) return encoded;
  return `~h${createHash('sha256').update(text, 'utf16le').digest('base64url')}`;
}

/** The text of a segment; undefined for one that only holds a hash. */
export function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('~')) return segment;
  if (segment.startsWith('~h')) return undefined;
  return segment.replace(/~([0-9a-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Segments joined by `!`, which sorts before every character a segment can hold. */
export function joinKey(...segments: readonly string[]): string {
  return segments.map(encodeSegment).join('!');
}

/** All keys that start with the given segments and have at least one more. */
export function rangeOf(...segments: readonly string[]): { from: string; to: string } {
  const prefix = joinKey(...segments);
  return { from: `${prefix}!`, to: `${prefix}"` };
}

/** Sorts higher numbers first. */
export function invSeq(seq: number): string {
  return String(Number.MAX_SAFE_INTEGER - seq).padStart(16, '0');
}

/** Sorts later times first. */
export function invTime(iso: string): string {
  return String(LAST_TIME_IN_MS - Date.parse(iso)).padStart(13, '0');
}

type JobPlace = Omit<JobKey, 'tenantId'>;

export const stateKeys = {
  /** Its jobs follow it, and the next target follows them: the order in which a pass needs them. */
  target: (servicePrincipalId: string) => joinKey('now', 'target', servicePrincipalId),
  job: ({ servicePrincipalId, jobId }: JobPlace) => joinKey('now', 'target', servicePrincipalId, jobId),
  hourly: (name: string) => joinKey('now', 'hourly', name),
  domain: (domain: string) => joinKey('now', 'domain', domain),
  incident: (hash: string) => joinKey('now', 'incident', hash),
  currentOperation: ({ servicePrincipalId, jobId }: JobPlace) => joinKey('now', 'operation', servicePrincipalId, jobId),
  operation: (hash: string) => joinKey('operation', hash),
  event: ({ servicePrincipalId, jobId, seq }: JobPlace & { seq: number }) =>
    joinKey('past', 'event', servicePrincipalId, jobId, invSeq(seq)),
  pastIncident: (hash: string, openedSeq: number) => joinKey('past', 'incident', hash, String(openedSeq).padStart(10, '0')),
  gap: (endedAt: string) => joinKey('past', 'gap', invTime(endedAt)),
  outbox: ({ createdAt, hash, seq, kind }: OutboxRef) => joinKey('outbox', String(Date.parse(createdAt)), hash, String(seq), kind),
};

/** Kinds of rows whose key need not be read any further. */
const plainKinds = ['target', 'incident', 'operation', 'domain', 'hourly'] as const;

/** What the key of a current row says. The place of a job is missing where one of its ids is so long that the key only holds its hash. */
type CurrentKey = { kind: (typeof plainKinds)[number] | 'unknown' } | { kind: 'job'; place?: JobPlace };

/** The reverse of `stateKeys`, for the rows whose keys begin with `now`. */
export function parseCurrentKey(rowKey: string): CurrentKey {
  const [time, kind, id, jobId] = rowKey.split('!');
  if (time !== 'now' || id === undefined) return { kind: 'unknown' };
  if (kind === 'target' && jobId !== undefined) return { kind: 'job', ...placeOf(id, jobId) };
  return { kind: plainKinds.find((each) => each === kind) ?? 'unknown' };
}

function placeOf(...segments: [servicePrincipal: string, job: string]): { place?: JobPlace } {
  const [servicePrincipalId, jobId] = segments.map(decodeSegment);
  return servicePrincipalId === undefined || jobId === undefined ? {} : { place: { servicePrincipalId, jobId } };
}

/** The first two segments of a key, which say what kind of row it is. */
export function kindOfKey(rowKey: string): string {
  return rowKey.split('!', 2).join('!');
}

/** The partition of a tenant's audit records of one month. */
export function auditMonth(tenantId: string, iso: string): string {
  return joinKey(tenantId, iso.slice(0, 4) + iso.slice(5, 7));
}

/** The partitions that may hold records from `from` to `to` (UTC ISO), latest first. */
export function auditMonths(tenantId: string, from: string, to: string): string[] {
  const months: string[] = [];
  const month = new Date(to);
  month.setUTCDate(1);
  for (; month.toISOString().slice(0, 7) >= from.slice(0, 7); month.setUTCMonth(month.getUTCMonth() - 1)) {
    months.push(auditMonth(tenantId, month.toISOString()));
  }
  return months;
}
