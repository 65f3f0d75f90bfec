import type { Counts, RequestCounts } from './count-requests.ts';
import type { Measured } from './measured.ts';
import { prices } from './prices.ts';
import { type PassNeeds, simulateTick } from './simulate-tick.ts';
import { messagesAtOnce } from './time-passes.ts';

const hours = 730;
const days = hours / 24;

export interface Profile {
  instanceMemoryMB: number;
  alwaysReadyInstances: number;
  availabilityFrequencySeconds: number;
  settings: Record<string, string>;
}

export interface Month {
  tenants: number;
  graphCalls: number;
  tableRequests: number;
  queueRequests: number;
  executions: number;
  timerExecutions: number;
  gbSeconds: number;
  timerGbSeconds: number;
}

/** Storage and Graph answer as many as come; what a request to Azure Tables takes is assumed. */
export const tableAnswerInMs = 10;

/** What one pass needs in Azure: the processor's time as measured, and waits in place of the storage of this machine. */
export function needsInAzure(measured: Measured): PassNeeds {
  const requestsPerPass = perTenantAndRun(measured, ({ hourOfPolls }) => hourOfPolls.tableRequests) / 12;
  return { cpuInMs: measured.passes.needs.cpuInMs, storageInMs: 0, waitInMs: 95 + tableAnswerInMs * requestsPerPass };
}

function perTenantAndRun({ counts }: Measured, read: (counts: RequestCounts) => number): number {
  const [small, large] = [counts.at(-2), counts.at(-1)];
  if (small === undefined || large === undefined) throw new Error('two fleets have to be counted');
  return (read(large) - read(small)) / (large.tenants - small.tenants);
}

/** A count for any number of tenants: a part for the service and a part for each tenant, from the two largest fleets counted. */
function countFor(measured: Measured, tenants: number, read: (counts: RequestCounts) => number): number {
  const counted = measured.counts.find((each) => each.tenants === tenants);
  if (counted !== undefined) return read(counted);
  const large = measured.counts.at(-1);
  return large === undefined ? 0 : read(large) + perTenantAndRun(measured, read) * (tenants - large.tenants);
}

/** What a fleet asks for in a month of 730 hours, when nothing but polling happens. */
export function monthOf(measured: Measured, tenants: number, { instanceMemoryMB, settings }: Profile): Month {
  const pollInS = Number(settings.POLL_INTERVAL_SECONDS ?? 300);
  const dispatchInS = Number(settings.DISPATCH_INTERVAL_SECONDS ?? 30);
  const ticks = (hours * 3600) / pollInS;
  const runs = { dispatch: (hours * 3600) / dispatchInS, watch: hours * 60 };
  const sum = (of: (counts: Counts) => number) =>
    countFor(measured, tenants, ({ hourOfPolls }) => of(hourOfPolls)) * (ticks / 12) +
    countFor(measured, tenants, ({ oncePerDay }) => of(oncePerDay)) * days +
    countFor(measured, tenants, ({ dispatch }) => of(dispatch)) * runs.dispatch +
    countFor(measured, tenants, ({ watch }) => of(watch)) * runs.watch;
  const timerExecutions = ticks + runs.dispatch + runs.watch;
  const memoryInGb = instanceMemoryMB / 1024;
  const { durationInMs } = simulateTick(needsInAzure(measured), { tenants, instances: 1, messagesAtOnce });
  return {
    tenants,
    graphCalls: sum(({ graphCalls }) => graphCalls) + measured.hourly.dayBesideJobs * tenants * days,
    tableRequests: sum(({ tableRequests }) => tableRequests),
    // Put, taken and deleted; and the four queues are looked at every five seconds by an instance each.
    queueRequests: 3 * tenants * ticks + 4 * 720 * hours,
    executions: timerExecutions + tenants * ticks,
    timerExecutions,
    // Whatever is shorter than a second is billed as one.
    timerGbSeconds: timerExecutions * memoryInGb,
    gbSeconds: (timerExecutions + ticks * Math.max(1, durationInMs / 1000)) * memoryInGb,
  };
}

/** USD a month by line. */
export function billOf(month: Month, profile: Profile): Record<string, number> {
  const tests = profile.availabilityFrequencySeconds === 0 ? 0 : (hours * 3600 * 5) / profile.availabilityFrequencySeconds;
  return {
    'GB-s': Math.max(0, month.gbSeconds - prices.freeGbSeconds) * prices.gbSecond,
    executions: Math.max(0, month.executions - prices.freeExecutions) * prices.execution,
    'kept ready': profile.alwaysReadyInstances * (profile.instanceMemoryMB / 1024) * hours * 3600 * prices.alwaysReadyGbSecond,
    'tables and queues': (month.tableRequests + month.queueRequests) * prices.storageOperation,
    'availability test': tests * prices.availabilityTest,
    alerts: 5 * prices.logAlert + prices.metricAlert,
  };
}
