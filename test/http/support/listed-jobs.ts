import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { sampleJob } from '../../support/storage/state-samples.ts';

interface Named {
  displayName: string;
  templateId?: string;
}

/** A job without trouble, as a list may hold it. */
export function jobOf(tenantId: string, index: number, { displayName, templateId }: Named): JobRecord {
  const base = sampleJob(index, { tenantId, displayName, jobId: `Job.${index}` });
  return { ...base, snapshot: { ...base.snapshot, jobId: base.jobId, ...(templateId !== undefined && { templateId }) } };
}

/** The same in a quarantine that began at a time Graph tells. */
export function quarantinedJob(
  tenantId: string,
  index: number,
  { code, seriesBegan = '2026-11-10T12:00:00.000Z', ...named }: Named & { code: string; seriesBegan?: string },
): JobRecord {
  const base = jobOf(tenantId, index, named);
  const quarantine = { reason: 'EncounteredQuarantineException', seriesBegan, seriesCount: 3, error: { code } };
  const snapshot = { ...base.snapshot, state: 'Quarantine', quarantine } as const;
  return { ...base, health: 'critical', reasons: ['quarantined'], since: seriesBegan, snapshot };
}
