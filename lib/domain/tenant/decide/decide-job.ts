import { incidentConditions, type JobCondition } from '../../condition.ts';
import type { Verdict } from '../../condition-count.ts';
import { causeOf } from '../../incident/cause.ts';
import type { CurrentIncident } from '../../incident/incident.ts';
import { domainOf } from '../../job/agents/on-premises-domain.ts';
import { quarantineCountdown } from '../../job/health/quarantine-countdown.ts';
import type { JobReading } from '../../job/record/job-reading.ts';
import type { JobRecord } from '../../job/record/job-record.ts';
import { observeJob } from '../../job/record/observe-job.ts';
import { type JobKey, jobPlace } from '../../job/synchronization-job.ts';
import { acceptedPostAt } from '../../operation/operation.ts';
import { causeOfChange } from '../../operation/operation-effect.ts';
import { defined } from '../../optional.ts';
import { parentOf } from './decide-domain.ts';
import { type IncidentTerms, incidentWrites } from './incident-writes.ts';
import type { Known, KnownTenant } from './known-tenant.ts';
import type { StateWrite } from './state-write.ts';

export interface JobTerms extends IncidentTerms {
  tickId: string;
  pollIntervalInMs: number;
}

/** A job and what its row holds: nothing for a new one, no record for one that cannot be understood. */
export interface JobSubject {
  key: JobKey;
  stored: Partial<Known<JobRecord>>;
}

/** The rows one reading of one job writes in one transaction, and what holds after them. */
export interface JobDecision {
  record?: JobRecord;
  incidents: CurrentIncident[];
  writes: StateWrite[];
}

/** What one reading of one job is worth: its row, its events and what becomes of its incidents; no rows when nothing is new. */
export function decideJob(known: KnownTenant, { key, stored }: JobSubject, reading: JobReading, terms: JobTerms): JobDecision {
  const { value: previous, etag } = stored;
  const { tickId, pollIntervalInMs, now } = terms;
  const { servicePrincipalId } = key;
  const displayName = known.targets.get(servicePrincipalId)?.value.displayName ?? previous?.displayName ?? servicePrincipalId;
  const place = jobPlace(key);
  const operation = known.operations.get(place);
  const [postedAt, recalled] = [acceptedPostAt(operation), known.recalled?.get(place)];
  const told = { ...(postedAt !== undefined && { postedAt }), ...(recalled !== undefined && { recalled }) };
  const { record, events, conditions } = observeJob(previous, reading, { key, displayName, tickId, pollIntervalInMs, now, ...told });
  const holds = record ?? previous;
  if (holds === undefined) return { incidents: [], writes: [] };

  // Nearly every job has no trouble, and then there is no incident to decide about.
  const isTroubled = known.troubled.has(place);
  const verdicts = { ...conditions, quarantine: quarantineOrDisabled(conditions) };
  const concerned = incidentConditions.filter((condition) => isTroubled || verdicts[condition] === 'open');
  const changes = concerned.map((condition) =>
    conditionWrites(known, holds, { condition, verdict: verdicts[condition], isDisabled: conditions.disabled === 'open' }, terms),
  );
  const incidentId = changes.find((change) => change.incidentId !== undefined)?.incidentId;
  const writes: StateWrite[] = events.map((value) => ({
    type: 'event',
    value: { ...value, ...(incidentId !== undefined && { incidentId }), ...causeOfChange(operation, previous, value) },
  }));
  if (record !== undefined) writes.push({ type: 'job', value: record, ...(etag !== undefined && { etag }) });
  for (const change of changes) writes.push(...change.writes);
  return { ...(record !== undefined && { record }), incidents: changes.flatMap(({ after }) => after ?? []), writes };
}

// A quarantine that ended by the job being disabled is not over: its incident goes on, under its own id, as what it has become.
function quarantineOrDisabled({ quarantine, disabled }: Record<JobCondition, Verdict>): Verdict {
  if (disabled === 'open') return 'open';
  return disabled === 'unknown' && quarantine === 'clear' ? 'unknown' : quarantine;
}

interface ConditionSight {
  condition: (typeof incidentConditions)[number];
  verdict: Verdict;
  isDisabled: boolean;
}

function conditionWrites(known: KnownTenant, job: JobRecord, { condition: slot, verdict, isDisabled }: ConditionSight, terms: JobTerms) {
  const { tenantId, servicePrincipalId, jobId, displayName } = job;
  const flips = slot === 'quarantine' ? job.flips : (job.flipsOf?.[slot] ?? []);
  const operation = known.operations.get(jobPlace(job));
  const scope = { kind: 'job', servicePrincipalId, jobId } as const;
  const condition: JobCondition = slot === 'quarantine' && isDisabled ? 'disabled' : slot;
  const disableAt = condition === 'quarantine' ? quarantineCountdown(job.snapshot.quarantine, terms.now)?.disableAt : undefined;
  const domain = domainOf(job)?.name;
  const agentsIncidentId = domain === undefined ? undefined : parentOf(known, domain, terms)?.incidentId;
  const subject = { tenantId, scope, slot, condition, displayName, flips, ...defined({ operation, disableAt, agentsIncidentId }) };
  const gone = job.removedAt === undefined ? {} : ({ gone: 'jobRemoved' } as const);
  return incidentWrites(known, subject, { verdict, cause: causeOf(job, condition), ...gone }, terms);
}
