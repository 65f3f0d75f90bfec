import type { GapReason } from './gap.ts';
import type { JobKey, JobSnapshot } from './synchronization-job.ts';

export const eventTypes = [
  'appeared',
  'removed',
  'stateChanged',
  'quarantineChanged',
  'executionChanged',
  'scheduleChanged',
  'escrowsChanged',
  'conditionChanged',
  'gap',
] as const;
export type EventType = (typeof eventTypes)[number];

/** A stored change between two snapshots of one job; the events are its history. */
export interface JobEvent extends JobKey {
  v: 1;
  type: EventType;
  /** Position in the job's history; a gap of the whole tenant carries none. */
  seq: number;
  at: string;
  observedAt: string;
  tickId: string;
  /** Every material field that changed, in Graph's words, such as `status.code`. */
  changes: string[];
  from?: Record<string, unknown>;
  to?: Record<string, unknown>;
  snapshot?: JobSnapshot;
  cause: 'poll' | 'operation' | 'operator';
  incidentId?: string;
  operationId?: string;
}

/** Time for which nothing is known; never interpolated. */
export interface Gap {
  v: 1;
  tenantId: string;
  from: string;
  to: string;
  /** Absent on rows that are older than it. */
  reason?: GapReason;
  /** The code by which Graph or the token authority refused. */
  code?: string;
}
