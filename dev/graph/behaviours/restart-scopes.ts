import { graphTime, intervalInMs } from '../model/graph-time.ts';
import type { Job } from '../model/model.ts';
import { liftQuarantine } from './quarantine.ts';

/** https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria */
const restartScopes = ['None', 'ConnectorDataStore', 'Escrows', 'Watermark', 'QuarantineState', 'Full', 'ForceDeletes'] as const;
const fullScopes = ['ConnectorDataStore', 'Escrows', 'Watermark', 'QuarantineState'];
const defaultScopes = ['QuarantineState', 'Watermark', 'Escrows'];

/** The members of a comma-separated `resetScope`; undefined when one of them is not known. Nothing asked means the portal's restart. */
export function parseResetScope(text: string): string[] | undefined {
  const asked = text.split(',').flatMap((part) => (part.trim() ? [part.trim().toLowerCase()] : []));
  if (asked.length === 0) return defaultScopes;
  const known = asked.map((name) => restartScopes.find((scope) => scope.toLowerCase() === name));
  if (known.some((scope) => scope === undefined)) return undefined;
  return [...new Set(known.flatMap((scope) => (scope === 'Full' ? fullScopes : scope ? [scope] : [])))];
}

function beginInitialCycle(job: Job, at: number): void {
  const objects = Object.values(job.life.entries).reduce((sum, count) => sum + count, 0);
  const total = Math.max(3, Math.ceil(objects / 100));
  job.life.initialCycle = { completed: 0, total, perCycle: Math.ceil(total / 3) };
  job.document.status.progress = [{ completedUnits: 0, totalUnits: total, units: 'Pages', progressObservationDateTime: graphTime(at) }];
}

/** Carries out the deletions that were held back, and with them ends their cause. */
function forceDeletes(job: Job, at: number): void {
  if (!job.life.cause?.parkedDeletes) return;
  const deleted = job.life.cause.parkedDeletes;
  const [first] = job.document.status.synchronizedEntryCountByType;
  if (first) job.life.entries[first.key] = Math.max(0, (job.life.entries[first.key] ?? first.value) - deleted);
  delete job.life.cause;
  job.life.causeActive = false;
  job.life.relapses = false;
  if (job.document.status.code === 'Quarantine') liftQuarantine(job, at);
}

/** Each scope's own effect; a quarantined job stays so unless its state is reset. */
export function applyRestart(job: Job, scopes: readonly string[], at: number): void {
  const { life, document } = job;
  if (scopes.includes('ForceDeletes')) forceDeletes(job, at);
  if ((scopes.includes('QuarantineState') || scopes.includes('None')) && document.status.code === 'Quarantine') liftQuarantine(job, at);
  if (scopes.includes('Escrows')) {
    life.escrows = 0;
    if (life.behaviour === 'escrowing') life.behaviour = 'steady';
  }
  if (scopes.includes('ConnectorDataStore')) document.status.synchronizedEntryCountByType = [];
  if (scopes.includes('Watermark') || scopes.includes('ConnectorDataStore')) beginInitialCycle(job, at);
  if (document.status.code === 'Active') life.nextCycleAt = at + intervalInMs(document.schedule.interval);
}
