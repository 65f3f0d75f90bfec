import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runScript } from '../powershell/run-script.ts';
import { faultsIn, type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';

const examples = {
  portal: 'examples/portal/clear-quarantine.ts',
  powershell: 'examples/powershell/Restart-SyncJob.ps1',
  curl: 'examples/curl/try-credentials.sh',
};

export type ExampleName = keyof typeof examples;

interface Order {
  api: string;
  token: string;
  /** The name of the job; the curl example takes the worst. */
  job?: string;
  /** Words that the PowerShell example has the service look for. */
  search?: string;
  /** A change of its text, as a hasty hand would make it. */
  edit?: readonly [from: string, to: string];
}

export interface ExampleRun {
  /** What it told, its errors among it. */
  told: string;
  /** What is wrong with it: how it ended, what it asked for. */
  faults: string[];
  asked: RecordingProxy['asked'];
}

/** Runs one of the examples against the API, or a changed copy of it; `meanwhile` sees its requests as they come. */
export async function runExample(
  name: ExampleName,
  { edit: [from, to] = ['', ''], ...order }: Order,
  meanwhile?: (asked: RecordingProxy['asked']) => Promise<void>,
): Promise<ExampleRun> {
  const text = readFileSync(examples[name], 'utf8');
  if (!text.includes(from)) throw new Error(`${examples[name]} has no ${from}`);
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  await using proxy = await startRecordingProxy(order.api);
  try {
    const file = join(folder, basename(examples[name]));
    writeFileSync(file, text.replace(from, to));
    const running = run(name, file, { ...order, api: proxy.api });
    await meanwhile?.(proxy.asked);
    const { told, fault } = await running;
    return { told, faults: [...(fault === undefined ? [] : [fault]), ...faultsIn(proxy.asked)], asked: proxy.asked };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Ended {
  told: string;
  fault?: string;
}

async function run(name: ExampleName, file: string, { api, token, job, search }: Order): Promise<Ended> {
  const narrowed = { ...(job && { Name: job }), ...(search && { Search: search }) };
  if (name === 'powershell') return runPowershell(file, { Api: api, Token: token, PageSize: 2, ...narrowed });
  if (name === 'portal') installPackage(file);
  const [command, ...args] = name === 'portal' ? [process.execPath, file, ...(job ? [job] : [])] : ['bash', file];
  return new Promise((end) => {
    const env = { ...process.env, SYNC_API: api, SYNC_TOKEN: token };
    execFile(command, args, { env, encoding: 'utf8' }, (error, stdout, stderr) => {
      end({ told: stdout + stderr, ...(error && { fault: `${name} ended badly: ${stderr.trim()}` }) });
    });
  });
}

async function runPowershell(file: string, given: Record<string, unknown>): Promise<Ended> {
  // Nobody has to wait as long as the service asks for.
  const outside = { fetch, sleep: (seconds: number) => delay(20 * seconds) };
  try {
    const { outputs, errors } = await runScript(readFileSync(file, 'utf8'), given, outside);
    return { told: [...outputs.map((output) => JSON.stringify(output)), ...errors].join('\n') };
  } catch (error) {
    return { told: '', fault: String(error) };
  }
}

/** As it stands with a portal that has this package installed. */
function installPackage(file: string): void {
  const folder = join(file, '..');
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/entra-sync-status'));
}
