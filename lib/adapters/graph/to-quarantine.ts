import { cleanText } from '../../domain/clean-text.ts';
import { type Quarantine, quarantineReasons, type SynchronizationError } from '../../domain/synchronization-job.ts';
import { QuarantineSchema, type RawError } from './schema.ts';

// The quarantine article writes this member without the "d".
const aliases = new Map([['quarantineondemand', 'QuarantinedOnDemand']]);
const published = new Map(quarantineReasons.map((reason) => [reason.toLowerCase(), reason as string]));

/**
 * The quarantine of a job whose state is Quarantine; a missing object is a quarantine of unknown reason.
 * @throws ZodError when a field has a type it cannot have.
 */
export function toQuarantine(raw: unknown): Quarantine {
  const { reason, error, seriesCount, ...times } = QuarantineSchema.parse(raw ?? {});
  const known = Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined));
  return { reason: toReason(reason), seriesCount, ...known, ...toError(error) };
}

/** The `error` member of an execution or a quarantine, left out when Graph gave neither code nor message. */
export function toError(raw: RawError | null | undefined): { error?: SynchronizationError } {
  if (!raw || (raw.code === undefined && raw.message === undefined)) return {};
  const { code = 'Unknown', message, tenantActionable } = raw;
  return { error: { code, ...(message !== undefined && { message }), ...(typeof tenantActionable === 'boolean' && { tenantActionable }) } };
}

// The members' numbers are single bits, so several may come as one text.
function toReason(text: string | undefined): string {
  const members = (text ?? '').split(',').flatMap((part) => {
    const key = part.trim().toLowerCase();
    const member = published.get(key) ?? aliases.get(key) ?? cleanText(part, 256);
    return member === '' ? [] : [member];
  });
  return members.length === 0 ? 'Unknown' : [...new Set(members)].join(', ');
}
