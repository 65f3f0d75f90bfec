import { ageInMs, millisOf } from '../time.ts';
import type { DirectorySyncFacts, OrganizationSync, PartReading } from './directory-sync-facts.ts';
import { objectLimits } from './sync-age.ts';

/**
 * How Entra Connect stands: `off` (the tenant has it switched off, or never had it), `neverRan`, `running`, `stopped`, or `leftBehind`:
 * silent beyond seven days since before it was watched, while cloud sync served. `unknown`: not read, or Graph leaves out what it told before.
 */
export const connectStates = ['off', 'neverRan', 'running', 'stopped', 'leftBehind', 'unknown'] as const;
export type ConnectState = (typeof connectStates)[number];

export const syncEngines = ['connect', 'cloudSync', 'both', 'neither', 'unknown'] as const;
export type SyncEngine = (typeof syncEngines)[number];

/** How far the way from Entra Connect to cloud sync is gone, as far as times and jobs tell. */
export const migrationStages = ['prepared', 'underWay', 'connectStopped', 'done'] as const;
export type MigrationStage = (typeof migrationStages)[number];

export interface EngineVerdict {
  connect: ConnectState;
  engine: SyncEngine;
  /** Absent where nothing speaks for a migration. */
  migration?: MigrationStage;
  /** Connect is unknown because Graph leaves out what it told before. */
  isUntold?: true;
}

/**
 * Which engine serves the tenant. Graph has no such field: it follows from whether synchronization is switched on, when it last ran, and
 * from the jobs of cloud sync. https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/what-is-cloud-sync
 */
export function judgeEngine(facts: DirectorySyncFacts): EngineVerdict {
  const connect = connectStateOf(facts);
  const engine = engineOf(connect, isOn(facts));
  const migration = stageOf(connect, facts);
  const isUntold = connect === 'unknown' && knownPart(facts.organization) !== undefined;
  return { connect, engine, ...(migration && { migration }), ...(isUntold && { isUntold }) };
}

function connectStateOf(facts: DirectorySyncFacts): ConnectState {
  const known = knownPart(facts.organization);
  if (known === undefined) return 'unknown';
  const { syncEnabled, lastSyncAt } = known.value;
  if (syncEnabled === false) return 'off';
  // What is left out ends nothing that was told before; only a plain `false` does.
  if (syncEnabled === null) return wasTold(facts) && !facts.isSwitchedOff ? 'unknown' : 'off';
  if (lastSyncAt === undefined) return wasTold(facts) ? 'unknown' : 'neverRan';
  const age = ageInMs(lastSyncAt, Date.parse(known.readAt));
  if (age <= objectLimits.lateInMs) return 'running';
  // What was seen alive and fell silent is never explained away; what was silent already when it was first looked at may have been retired.
  const wasRetired = millisOf(lastSyncAt) <= millisOf(facts.leftBehindSince);
  const isRetired = age > objectLimits.staleInMs && facts.connectSeenAt === undefined && (wasRetired || isOn(facts));
  return isRetired ? 'leftBehind' : 'stopped';
}

/** Whether Graph has told of Entra Connect at work, be it long ago. */
function wasTold({ connectSeenAt, passwordsSeenAt, toldSyncAt, toldPasswordSyncAt }: DirectorySyncFacts): boolean {
  return [connectSeenAt, passwordsSeenAt, toldSyncAt, toldPasswordSyncAt].some((at) => at !== undefined);
}

/** The value and when it was read; undefined where it is not known. */
export function knownPart(part: PartReading<OrganizationSync> | undefined): { value: OrganizationSync; readAt: string } | undefined {
  return part?.value === undefined || part.readAt === undefined ? undefined : { value: part.value, readAt: part.readAt };
}

function isOn({ cloudSync }: DirectorySyncFacts): boolean {
  return (cloudSync?.on ?? 0) > 0;
}

function engineOf(connect: ConnectState, hasCloudSync: boolean): SyncEngine {
  if (connect === 'unknown') return 'unknown';
  const hasConnect = connect === 'running' || connect === 'stopped';
  if (hasConnect) return hasCloudSync ? 'both' : 'connect';
  return hasCloudSync ? 'cloudSync' : 'neither';
}

function stageOf(connect: ConnectState, facts: DirectorySyncFacts): MigrationStage | undefined {
  if ((facts.cloudSync?.total ?? 0) === 0) return undefined;
  switch (connect) {
    case 'running':
      return isOn(facts) ? 'underWay' : 'prepared';
    case 'stopped':
      return isOn(facts) ? 'connectStopped' : 'prepared';
    case 'leftBehind':
      return 'done';
    case 'off':
      // It once synchronized, or there would be no time.
      return isOn(facts) && facts.organization?.value?.lastSyncAt !== undefined ? 'done' : undefined;
    default:
      return undefined;
  }
}
