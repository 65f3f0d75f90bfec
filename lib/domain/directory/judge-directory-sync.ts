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
  state: AgeState;
  alarm?: 'warning' | 'critical';
}

export interface DirectorySyncVerdict extends EngineVerdict {
  /** Absent unless Connect is in service. */
  objects?: SyncTime;
  passwordUse: PasswordUse;
  /** Absent unless Connect is in service and password hashes are known to be used. */
  passwords?: SyncTime;
  symptom?: SyncSymptom;
}

/** What a reading says of the tenant's own synchronization, as of when it was made. */
export function judgeDirectorySync(facts: DirectorySyncFacts): DirectorySyncVerdict {
  const engine = judgeEngine(facts);
  const known = knownPart(facts.organization);
  const isServing = engine.connect === 'running' || engine.connect === 'stopped';
  const passwordUse = known === undefined ? 'unknown' : passwordUseOf(facts, known.value, known.readAt, isServing);
  if (known === undefined || !isServing) return { ...engine, passwordUse };
  const { lastSyncAt, lastPasswordSyncAt } = known.value;
  const objects = timeOf(lastSyncAt, known.readAt, objectLimits);
  const passwords = passwordUse === 'used' ? timeOf(lastPasswordSyncAt, known.readAt, passwordLimits) : undefined;
  const symptom = symptomOf(objects, passwords);
  return { ...engine, passwordUse, ...(objects && { objects }), ...(passwords && { passwords }), ...(symptom && { symptom }) };
}

function timeOf(lastAt: string | undefined, readAt: string, limits: typeof objectLimits): SyncTime | undefined {
  if (lastAt === undefined) return undefined;
  const alarm = alarmOf(lastAt, readAt, limits);
  return { lastAt, ageInMs: ageInMs(lastAt, Date.parse(readAt)), state: ageStateOf(lastAt, readAt, limits), ...(alarm && { alarm }) };
}

// Without the settings a time that was old when it was first seen may be of a tenant that gave password hashes up.
function passwordUseOf(facts: DirectorySyncFacts, value: OrganizationSync, readAt: string, isServing: boolean): PasswordUse {
  if (value.syncEnabled !== true || !isServing) return 'notUsed';
  const told = facts.settings?.value?.features.passwordSyncEnabled;
  if (told !== undefined) return told ? 'used' : 'notUsed';
  if (value.passwordsUntold) return 'unknown';
  if (value.lastPasswordSyncAt === undefined) return 'notUsed';
  const isKnownAlive =
    facts.passwordsSeenAt !== undefined || ageInMs(value.lastPasswordSyncAt, Date.parse(readAt)) <= passwordLimits.staleInMs;
  return isKnownAlive ? 'used' : 'unknown';
}

/** So far apart two times are when one thing ended them both. */
const togetherInMs = 2 * hourInMs;

function symptomOf(objects: SyncTime | undefined, passwords: SyncTime | undefined): SyncSymptom | undefined {
  if (objects?.alarm !== undefined) {
    if (passwords === undefined) return 'serverSilent';
    const isTogether = passwords.ageInMs >= objects.ageInMs - togetherInMs;
    return isTogether || passwords.alarm !== undefined ? 'serverSilent' : 'cycleStopped';
  }
  return passwords?.alarm === undefined ? undefined : 'passwordsStopped';
}
