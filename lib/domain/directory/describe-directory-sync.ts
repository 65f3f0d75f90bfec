import type { DirectorySyncVerdict, SyncSymptom } from './judge-directory-sync.ts';
import type { ConnectState, MigrationStage, SyncEngine } from './judge-engine.ts';

/** What follows from the times and the jobs, in sentences; none of it is told by Graph itself. */
export interface DirectorySyncWords {
  engine: string;
  migration?: string;
  symptom?: string;
}

export function describeDirectorySync({ engine, connect, migration, symptom, isUntold }: DirectorySyncVerdict): DirectorySyncWords {
  return {
    engine: [engineTexts[engine], isUntold ? untoldText : connectTexts[connect]].filter((text) => text !== undefined).join(' '),
    ...(migration && { migration: migrationTexts[migration] }),
    ...(symptom && { symptom: symptomTexts[symptom] }),
  };
}

const engineTexts: Record<SyncEngine, string> = {
  connect: 'Entra Connect serves the tenant.',
  cloudSync: 'Cloud sync serves the tenant.',
  both: 'Entra Connect and cloud sync serve the tenant side by side.',
  neither: 'Nothing is synchronized from an Active Directory, as far as it can be read.',
  unknown: 'What serves the tenant is not known.',
};

const connectTexts: Partial<Record<ConnectState, string>> = {
  neverRan: 'Directory synchronization is switched on, but has never run.',
  stopped: 'Entra Connect has fallen silent.',
  leftBehind:
    'Entra Connect has been silent for more than seven days, since before the tenant was watched; it is taken for retired, and no alarm is raised for it.',
};

const untoldText =
  'Graph leaves out what it told before of Entra Connect: whether it still runs is not known, and no incident opens or ends by that.';

const migrationTexts: Record<MigrationStage, string> = {
  prepared: 'Cloud sync is set up and none of its jobs of users is switched on yet.',
  underWay: 'Both run: a part of the objects may have moved to cloud sync. How many have, Graph does not tell.',
  connectStopped:
    'Cloud sync runs and Entra Connect has stopped: the end of the migration, or a fault while some objects are still with Connect.',
  done: 'Cloud sync has taken over from Entra Connect.',
};

const symptomTexts: Record<SyncSymptom, string> = {
  serverSilent:
    'The Connect server is off or cut off, its scheduler is switched off, or the only server is in staging mode: from the cloud these look the same.',
  cycleStopped:
    'Password hashes still come, so the server lives and is not in staging mode: its cycle of objects is switched off, suspended or fails.',
  passwordsStopped: 'Objects still come, so the server lives and is not in staging mode: password hash synchronization alone has stopped.',
};
