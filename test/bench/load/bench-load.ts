import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, BenchResult } from '../support/figure.ts';
import { median } from '../support/statistics.ts';

const rounds = 151;
const stub = new URL('core-stub.cjs', import.meta.url).pathname;

/** Time until a new instance has registered its functions, over that of the smallest app there is. */
export const benchLoad: Bench = { name: 'load', title: 'Loading the bundle', run };

async function run(tell: (line: string) => void): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'entra-sync-status-load-'));
  try {
    const files = { empty: join(folder, 'empty.mjs'), hello: join(folder, 'hello/main.mjs'), product: join(folder, 'product/main.mjs') };
    writeFileSync(files.empty, '');
    tell('building both bundles alike');
    execFileSync(process.execPath, ['build.mjs', join(folder, 'hello'), 'test/bench/load/hello.ts']);
    execFileSync(process.execPath, ['build.mjs', join(folder, 'product')]);
    const wallsInMs: Record<keyof typeof files, number[]> = { empty: [], hello: [], product: [] };
    for (let round = 0; round <= rounds; round++) {
      for (const name of ['empty', 'hello', 'product'] as const) {
        const wallInMs = loadInMs(files[name]);
        // The first round warms the disk.
        if (round > 0) wallsInMs[name].push(wallInMs);
      }
      if (round % 50 === 0) tell(`round ${round} of ${rounds}`);
    }
    const emptyInMs = median(wallsInMs.empty);
    return resultOf(median(wallsInMs.hello) - emptyInMs, median(wallsInMs.product) - emptyInMs, emptyInMs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function loadInMs(file: string): number {
  const startedAt = performance.now();
  execFileSync(process.execPath, ['--require', stub, file], { env: {} });
  return performance.now() - startedAt;
}

function resultOf(helloInMs: number, productInMs: number, emptyInMs: number): BenchResult {
  return {
    setting: [
      `Wall of a Node process that loads the bundle, less that of an empty one (${emptyInMs.toFixed(1)} ms), with a stub of \`@azure/functions-core\`; ${rounds} rounds in turns, medians.`,
      'Reference: an app of the v4 model with one function that says hello, bundled with the same options.',
    ],
    figures: [
      {
        what: 'load of the bundle, against a hello-world app',
        ratio: productInMs / helloInMs,
        target: { atMost: 1.25 },
        behind: `${productInMs.toFixed(1)} and ${helloInMs.toFixed(1)} ms`,
      },
    ],
  };
}
