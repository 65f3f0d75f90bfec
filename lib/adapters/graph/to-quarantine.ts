import { cleanText } from '../../domain/clean-text.ts';
import { type Quarantine, quarantineReasons, type SynchronizationError } from '../../domain/synchronization-job.ts';
import { type Members, readCount, readMember, readMembers, readName, readText, readTime } from './members.ts';

// The quarantine article writes this member without the "d".
const aliases = new Map([['quarantineondemand', 'QuarantinedOnDemand']]);
const published = new Map(quarantineReasons.map((reason) => [reason.toLowerCase(), reason as string]));
const times = ['seriesBegan', 'currentBegan', 'nextAttempt'] as const;

/**
 * The quarantine of a status whose state is Quarantine; a missing object is a quarantine of unknown reason.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationquarantine
 */
export function readQuarantine(status: Members): Quarantine {
  const members = readMembers(status, 'quarantine');
  if (members === undefined) return { reason: 'Unknown', seriesCount: 0 };
  const quarantine: Quarantine = { reason: toReason(readMember(members, 'reason')), seriesCount: readCount(members, 'seriesCount') };
  for (const name of times) {
    const time = readTime(members, name);
    if (time !== undefined) quarantine[name] = time;
  }
  const error = readError(members);
  return error === undefined ? quarantine : { ...quarantine, error };
}

/**
 * The `error` member of an execution or a quarantine; absent when Graph gave neither code nor message.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationerror
 */
export function readError(parent: Members): SynchronizationError | undefined {
  const members = readMembers(parent, 'error');
  if (members === undefined) return undefined;
  const [code, message] = [readName(members, 'code'), readText(members, 'message')];
  if (code === undefined && message === undefined) return undefined;
  // The reference describes an action text, answers carry a flag: anything else tells nothing.
  const { tenantActionable } = members.object;
  return {
    code: code ?? 'Unknown',
    ...(message !== undefined && { message }),
    ...(typeof tenantActionable === 'boolean' && { tenantActionable }),
  };
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
