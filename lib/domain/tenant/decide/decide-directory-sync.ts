import type { DirectoryCondition } from '../../condition.ts';
import type { Verdict } from '../../condition-count.ts';
import { type DirectorySyncVerdict, judgeDirectorySync, mayServe, type SyncTime } from '../../directory/judge-directory-sync.ts';
import type { ConnectState } from '../../directory/judge-engine.ts';
import { defined } from '../../optional.ts';
import type { HourlyReading } from '../pass/hourly-reading.ts';
import { type FleetRow, tenantNameOf } from '../tenant.ts';
import { type IncidentTerms, type IncidentWrites, incidentWrites } from './incident-writes.ts';
import type { KnownTenant } from './known-tenant.ts';

interface Sight {
  verdict: Verdict;
  time?: SyncTime;
  /** Set when nothing is expected any more, which is no recovery. */
  gone?: 'syncOff' | 'syncReplaced';
}

/** The incidents that a reading of the directory synchronization opens and closes: an age is a fact, so one reading is enough. */
export function decideDirectorySync(
  known: Pick<KnownTenant, 'incidents'>,
  row: FleetRow,
  reading: HourlyReading<'directorySync'>,
  terms: IncidentTerms,
): IncidentWrites[] {
  const sights = sightsOf(reading);
  return (['directorySyncStale', 'passwordSyncStale'] as const).map((condition) => {
    const { verdict, time, gone } = sights[condition];
    const subject = { tenantId: row.tenantId, scope: { kind: 'tenant' } as const, condition, displayName: tenantNameOf(row), flips: [] };
    const grade = time?.alarm === undefined ? {} : { severity: time.alarm, lastWellAt: time.lastAt };
    return incidentWrites(known, subject, { verdict, cause: { causeCode: condition, ...grade }, ...defined({ gone }) }, terms);
  });
}

// What was not read in this very turn proves nothing: an older age is no age of now.
function sightsOf({ value, askedAt, failure }: HourlyReading<'directorySync'>): Record<DirectoryCondition, Sight> {
  const isNew = failure === undefined && value?.organization?.readAt === askedAt;
  if (value === undefined || !isNew) return { directorySyncStale: { verdict: 'unknown' }, passwordSyncStale: { verdict: 'unknown' } };
  const verdict = judgeDirectorySync(value);
  return { directorySyncStale: sightOfObjects(verdict), passwordSyncStale: sightOfPasswords(verdict) };
}

// What Graph leaves out opens nothing, and nothing that is open is over by it.
function sightOfObjects({ connect, objects }: DirectorySyncVerdict): Sight {
  return objects === undefined ? sightOfNone(connect) : sightOfAge(objects);
}

// The same where nobody can say whether password hashes are used, or when they came.
function sightOfPasswords({ connect, passwordUse, passwords }: DirectorySyncVerdict): Sight {
  if (passwordUse === 'used' && passwords !== undefined) return sightOfAge(passwords);
  if (passwordUse !== 'notUsed') return { verdict: 'unknown' };
  return mayServe({ connect }) ? { verdict: 'clear', gone: 'syncOff' } : sightOfNone(connect);
}

// Where nothing is to come, nothing has come either.
function sightOfNone(connect: ConnectState): Sight {
  if (connect === 'off') return { verdict: 'clear', gone: 'syncOff' };
  return connect === 'leftBehind' ? { verdict: 'clear', gone: 'syncReplaced' } : { verdict: 'unknown' };
}

function sightOfAge(time: SyncTime): Sight {
  if (time.state === 'unknown') return { verdict: 'unknown' };
  return { verdict: time.alarm === undefined ? 'clear' : 'open', time };
}
