import type { CurrentIncident } from '../../incident/incident.ts';
import type { JobMarks } from '../../job/job-marks.ts';
import type { Target } from '../../job/record/job-record.ts';
import type { OperationRecord } from '../../operation/operation.ts';

/** What is known to be stored, with the ETag that guards its next write; what was written since it was read has none. */
export interface Known<Value> {
  value: Value;
  etag?: string;
}

/** What holds in one tenant besides its jobs, as far as decisions need it. */
export interface KnownTenant {
  /** By the id of the service principal. */
  targets: ReadonlyMap<string, Known<Target>>;
  /** By the incident's hash. */
  incidents: ReadonlyMap<string, Known<CurrentIncident>>;
  /** The `jobPlace` of each job that has, or lately had, an open incident. */
  troubled: ReadonlySet<string>;
  /** Each job's current or last operation, by `jobPlace`. */
  operations: ReadonlyMap<string, OperationRecord>;
  /** What the events of jobs say whose rows are older than marks, by `jobPlace`. */
  recalled?: ReadonlyMap<string, JobMarks>;
}
