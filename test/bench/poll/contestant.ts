import { serveTasks } from '../support/worker.ts';

/** Which service principals of how many tenants (numbered from 0) to poll once, and how many tenants at a time. */
export interface PollTask {
  tenants: number;
  tenantsAtOnce: number;
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

/** Polls each tenant of the task; answers the sum of what `poll` answers. */
export async function pollTenants({ tenants, tenantsAtOnce }: PollTask, poll: (tenant: number) => Promise<number>): Promise<number> {
  let next = 0;
  let jobs = 0;
  const lane = async (): Promise<void> => {
    while (next < tenants) {
      const polled = await poll(next++);
      jobs += polled;
    }
  };
  await Promise.all(Array.from({ length: Math.min(tenantsAtOnce, tenants) }, lane));
  return jobs;
}

export function settingOf(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}
