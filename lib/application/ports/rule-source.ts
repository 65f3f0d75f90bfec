import type { RuleReading } from '../../domain/job/rules/synchronization-rule.ts';
import type { JobKey } from '../../domain/job/synchronization-job.ts';

/** The rules of jobs, asked now. */
export interface RuleSource {
  /** @throws UpstreamError for every failure. */
  read(key: JobKey): Promise<RuleReading>;
}
