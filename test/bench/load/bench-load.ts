import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchResult, Figure } from '../support/figure.ts';
import { startStorage } from '../support/start-storage.ts';
import { median } from '../support/statistics.ts';
import { type ContestantName, prepareContestants } from './contestants.ts';

const rounds = 51;

/** Time until a new instance has registered its functions, and until it has answered for the first time, over that of the smallest apps there are. */
export const benchLoad: Bench = { name: 'load', title: 'Start of an instance', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'entra-sync-status-load-'));
  const storage = await startStorage();
  try {
    writeFileSync(join(folder, 'empty.mjs'), '');
    tell('building the bundles alike');
    const contestants = await prepareContestants(folder, storage.connectionString);
    const wallsInMs = Object.fromEntries(Object.keys(contestants).map((name) => [name, []])) as unknown as Record<ContestantName, number[]>;
    for (let round = 0; round <= rounds; round++) {
      for (const [name, start] of Object.entries(contestants)) {
        const wallInMs = wallOf(start.arguments, start.environment);
        // The first round warms the disk.
        if (round > 0) wallsInMs[name as ContestantName].push(wallInMs);
      }
      if (round % 10 === 0) tell(`round ${round} of ${rounds}`);
    }
    return resultOf((name) => median(wallsInMs[name]));
  } finally {
    await storage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function wallOf(args: readonly string[], environment: Record<string, string>): number {
  const startedAt = performance.now();
  execFileSync(process.execPath, args, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  return performance.now() - startedAt;
}

function resultOf(wallInMs: (name: ContestantName) => number): BenchResult {
  const emptyInMs = wallInMs('empty');
  const figure = (what: string, [ours, theirs]: [ContestantName, ContestantName], target: number, lessInMs: number): Figure => {
    const [oursInMs, theirsInMs] = [wallInMs(ours) - lessInMs, wallInMs(theirs) - lessInMs];
    return {
      what,
      ratio: oursInMs / theirsInMs,
      target: { atMost: target },
      behind: `${oursInMs.toFixed(1)} and ${theirsInMs.toFixed(1)} ms`,
    };
  };
  return {
    setting: [
      `Wall of a new Node process; ${rounds} rounds in turns, medians. The worker is played by its contract: it imports the bundle, runs the start hooks and hands over one request.`,
      `Import: until the functions are registered, less an empty process (${emptyInMs.toFixed(1)} ms). First answers: from the start of the process until the answer, the hooks included and nothing taken off.`,
      'References: an app of the v4 model with one function that says hello, and one that reads one row with the same table SDK, bundled with the same options.',
      'Storage: Azurite over plain HTTP, which both sides read; no sign-in on either side.',
    ],
    figures: [
      figure('import of the bundle, against hello', ['importProduct', 'importHello'], 1.25, emptyInMs),
      figure('start to the first `GET /health/live`, against hello', ['live', 'hello'], 1.4, 0),
      figure('start to the first `GET /status`, against hello with one row', ['status', 'helloRow'], 1.5, 0),
    ],
  };
}
