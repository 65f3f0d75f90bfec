import { ageInMs, hourInMs } from '../time.ts';
import type { DirectorySyncFacts, OrganizationSync } from './directory-sync-facts.ts';
import { type EngineVerdict, judgeEngine, knownPart } from './judge-engine.ts';
import { type AgeState, ageStateOf, alarmOf, objectLimits, passwordLimits } from './sync-age.ts';

/** Whether Connect sends password hashes: as the settings say, else as times tell. */
export const passwordUses = ['used', 'notUsed', 'unknown'] as const;
type PasswordUse = (typeof passwordUses)[number];

/**
 * What the times together speak for. `serverSilent`: objects and password hashes stopped, as when the server is off, or when the only one
 * is in staging mode. `cycleStopped`: password hashes still come, so the server lives and is not in staging mode. `passwordsStopped`: the
 * other way round. https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server
 */
export const syncSymptoms = ['serverSilent', 'cycleStopped', 'passwordsStopped'] as const;
export type SyncSymptom = (typeof syncSymptoms)[number];

/** The last time of something that Connect does again and again, as it stood when it was read. */
export interface SyncTime {
  lastAt: string;
  ageInMs: number;
  /** `unknown`: Graph tells it no more, and this is the last that it told. */
  state: AgeState | 'unknown';
  alarm?: 'warning' | 'critical';
}

export interface DirectorySyncVerdict extends EngineVerdict {
  /** Absent unless Connect is in service, or was when Graph last told of it. */
  objects?: SyncTime;
  passwordUse: PasswordUse;
  /** Absent unless the same holds and password hashes are known to be used. */
  passwords?: SyncTime;
  symptom?: SyncSymptom;
}

/** What a reading says of the tenant's own synchronization, as of when it was made. */
export function judgeDirectorySync(facts: DirectorySyncFacts): DirectorySyncVerdict {
  const engine = judgeEngine(facts);
  const known = knownPart(facts.organization);
  if (known === undefined) return { ...engine, passwordUse: 'unknown' };
  if (!mayServe(engine)) return { ...engine, passwordUse: 'notUsed' };
  const { value, readAt } = known;
  const passwordUse = passwordUseOf(facts, value, readAt);
  const told: Partial<OrganizationSync> = value.syncEnabled === true ? value : {};
  const objects = timeOf(told.lastSyncAt, facts.toldSyncAt, readAt, objectLimits);
  const passwords = passwordUse === 'used' ? timeOf(told.lastPasswordSyncAt, facts.toldPasswordSyncAt, readAt, passwordLimits) : undefined;
  const symptom = symptomOf(objects, passwords);
  return { ...engine, passwordUse, ...(objects && { objects }), ...(passwords && { passwords }), ...(symptom && { symptom }) };
}

/** Whether Connect serves, or may: it is not known to be off, retired, or never to have run. */
export function mayServe({ connect }: Pick<EngineVerdict, 'connect'>): boolean {
  return connect === 'running' || connect === 'stopped' || connect === 'unknown';
}

// A time that Graph told before and tells no more is shown, and raises no alarm: that nothing is told is no proof that nothing came.
function timeOf(lastAt: string | undefined, toldAt: string | undefined, readAt: string, limits: typeof objectLimits): SyncTime | undefined {
  const now = Date.parse(readAt);
  if (lastAt === undefined) return toldAt === undefined ? undefined : { lastAt: toldAt, ageInMs: ageInMs(toldAt, now), state: 'unknown' };
  const alarm = alarmOf(lastAt, readAt, limits);
  return { lastAt, ageInMs: ageInMs(lastAt, now), state: ageStateOf(lastAt, readAt, limits), ...(alarm && { alarm }) };
}

// Without the settings a time that was old when it was first seen may be of a tenant that gave password hashes up.
function passwordUseOf(facts: DirectorySyncFacts, value: OrganizationSync, readAt: string): PasswordUse {
  if (value.syncEnabled !== true) return 'unknown';
  const told = facts.settings?.value?.features.passwordSyncEnabled;
  if (told !== undefined) return told ? 'used' : 'notUsed';
  if (value.passwordsUntold) return 'unknown';
  const wasTold = facts.passwordsSeenAt !== undefined || facts.toldPasswordSyncAt !== undefined;
  if (value.lastPasswordSyncAt === undefined) return wasTold ? 'unknown' : 'notUsed';
  const isKnownAlive =
    facts.passwordsSeenAt !== undefined || ageInMs(value.lastPasswordSyncAt, Date.parse(readAt)) <= passwordLimits.staleInMs;
  return isKnownAlive ? 'used' : 'unknown';
}

/** So far apart two times are when one thing ended them both. */
const togetherInMs = 2 * hourInMs;

function symptomOf(objects: SyncTime | undefined, passwords: SyncTime | undefined): SyncSymptom | undefined {
  if (objects === undefined || objects.state === 'unknown') return undefined;
  if (objects.alarm !== undefined) {
    if (passwords === undefined || passwords.state === 'unknown') return 'serverSilent';
    const isTogether = passwords.ageInMs >= objects.ageInMs - togetherInMs;
    return isTogether || passwords.alarm !== undefined ? 'serverSilent' : 'cycleStopped';
  }
  return passwords?.alarm === undefined ? undefined : 'passwordsStopped';
}
