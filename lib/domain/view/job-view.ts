import type { Incident, IncidentSummary } from '../incident/incident.ts';
import type { JobSituation } from '../job/advice/job-situation.ts';
import type { OnPremisesDomain } from '../job/agents/on-premises-domain.ts';
import type { Health, HealthReason } from '../job/health/health.ts';
import type { NearQuarantine } from '../job/health/near-quarantine.ts';
import type { JobState, Quarantine } from '../job/synchronization-job.ts';
import type { AdvisingOperation } from '../operation/advise-after.ts';
import type { ShownOperation } from '../operation/operation.ts';

/** One job as the lists show it; times that depend on "now" are computed when it is read. */
export interface JobSummary {
  servicePrincipalId: string;
  jobId: string;
  displayName: string;
  templateId?: string;
  /** The on-premises domain that it reaches through agents, where one can be named; absent on rows that are older than it. */
  domain?: OnPremisesDomain;
  state: JobState;
  rawCode?: string;
  health: Health;
  reasons: HealthReason[];
  since: string;
  observedAt: string;
  readFailingSince?: string;
  quarantine?: Omit<Quarantine, 'error'>;
  escrows?: number;
  errorCode?: string;
  /** What the error says in words, where no code of its tells the cause. */
  errorText?: string;
  /** What the job is in, as far as its last reading tells; absent while it is well, and on rows that are older than it. */
  situation?: JobSituation;
  /** The limit of failing objects that is near. */
  nearQuarantine?: NearQuarantine;
  incidentId?: string;
  activeOperationId?: string;
  /** The last operation while it bears on the advice; absent on rows that are older than it. */
  lastOperation?: AdvisingOperation;
}

/** What lately was, beside what holds now: so that lists of all tenants need no other read. */
export interface RecentPast {
  /** Closed in the last seven days, the latest first. */
  closedIncidents: IncidentSummary[];
  /** The unfinished and the last ones, newest first. */
  operations: ShownOperation[];
}

/**
 * ≤ 500 summaries of one tenant; page 0 always exists and holds the tenant's open incidents and its recent past. Pages of an older release
 * hold no past.
 */
export interface JobViewPage extends Partial<RecentPast> {
  v: 1;
  tenantId: string;
  page: number;
  pages: number;
  viewVersion: number;
  jobs: JobSummary[];
  incidents: Incident[];
}
