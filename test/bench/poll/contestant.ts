import { serveTasks } from '../support/worker.ts';

/** Which service principals of how many tenants (numbered from 0) to poll once. */
export interface PollTask {
  tenants: number;
  servicePrincipals: number;
}

export interface PollCost {
  jobs: number;
  wallInMs: number;
  /** Of this process alone, user and system. */
  cpuInMs: number;
  /** The most memory this process ever held. */
  peakRssInMb: number;
}

/** Runs one contestant in its own process: `poll` reads every job once, stores it, and answers how many there were. */
export function servePolls(poll: (task: PollTask) => Promise<number>): void {
  serveTasks<PollTask, PollCost>(async (task) => {
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    const jobs = await poll(task);
    const { user, system } = process.cpuUsage(cpuBefore);
    const wallInMs = performance.now() - startedAt;
    return { jobs, wallInMs, cpuInMs: (user + system) / 1000, peakRssInMb: process.resourceUsage().maxRSS / 1024 };
  });
}

export function settingOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
