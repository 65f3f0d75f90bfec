import { setTimeout as sleep } from 'node:timers/promises';
import { retryQuarantine } from '../../../dev/graph/behaviours/quarantine.ts';
import { setActiveAgents } from '../../../dev/graph/world/agents.ts';
import type { Outage } from '../books/books.ts';
import type { PlannedOutage } from '../plan/plan.ts';
import type { ChaosWorld } from '../world/chaos-world.ts';
import { type ChaosDomain, runOnce } from '../world/domains.ts';

/** Failed runs of each job after which the agents are to be called down, and well before Microsoft imposes quarantine. */
const runsThatTell = 3;
const betweenRunsInMs = 700;
/** How long a pass is waited for: the quarantine comes whether one came or not, and agents are back only after one, if at all possible. */
const patienceInMs = { beforeQuarantine: 30_000, inQuarantine: 60_000 };
const lookEveryMs = 500;

/** Takes all agents of a domain down until its jobs are in quarantine, brings one back, and writes down what was when. */
export async function takeAgentsDown(world: ChaosWorld, planned: PlannedOutage): Promise<Outage> {
  const { domains, cloud } = world;
  const domain = domains[planned.domain];
  const tenant = cloud.world.tenants.get(domain?.tenantId ?? '');
  if (domain === undefined || tenant === undefined) throw new Error(`There is no domain ${planned.domain}`);
  const downAt = Date.now();
  setActiveAgents(cloud.world, tenant, domain.name, 0);
  for (let run = 0; run < runsThatTell; run += 1) {
    for (const job of domain.jobs) runOnce(cloud.world, job);
    await sleep(betweenRunsInMs);
  }
  const wasSeenBefore = planned.isPatient && (await isSeen(world, domain, patienceInMs.beforeQuarantine));
  const quarantinedAt = Date.now();
  for (const job of domain.jobs) {
    while (job.document.status.quarantine === null) runOnce(cloud.world, job);
    await sleep(betweenRunsInMs);
  }
  const wasSeenIn = await isSeen(world, domain, patienceInMs.inQuarantine);
  setActiveAgents(cloud.world, tenant, domain.name, 1);
  for (const job of domain.jobs) {
    retryQuarantine(job, Date.now());
    runOnce(cloud.world, job);
  }
  const jobs = world.jobs.filter(({ job }) => domain.jobs.includes(job)).map(({ id }) => id);
  return { tenantId: domain.tenantId, domain: domain.name, jobs, downAt, quarantinedAt, upAt: Date.now(), wasSeenBefore, wasSeenIn };
}

/** Whether a pass that begins from now on comes to its end and reads the jobs of the domain; false if that takes too long. */
async function isSeen({ direct }: ChaosWorld, { tenantId, jobs }: ChaosDomain, limitInMs: number): Promise<boolean> {
  const since = Date.now();
  for (const end = since + limitInMs; Date.now() < end; await sleep(lookEveryMs)) {
    const row = await direct.fleet.get(tenantId);
    if (!(Date.parse(row?.value.lastCompletedAt ?? '') >= since)) continue;
    const own = new Set(jobs.map(({ document }) => document.id));
    const rows = (await direct.state.readNow(tenantId)).jobs.filter(({ value }) => own.has(value?.jobId ?? ''));
    if (rows.length === jobs.length && rows.every(({ value }) => value?.readFailingSince === undefined)) return true;
  }
  return false;
}
