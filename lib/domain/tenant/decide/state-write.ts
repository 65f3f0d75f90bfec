import type { OutboxRef } from '../../ids.ts';
import type { ClosedIncident, CurrentIncident, OutboxRow } from '../../incident/incident.ts';
import type { Gap, JobEvent } from '../../job/event.ts';
import type { JobRecord, Target } from '../../job/record/job-record.ts';
import type { JobKey } from '../../job/synchronization-job.ts';
import type { HourlyReading } from '../pass/hourly-reading.ts';
import type { DomainRecord } from './domain-record.ts';

/** One row to write. Without `etag` the row is created and must not exist; with it the row is replaced only if unchanged. */
export type StateWrite =
  | { type: 'target'; value: Target; etag?: string }
  | { type: 'targetRemoved'; servicePrincipalId: string; etag: string }
  | { type: 'job'; value: JobRecord; etag?: string }
  | { type: 'jobPruned'; key: JobKey; etag: string }
  | { type: 'event'; value: JobEvent }
  | { type: 'gap'; value: Gap }
  | { type: 'hourly'; value: HourlyReading; etag?: string }
  | { type: 'domain'; value: DomainRecord; etag?: string }
  | { type: 'domainRemoved'; domain: string; etag: string }
  | { type: 'incident'; value: CurrentIncident; etag?: string }
  | { type: 'pastIncident'; value: ClosedIncident }
  | { type: 'outbox'; value: OutboxRow }
  | { type: 'outboxRemoved'; row: OutboxRef };
