import type { PollCost, PollTask } from '../poll/contestant.ts';
import type { Bench, BenchResult } from '../support/figure.ts';
import { startStorage } from '../support/start-storage.ts';
import { median } from '../support/statistics.ts';
import { startWorker } from '../support/worker.ts';

const rounds = 3;
// 50 service principals of 2 jobs: 100 jobs a tenant.
// As many messages as an instance takes from its queue: batchSize + newBatchThreshold of host.json.
const tenantsAtOnce = 12;
const small: PollTask = { tenants: 400, tenantsAtOnce, servicePrincipals: 50 };
const large: PollTask = { tenants: 1_000, tenantsAtOnce, servicePrincipals: 50 };

/** Peak memory of a process that polls a whole fleet once, for two sizes of the fleet. */
export const benchMemory: Bench = { name: 'memory', title: 'Memory of one poll of the whole fleet', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const storage = await startStorage();
  // Without delays: they would change how long it takes, not what is held.
  const delays = { FAKE_GRAPH_FIRST_ITEM_MS: '0', FAKE_GRAPH_FURTHER_ITEM_MS: '0' };
  const graph = startWorker<'listen', string>(new URL('../poll/fake-graph.ts', import.meta.url), delays);
  const environment = { GRAPH_URL: await graph.ask('listen'), STORAGE: storage.connectionString };
  const pollInNewProcess = async (task: PollTask): Promise<PollCost> => {
    const worker = startWorker<PollTask, PollCost>(new URL('../poll/product.ts', import.meta.url), environment);
    try {
      const cost = await worker.ask(task);
      tell(`${cost.jobs} jobs: ${cost.peakRssInMb.toFixed(0)} MB, ${(cost.wallInMs / 1000).toFixed(1)} s`);
      return cost;
    } finally {
      await worker.stop();
    }
  };
  try {
    tell('creating the rows of the fleet');
    await pollInNewProcess(large);
    const peaks: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let round = 1; round <= rounds; round++) {
      tell(`round ${round} of ${rounds}`);
      peaks.small.push((await pollInNewProcess(small)).peakRssInMb);
      peaks.large.push((await pollInNewProcess(large)).peakRssInMb);
    }
    return resultOf(median(peaks.small), median(peaks.large));
  } finally {
    await Promise.all([graph.stop(), storage.stop()]);
  }
}

function resultOf(smallInMb: number, largeInMb: number): BenchResult {
  return {
    setting: [
      `Tenants of 100 jobs, ${tenantsAtOnce} of them at once as an instance takes them from its queue; every job has a new execution and is written.`,
      `Each poll in a new process; ${rounds} rounds in turns, medians of the most memory the process ever held.`,
    ],
    figures: [
      {
        what: 'peak memory at 100,000 jobs, against that at 40,000',
        ratio: largeInMb / smallInMb,
        target: { atMost: 1.1 },
        behind: `${largeInMb.toFixed(0)} and ${smallInMb.toFixed(0)} MB`,
      },
    ],
  };
}
