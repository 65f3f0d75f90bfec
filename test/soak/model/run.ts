import { writeFileSync } from 'node:fs';
import { measuredOn } from '../../bench/support/report.ts';
import { countHourly, countRequests } from './count-requests.ts';
import { measureMemory } from './measure-memory.ts';
import { type Measured, measuredFile } from './measured.ts';
import { renderCost } from './render-cost.ts';
import { renderScale } from './render-scale.ts';
import { timePasses } from './time-passes.ts';

/** Measures what docs/cost.md and docs/scale.md are computed from, and writes both. */
async function main(): Promise<void> {
  const passes = await timePasses(console.log);
  const memory = await measureMemory(10_000, 20);
  const counts = [];
  for (const tenants of [1, 50, 500]) counts.push(await countRequests(tenants));
  const measured: Measured = { on: measuredOn(), counts, hourly: await countHourly(), passes, memory };
  writeFileSync(measuredFile, `${JSON.stringify(measured, null, 2)}\n`);
  writeFileSync(new URL('../../../docs/cost.md', import.meta.url), renderCost(measured));
  writeFileSync(new URL('../../../docs/scale.md', import.meta.url), renderScale(measured));
}

await main();
