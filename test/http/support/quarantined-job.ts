import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { sampleJob, tenantId } from '../../support/storage/state-samples.ts';
import { start } from './support.ts';

export const quarantinedKey = { tenantId, servicePrincipalId: 'sp-1', jobId: 'job-1' };

const iso = (offsetInMs: number) => new Date(start + offsetInMs).toISOString();

/** A job that has been in quarantine for a day because the directory refuses its credentials. */
export function quarantinedJob(change: Partial<JobRecord> = {}): JobRecord {
  const base = sampleJob(1);
  const quarantine = {
    reason: 'EncounteredQuarantineException',
    seriesBegan: iso(-86_000_000),
    seriesCount: 3,
    error: { code: 'HybridSynchronizationActiveDirectoryInvalidCredentials', message: 'no', tenantActionable: true },
  };
  const snapshot = { ...base.snapshot, jobId: 'job-1', state: 'Quarantine', quarantine } as const;
  return { ...base, ...quarantinedKey, health: 'critical', reasons: ['quarantined'], since: iso(-86_000_000), snapshot, ...change };
}
