import { imposeQuarantine } from '../behaviours/quarantine.ts';
import { runCycle } from '../behaviours/run-cycle.ts';
import { graphTime, hourInMs, intervalInMs, never } from '../model/graph-time.ts';
import type { BehaviourName, Cause, Job, JobLife, LoggedCause, Oddities } from '../model/model.ts';
import type { Random } from '../model/random.ts';

export interface JobSpec {
  id: string;
  /** Defaults to the prefix of the id. */
  templateId?: string | null;
  code?: string;
  interval?: string;
  behaviour?: BehaviourName;
  entries?: Record<string, number>;
  escrows?: number;
  settings?: unknown;
  cause?: Cause;
  /** In quarantine since so many hours. */
  quarantinedForHours?: number;
  relapses?: boolean;
  /** A paused job, since so many hours. */
  pausedForHours?: number;
  oddities?: Oddities;
  initialCycle?: { completed: number; total: number; perCycle: number };
  /** What its provisioning log holds; absent, it follows from the rest. */
  logged?: LoggedCause[];
}

function blankLife(spec: JobSpec): JobLife {
  return {
    behaviour: spec.behaviour ?? 'steady',
    ...(spec.cause && { cause: spec.cause }),
    causeActive: spec.cause !== undefined,
    relapses: spec.relapses ?? false,
    lifted: false,
    nextCycleAt: Number.POSITIVE_INFINITY,
    escrows: spec.escrows ?? 0,
    entries: { ...spec.entries },
    ...(spec.initialCycle && { initialCycle: { ...spec.initialCycle } }),
    disturbedAt: [],
    ...(spec.logged && { logged: spec.logged }),
    effectDelayInMs: 0,
    pending: [],
    executions: 0,
  };
}

function blankJob(servicePrincipalId: string, spec: JobSpec, now: number): Job {
  const code = spec.code ?? 'Active';
  const steady = code !== 'NotConfigured' && code !== 'NotRun' && !spec.initialCycle;
  return {
    servicePrincipalId,
    removed: false,
    oddities: spec.oddities ?? {},
    document: {
      id: spec.id,
      templateId: spec.templateId === undefined ? (spec.id.split('.')[0] ?? null) : spec.templateId,
      schedule: {
        expiration: null,
        interval: spec.interval ?? 'PT40M',
        state: code === 'Paused' ? 'Paused' : code === 'NotConfigured' ? 'Disabled' : 'Active',
      },
      status: {
        code,
        countSuccessiveCompleteFailures: 0,
        escrowsPruned: false,
        lastExecution: null,
        lastSuccessfulExecution: null,
        lastSuccessfulExecutionWithExports: null,
        progress: [],
        quarantine: null,
        steadyStateFirstAchievedTime: steady ? graphTime(now - 90 * 24 * hourInMs) : never,
        steadyStateLastAchievedTime: never,
        synchronizedEntryCountByType: Object.entries(spec.entries ?? {}).map(([key, value]) => ({ key, value })),
        troubleshootingUrl: '',
      },
      synchronizationJobSettings: 'settings' in spec ? spec.settings : [],
    },
    life: blankLife(spec),
  };
}

/** A job with a past: the last execution, and for a quarantined one the series so far. */
export function createJob(servicePrincipalId: string, spec: JobSpec, now: number, random: Random): Job {
  const job = blankJob(servicePrincipalId, spec, now);
  const { code } = job.document.status;
  const interval = intervalInMs(job.document.schedule.interval);
  if (code === 'NotRun') job.life.nextCycleAt = now + interval;
  if (code === 'NotConfigured' || code === 'NotRun') return job;
  const lastRanAt = now - (spec.pausedForHours ?? 0) * hourInMs - Math.floor(random() * Math.min(interval, hourInMs));
  if (spec.quarantinedForHours !== undefined && spec.cause) {
    const seriesBegan = now - spec.quarantinedForHours * hourInMs;
    job.life.causeActive = false;
    // As long ago as the runs took that have failed since.
    runCycle(job, seriesBegan - spec.cause.failuresBeforeQuarantine * Math.min(interval, hourInMs), random);
    job.life.causeActive = true;
    runCycle(job, seriesBegan, random);
    imposeQuarantine(job, seriesBegan);
    job.document.status.countSuccessiveCompleteFailures = Math.max(
      job.document.status.countSuccessiveCompleteFailures,
      spec.cause.failuresBeforeQuarantine,
    );
  } else {
    runCycle(job, lastRanAt, random);
    job.document.status.code = code;
  }
  return job;
}
