import { defined } from '../../optional.ts';
import { codeOf, failedRuns, isOff, isQuarantined, lastRunAt, latestOf } from '../job-facts.ts';
import { type JobKind, kindOf } from '../kind/job-kind.ts';
import type { JobRecord } from '../record/job-record.ts';
import type { JobSnapshot, TaskExecution } from '../synchronization-job.ts';
import { isOfAgents, namesAgents } from './agent-codes.ts';

export const agentWords = ['down', 'silent', 'up', 'nothing'] as const;

/** What a job says of the agents of its domain, as far as its last reading tells. */
export interface JobWord {
  servicePrincipalId: string;
  jobId: string;
  displayName: string;
  kind: JobKind;
  /** `down`: its last run failed with a code that puts the agents in question. `up`: it ran well through them. `nothing` of the agents: it is off, unread, has not run, fails for a reason of its own, or had nothing to write. */
  says: (typeof agentWords)[number];
  /** Whether it is switched off, paused or was never switched on, so that nothing is to be expected of it. */
  isOff?: true;
  /** Whether it could not be read, so that nobody knows what it says now. */
  isUnread?: true;
  code?: string;
  /** Whether the code says that there is no agent; one that only waited in vain may mean what is behind the agent. */
  namesAgents?: true;
  /** Whether the job is in quarantine already, and has an incident that says so. */
  isQuarantined?: true;
  /** Failed runs in a row. */
  runs?: number;
  /** How far apart its runs are by its schedule, in milliseconds. */
  everyInMs?: number;
  /** When the failed run began, UTC ISO: whatever ran well after that found an agent. */
  from?: string;
  /** When it said so: the end of the failed run, or the last sign of life of a silent job, UTC ISO. */
  at?: string;
  /** The end of its last run that needed an agent and went well, UTC ISO. */
  upAt?: string;
}

type SpeakingJob = Pick<JobRecord, 'servicePrincipalId' | 'jobId' | 'displayName' | 'snapshot' | 'reasons' | 'readFailingSince' | 'marks'>;

/** Such a job asks its agents only when there is something to write: a run that wrote nothing asked nobody. */
const writesOnly: readonly JobKind[] = ['writeback', 'groupProvisioningToAD'];

/** The word of one job. What cannot be read or does not run says nothing, whatever it said before. */
export function wordOf(job: SpeakingJob): JobWord {
  const { servicePrincipalId, jobId, displayName, snapshot } = job;
  const kind = kindOf(snapshot);
  const plain = { servicePrincipalId, jobId, displayName, kind, ...defined({ upAt: upAtOf(snapshot, kind) }) };
  if (job.readFailingSince !== undefined) return { ...plain, says: 'nothing', isUnread: true };
  if (isOff(snapshot)) return { ...plain, says: 'nothing', isOff: true };
  const code = failingCode(snapshot);
  if (code !== undefined) return { ...plain, says: 'down', ...complaintOf(snapshot, code) };
  if (job.reasons.includes('silent')) return { ...plain, says: 'silent', ...defined({ at: lastRunAt(snapshot) }) };
  const ranWell = plain.upAt !== undefined && plain.upAt === endOf(snapshot.lastExecution);
  return { ...plain, says: ranWell ? 'up' : 'nothing' };
}

function complaintOf(
  snapshot: JobSnapshot,
  code: string,
): Pick<JobWord, 'code' | 'namesAgents' | 'isQuarantined' | 'runs' | 'everyInMs' | 'from' | 'at'> {
  const { lastExecution, schedule } = snapshot;
  const at = latestOf([endOf(lastExecution), snapshot.quarantine?.currentBegan]);
  // A quarantine begins with the end of the run that it is for.
  const from = lastExecution?.state === 'Failed' ? (lastExecution.timeBegan ?? lastExecution.timeEnded ?? at) : at;
  const everyInMs = schedule.intervalInSeconds === undefined ? undefined : schedule.intervalInSeconds * 1_000;
  const inQuarantine = isQuarantined(snapshot) && { isQuarantined: true as const };
  return {
    code,
    ...(namesAgents(code) && { namesAgents: true as const }),
    ...inQuarantine,
    runs: Math.max(1, failedRuns(snapshot)),
    ...defined({ everyInMs, from, at }),
  };
}

function failingCode({ quarantine, lastExecution }: JobSnapshot): string | undefined {
  const failed = lastExecution?.state === 'Failed' ? codeOf(lastExecution.error) : undefined;
  return [codeOf(quarantine?.error), failed].find((code) => code !== undefined && isOfAgents(code));
}

function upAtOf({ lastExecution, lastSuccessfulExecution, lastSuccessfulExecutionWithExports }: JobSnapshot, kind: JobKind) {
  const well = [lastExecution, lastSuccessfulExecution, lastSuccessfulExecutionWithExports].filter(
    (run) => run !== undefined && (run.state === 'Succeeded' || run.state === 'EntryLevelErrors'),
  );
  return latestOf(well.filter((run) => !writesOnly.includes(kind) || (run?.countExported ?? 0) > 0).map(endOf));
}

function endOf(run: TaskExecution | undefined): string | undefined {
  return run?.timeEnded ?? run?.timeBegan;
}
