import { readFileSync } from 'node:fs';
import type { PollCost, PollTask } from '../../bench/poll/contestant.ts';
import { startStorage } from '../../bench/support/start-storage.ts';
import { median } from '../../bench/support/statistics.ts';
import { startWorker } from '../../bench/support/worker.ts';
import { type PassNeeds, simulateTick } from './simulate-tick.ts';

export interface PassTimes {
  /** Of one pass of 20 jobs on this machine, Azurite being a storage that serves one request at a time. */
  needs: PassNeeds;
  /** Of the real run of the large fleet. */
  real: { tenants: number; jobs: number; durationInMs: number; cpuInMsPerPass: number; peakRssInMb: number };
  predictedInMs: number;
  loadAverage: number;
}

const servicePrincipals = 10;
export const messagesAtOnce = 12;
const few = 50;
const many = 500;
const bench = (file: string) => new URL(`../../bench/poll/${file}`, import.meta.url);
// One batch of ten: what the fake Graph of the bench takes.
const graphInMs = 50 + 5 * (servicePrincipals - 1);

/**
 * Times passes of a small fleet, one at a time and as many at once as an instance takes; predicts the tick of a large fleet from them; and
 * runs that tick. Product, Graph and storage are processes of their own. The small fleet is timed before and after, for other work on the
 * machine comes and goes.
 */
export async function timePasses(tell: (line: string) => void): Promise<PassTimes> {
  const storage = await startStorage();
  const graph = startWorker<'listen', string>(bench('fake-graph.ts'));
  const environment = { GRAPH_URL: await graph.ask('listen'), STORAGE: storage.connectionString };
  const product = startWorker<PollTask, PollCost>(bench('product.ts'), environment);
  const poll = async (tenants: number, tenantsAtOnce: number): Promise<PollCost> => {
    const cost = await product.ask({ tenants, tenantsAtOnce, servicePrincipals });
    tell(`${tenants} tenants, ${tenantsAtOnce} at once: ${Math.round(cost.wallInMs)} ms, ${Math.round(cost.cpuInMs)} ms CPU`);
    return cost;
  };
  try {
    // Rows are made by the first pass; the engine has warmed up after the second.
    await poll(many, messagesAtOnce);
    await poll(many, messagesAtOnce);
    const before = [await poll(few, 1), await poll(few, messagesAtOnce)];
    const real = await poll(many, messagesAtOnce);
    const after = [await poll(few, 1), await poll(few, messagesAtOnce)];
    const needs = needsOf([before[0], after[0]], [before[1], after[1]]);
    const { durationInMs } = simulateTick(needs, { tenants: many, instances: 1, messagesAtOnce });
    return {
      needs,
      real: {
        tenants: many,
        jobs: real.jobs,
        durationInMs: real.wallInMs,
        cpuInMsPerPass: real.cpuInMs / many,
        peakRssInMb: real.peakRssInMb,
      },
      predictedInMs: durationInMs,
      loadAverage: Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]),
    };
  } finally {
    await Promise.all([product, graph, storage].map((each) => each.stop()));
  }
}

// Alone, a pass takes the sum of its needs. Many at once take what the slower of processor and storage takes, each in its turn.
function needsOf(alone: readonly (PollCost | undefined)[], crowded: readonly (PollCost | undefined)[]): PassNeeds {
  const perPass = (costs: readonly (PollCost | undefined)[], read: (cost: PollCost) => number) =>
    median(costs.flatMap((cost) => (cost === undefined ? [] : [read(cost) / few])));
  const cpuInMs = perPass(crowded, ({ cpuInMs: cpu }) => cpu);
  const aloneInMs = perPass(alone, ({ wallInMs }) => wallInMs);
  const slowestInMs = perPass(crowded, ({ wallInMs }) => wallInMs);
  const storageInMs = Math.max(0, Math.min(slowestInMs, aloneInMs - cpuInMs - graphInMs));
  return { cpuInMs, storageInMs, waitInMs: Math.max(graphInMs, aloneInMs - cpuInMs - storageInMs) };
}
