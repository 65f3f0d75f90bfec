import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measuredOn, readSection, writeSections } from '../bench/support/report.ts';

interface Soak {
  name: string;
  path: string;
  /** What the full count is. */
  count: string;
  /** Whether it draws its cases by the seed; the others draw new ones each time. */
  isSeeded?: true;
}

const soaks: readonly Soak[] = [
  {
    name: 'mutated',
    path: 'test/adapters/graph/shapes/mutated-answers',
    count: '5,000 mutated answers of Graph: no crash, no false "healthy"',
  },
  {
    name: 'malformed',
    path: 'test/faults/malformed',
    count: '8,000 answers of logs and 180 hourly readings full of nonsense: nothing lost, called well or closed by it',
  },
  { name: 'keys', path: 'test/adapters/tables/rows/keys', count: '100,000 random texts as keys: no collision' },
  {
    name: 'lost-replies',
    path: 'test/adapters/tables/transport/lost-replies',
    count: 'table writes whose answer is lost: no wrong verdict',
  },
  { name: 'writers', path: 'test/contract/table', count: '20 parallel writers × 100 rounds: one winner each' },
  { name: 'throttling', path: 'test/faults/poll/throttling', count: '2,000 rounds of Retry-After: no early request' },
  { name: 'scale', path: 'test/faults/poll/scale', count: '5,000 jobs in 500 tenants in one tick' },
  {
    name: 'week',
    path: 'test/domain/job/week',
    count: 'a week of 300 jobs with every kind of life: no false SILENT, every true one in time',
  },
  { name: 'random', path: 'test/application/poll/random-world', count: 'random faults and changes: one event per change, no gap in seq' },
  {
    name: 'tenants',
    path: 'test/application/manage/interleavings',
    count: '200 interleavings of PUT, DELETE, polls, dispatches and kills on one tenant: no orphan, none that rises from the dead',
  },
  {
    name: 'one-age',
    path: 'test/application/poll/one-age',
    count: '10,000 random histories of a tenant: list, document, status and metrics agree, and tell of no reading that was not',
  },
  { name: 'host-kills', path: 'test/faults/host/kills', count: '200 SIGKILLs of the host: no lost transition' },
  { name: 'card-kills', path: 'test/faults/notify/kills', count: '40 SIGKILLs of the sender: no lost card, no repetition outside the gap' },
  { name: 'operations', path: 'test/faults/operations', count: '100 rounds × 20 equal requests, 20 SIGKILLs of the worker: one POST each' },
  {
    name: 'fuzz',
    path: 'test/http/running-host',
    count: '10,000 hostile requests to the running host: no 5xx, no answer outside its schema',
  },
  {
    name: 'rights',
    path: 'test/http/rights',
    count:
      'every route × role × token × grant; two callers over 20,000 requests: no leak; what may not be seen costs the same and takes the same time',
  },
  {
    name: 'changes',
    path: 'test/application/show/list-changes',
    count:
      '2,000 random histories of changes, kills and clocks that differ: nothing lost to a mirror, each job in order, nothing of others',
  },
  {
    name: 'status',
    path: 'test/http/fleet/status-numbers',
    count: '2,000 random fleets, two callers with disjoint grants: every number of `/status` as counted one by one',
  },
  {
    name: 'groups',
    path: 'test/http/jobs/group-numbers',
    count: '1,500 random fleets, two callers with disjoint grants: every group, search and filter as counted one by one',
  },
  { name: 'fleet', path: 'test/http/fleet/large-fleet', count: '100,000 jobs in 1,000 tenants: paging, filters, status' },
  {
    name: 'host-lists',
    path: 'test/domain/connectivity/hosts',
    count: '10,000 random lists of hosts against the plain rules of the tables: no difference',
    isSeeded: true,
  },
  {
    name: 'ui',
    path: 'test/ui',
    count: 'the page in Chromium: every screen in both schemes at three widths, 5,000 jobs, ticks that stop, and its guards seen failing',
  },
  { name: 'catalogue', path: 'test/http/errors/errors', count: 'every code by every alias over HTTP' },
];

const heading = '## Full counts (`soak`)';
const seed = Math.trunc(Number(process.env.SEED ?? 1));
const seedIs = 'Seed: of the random cases; `-` where they are new in each run. `SEED=2 npm run soak -- host-lists` draws others.';
const today = () => new Date().toISOString().slice(0, 10);

interface Report {
  numPassedTests: number;
  numFailedTests: number;
}

async function run(soak: Soak, folder: string): Promise<{ report: Report; seconds: number }> {
  const file = join(folder, `${soak.name}.json`);
  const startedAt = performance.now();
  const flags = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules'];
  const options = ['--testTimeout', '3600000', '--seed', String(seed), '--runInBand', '--json', '--outputFile', file];
  const args = [...flags, 'node_modules/jest/bin/jest.js', soak.path, ...options];
  const child = spawn(process.execPath, args, { env: { ...process.env, SOAK: '1' }, stdio: ['ignore', 'ignore', 'inherit'] });
  await new Promise((resolve) => child.once('exit', resolve));
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  return { report, seconds: Math.round((performance.now() - startedAt) / 1000) };
}

/** The rows of the section as it is, by what they count. */
async function rowsWritten(): Promise<Map<string, string>> {
  const written = await readSection(heading);
  const rows = written.split('\n').filter((line) => /^\| (?!what )[^-]/.test(line));
  return new Map(rows.map((row) => [row.split(' | ')[0]?.slice(2) ?? '', row]));
}

async function runModel(): Promise<number> {
  const child = spawn(process.execPath, ['test/soak/model/run.ts'], { stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0 ? 0 : 1)));
}

async function main(names: readonly string[]): Promise<number> {
  const chosen = names.length === 0 ? soaks : soaks.filter(({ name }) => names.includes(name));
  const folder = await mkdtemp(join(tmpdir(), 'soak-'));
  // A part replaces its own rows and leaves the others, each with its own day; a whole run begins anew.
  const rows = names.length === 0 ? new Map<string, string>() : await rowsWritten();
  let failed = 0;
  for (const soak of chosen) {
    console.log(`\n${soak.name}: ${soak.count}`);
    const { report, seconds } = await run(soak, folder);
    failed += report.numFailedTests;
    const row = `| ${[soak.count, report.numPassedTests, report.numFailedTests, `${seconds} s`, today(), soak.isSeeded ? seed : '-'].join(' | ')} |`;
    console.log(row);
    rows.set(soak.count, row);
  }
  await rm(folder, { recursive: true, force: true });
  // What docs/cost.md and docs/scale.md say of large fleets.
  const hasModel = names.length === 0 || names.includes('model');
  if (hasModel) failed += await runModel();
  if (hasModel && chosen.length === 0) return failed;
  const table = ['| what | tests passed | failed | time | measured | seed |', '|---|---|---|---|---|---|', ...rows.values()].join('\n');
  await writeSections([[heading, `${heading}\n\n${table}\n\n- The last run: ${measuredOn()}\n- ${seedIs}\n`]]);
  return failed === 0 && chosen.length > 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
