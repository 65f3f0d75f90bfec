import type { Bench, BenchResult } from '../support/figure.ts';
import { startStorage } from '../support/start-storage.ts';
import { median } from '../support/statistics.ts';
import { startWorker, type Worker } from '../support/worker.ts';
import type { PollCost, PollTask } from './contestant.ts';

const rounds = 5;
/** The first creates the rows; the others give the engine, of every contestant alike, the time it has in an instance that lives for hours. */
const warmingRounds = 2;
const steady: PollTask = { tenants: 6, tenantsAtOnce: 2, servicePrincipals: 1_000 };
// As slow as it is, the naive script shows its rate with few.
const few: PollTask = { tenants: 2, tenantsAtOnce: 1, servicePrincipals: 60 };

const contestants = {
  naive: { file: 'naive.ts', task: few, environment: {} },
  floor: { file: 'raw-floor.ts', task: steady, environment: {} },
  readingFloor: { file: 'raw-floor.ts', task: steady, environment: { READS_FIRST: 'yes' } },
  product: { file: 'product.ts', task: steady, environment: {} },
} as const;
type Name = keyof typeof contestants;

interface Rates {
  jobsPerSecond: number;
  wallInMs: number;
  cpuInMsPerJob: number;
}

/** One steady tick in which every job has a new execution: the product against a naive script and against bare requests. */
export const benchPoll: Bench = { name: 'poll', title: 'One poll of every job', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const storage = await startStorage();
  const graph = startWorker<'listen', string>(new URL('fake-graph.ts', import.meta.url));
  const environment = { GRAPH_URL: await graph.ask('listen'), STORAGE: storage.connectionString };
  const names = Object.keys(contestants) as Name[];
  const workers = new Map(
    names.map((name) => {
      const { file, environment: own } = contestants[name];
      return [name, startWorker<PollTask, PollCost>(new URL(file, import.meta.url), { ...environment, ...own })];
    }),
  );
  try {
    const costs = new Map<Name, PollCost[]>(names.map((name) => [name, []]));
    for (let round = 1 - warmingRounds; round <= rounds; round++) {
      for (const [name, worker] of workers) {
        const cost = await poll(name, worker);
        if (round > 0) costs.get(name)?.push(cost);
        tell(`${name}, round ${round} of ${rounds}: ${lineOf(cost)}`);
      }
    }
    return resultOf((name) => ratesOf(costs.get(name) ?? []));
  } finally {
    await Promise.all([...workers.values(), graph, storage].map((each) => each.stop()));
  }
}

async function poll(name: Name, worker: Worker<PollTask, PollCost>): Promise<PollCost> {
  const { task } = contestants[name];
  const cost = await worker.ask(task);
  const expected = task.tenants * task.servicePrincipals * 2;
  if (cost.jobs !== expected) throw new Error(`${name} polled ${cost.jobs} jobs of ${expected}`);
  return cost;
}

function ratesOf(costs: readonly PollCost[]): Rates {
  const of = (read: (cost: PollCost) => number) => median(costs.map(read));
  return {
    jobsPerSecond: of(({ jobs, wallInMs }) => (jobs / wallInMs) * 1000),
    wallInMs: of(({ wallInMs }) => wallInMs),
    cpuInMsPerJob: of(({ cpuInMs, jobs }) => cpuInMs / jobs),
  };
}

function lineOf({ jobs, wallInMs, cpuInMs }: PollCost): string {
  return `${((jobs / wallInMs) * 1000).toFixed(0)} jobs/s, ${wallInMs.toFixed(0)} ms, ${(cpuInMs / jobs).toFixed(3)} ms CPU a job`;
}

function resultOf(ratesOf: (name: Name) => Rates): BenchResult {
  const [naive, floor, product] = [ratesOf('naive'), ratesOf('floor'), ratesOf('product')];
  const readingInMs = ratesOf('readingFloor').wallInMs;
  return {
    setting: [
      `${steady.tenants} tenants, ${steady.tenantsAtOnce} at once, ${steady.servicePrincipals} service principals of 2 jobs each; 4 \`$batch\` in flight per tenant; one row written per job.`,
      `Graph answers after 50 ms and 5 ms for each further item of a batch; ${rounds} rounds in turns after ${warmingRounds} to warm up, medians.`,
      `Naive script: one GET, then one upsert a job, in turn (${few.tenants * few.servicePrincipals} service principals). Raw floor: bare HTTP with the same batches and transactions, nothing read from storage, nothing judged.`,
    ],
    figures: [
      {
        what: 'jobs per second, against the naive script',
        ratio: product.jobsPerSecond / naive.jobsPerSecond,
        target: { atLeast: 45 },
        behind: `${product.jobsPerSecond.toFixed(0)} and ${naive.jobsPerSecond.toFixed(1)} jobs/s`,
      },
      {
        what: 'time of the whole poll, against the raw floor',
        ratio: product.wallInMs / floor.wallInMs,
        target: { atMost: 1.15 },
        behind: `${product.wallInMs.toFixed(0)} and ${floor.wallInMs.toFixed(0)} ms; a floor that first reads the rows it replaces ${readingInMs.toFixed(0)} ms (${(product.wallInMs / readingInMs).toFixed(2)} ×)`,
      },
      {
        what: 'CPU per job, against the naive script',
        ratio: product.cpuInMsPerJob / naive.cpuInMsPerJob,
        target: { atMost: 0.1 },
        behind: `${product.cpuInMsPerJob.toFixed(3)} and ${naive.cpuInMsPerJob.toFixed(2)} ms (raw floor ${floor.cpuInMsPerJob.toFixed(3)})`,
      },
    ],
  };
}
