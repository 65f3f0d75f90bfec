import { setTimeout as delay } from 'node:timers/promises';
import type { HostedFunction } from '../functions/functions.ts';
import type { Invoke } from '../functions/invoke.ts';
import type { Listener } from '../functions/listener.ts';
import type { RpcTypedData } from '../worker/core-contract.ts';
import type { Log } from '../worker/log.ts';
import { parseSchedule } from './timer-schedule.ts';

export interface TimerTrigger extends Listener {
  /** What a run by hand gets: it moves no status. */
  payload(): RpcTypedData;
  start(): void;
}

interface TimerDependencies {
  hosted: HostedFunction;
  env: NodeJS.ProcessEnv;
  invoke: Invoke;
  log: Log;
}

/** The longest wait that setTimeout can express is a little more than 24 days. */
const MAX_DELAY_IN_MS = 24 * 86_400_000;

/**
 * Runs a function by its schedule, one run at a time: what falls due during a run collapses into one run after it. A failure changes nothing.
 * The status lives in memory, so a restart knows of no missed run; the real host keeps it in a blob.
 * https://github.com/Azure/azure-webjobs-sdk-extensions/blob/dev/src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs
 */
export function createTimerTrigger({ hosted, env, invoke, log }: TimerDependencies): TimerTrigger {
  const { schedule, useMonitor, runOnStartup } = hosted.trigger;
  const { next, isSubMinute } = parseSchedule(String(schedule), env, Date.now());
  const stopping = new AbortController();
  const status = useMonitor === false || isSubMinute ? undefined : { Last: '0001-01-01T00:00:00', Next: '', LastUpdated: '' };
  let loop: Promise<void> = Promise.resolve();

  const payload = () => ({ json: JSON.stringify({ Schedule: { AdjustForDST: true }, ScheduleStatus: status ?? null, IsPastDue: false }) });
  const run = () => invoke(hosted, { data: payload() }).then(ignore, ignore);

  function record(lastInMs: number | undefined, nextInMs: number | undefined): void {
    if (!status) return;
    if (lastInMs !== undefined) status.Last = new Date(lastInMs).toISOString();
    status.Next = nextInMs === undefined ? '9999-12-31T23:59:59' : new Date(nextInMs).toISOString();
    status.LastUpdated = new Date().toISOString();
  }

  async function follow(): Promise<void> {
    let dueInMs = next(Date.now());
    record(undefined, dueInMs);
    if (runOnStartup === true) await run();
    while (dueInMs !== undefined && !stopping.signal.aborted) {
      await waitUntil(dueInMs, stopping.signal);
      if (stopping.signal.aborted) return;
      // A timer may fire a moment early, and the same occurrence must not come twice.
      const invokedAtInMs = Math.max(Date.now(), dueInMs);
      await run();
      dueInMs = next(invokedAtInMs);
      record(invokedAtInMs, dueInMs);
    }
    if (dueInMs === undefined) log('warning', `the schedule '${schedule}' never falls due`, hosted.name);
  }

  return {
    payload,
    start() {
      loop = follow();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

async function waitUntil(dueInMs: number, signal: AbortSignal): Promise<void> {
  for (let rest = dueInMs - Date.now(); rest > 0 && !signal.aborted; rest = dueInMs - Date.now()) {
    await delay(Math.min(rest, MAX_DELAY_IN_MS), undefined, { signal }).catch(ignore);
  }
}

function ignore(): void {}
