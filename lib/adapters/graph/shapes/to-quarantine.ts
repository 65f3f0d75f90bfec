import { cleanText } from '../../../domain/clean-text.ts';
import { type Quarantine, quarantineReasons, type SynchronizationError } from '../../../domain/job/synchronization-job.ts';
import { countOf, nameOf, textOf, timeOf } from './field-values.ts';
import { MalformedJobError } from './malformed-job-error.ts';
import { QuarantineSchema, type RawError } from './schema.ts';

// The quarantine article writes this member without the "d".
const aliases = new Map([['quarantineondemand', 'QuarantinedOnDemand']]);
const published = new Map(quarantineReasons.map((reason) => [reason.toLowerCase(), reason as string]));

/**
 * The quarantine of a status whose state is Quarantine; a missing object is a quarantine of unknown reason.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine
 * @throws MalformedJobError that names what has a value it cannot have.
 */
export function toQuarantine(raw: unknown): Quarantine {
  const { data, error: fault } = QuarantineSchema.safeParse(raw ?? {});
  if (fault !== undefined) throw MalformedJobError.of(fault, place);
  const quarantine: Quarantine = { reason: toReason(data.reason ?? ''), seriesCount: countOf(data, 'seriesCount', place) };
  for (const name of ['seriesBegan', 'currentBegan', 'nextAttempt'] as const) {
    const time = timeOf(data, name, place);
    if (time !== undefined) quarantine[name] = time;
  }
  const error = toError(data.error);
  return error === undefined ? quarantine : { ...quarantine, error };
}

const place = 'status.quarantine';

/**
 * The `error` member of an execution or a quarantine; absent when Graph gave neither code nor message.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror
 */
export function toError(raw: RawError | null | undefined): SynchronizationError | undefined {
  const [code, message] = [nameOf(raw?.code), textOf(raw?.message)];
  if (code === undefined && message === undefined) return undefined;
  const tenantActionable = raw?.tenantActionable;
  return {
    code: code ?? 'Unknown',
    ...(message !== undefined && { message }),
    ...(typeof tenantActionable === 'boolean' && { tenantActionable }),
  };
}

// The members' numbers are single bits, so several may come as one text.
function toReason(text: string): string {
  const members = text.split(',').flatMap((part) => {
    const key = part.trim().toLowerCase();
    const member = published.get(key) ?? aliases.get(key) ?? cleanText(part, 256);
    return member === '' ? [] : [member];
  });
  return members.length === 0 ? 'Unknown' : [...new Set(members)].join(', ');
}
