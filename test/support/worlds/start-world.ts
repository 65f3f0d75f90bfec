import { type ChildProcess, type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { afterAll } from '@jest/globals';
import { isFree } from '../storage/azurite-process.ts';
import { runMarker } from '../witness/marker.ts';
import { witness } from '../witness/witness.ts';

export interface RunningWorld {
  process: ChildProcess;
  /** What the READY line announced. */
  urls: Record<'api' | 'graph' | 'authority' | 'teams' | 'tables', string> & { tokens?: Record<'reader' | 'operator' | 'admin', string> };
  /** Every line printed so far, on stdout and stderr. */
  lines: string[];
  /** Sends the signal and answers the exit code once the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

// The demo signs in with the identity of the platform and uses neither.
const markedSecrets = { GRAPH_READER_CLIENT_SECRET: runMarker, GRAPH_OPERATOR_CLIENT_SECRET: runMarker };

const running = new Set<ChildProcess>();

// A test that runs out of time stops nothing any more: what it started would outlive the whole run.
afterAll(async () => {
  const gone = [...running].map((child) => once(child, 'exit'));
  for (const child of running) child.kill('SIGKILL');
  await Promise.all(gone);
});

/** Starts a process that ends with its test file at the latest. */
export function launch(command: string, args: string[], env = process.env): ChildProcessByStdio<null, Readable, Readable> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs what `npm start` runs, and waits for its READY line. */
export async function startWorld(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<RunningWorld> {
  const child = launch(process.execPath, ['dev/start.ts', ...args], { ...process.env, ...markedSecrets, ...environment });
  const lines: string[] = [];
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const urls = await new Promise<RunningWorld['urls']>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        // These two hand the tokens of the demo to whoever started it.
        if (!/^(?:READY| *curl) /.test(line)) witness.see('log', line);
        if (line.startsWith('READY ')) resolve(JSON.parse(line.slice('READY '.length)));
      });
    }
    void gone.then((code) => reject(new Error(`npm start ended with code ${code}:\n${lines.join('\n')}`)));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    const code = await gone;
    const hostLog = `.local/demo-${new URL(urls.api).port}/host.log`;
    if (existsSync(hostLog)) witness.see('log', readFileSync(hostLog, 'utf8'));
    return code;
  };
  return { process: child, urls, lines, stop };
}

/** Runs what `npm start` runs and answers what it printed before it ended by itself. */
export async function runToEnd(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = launch(process.execPath, ['dev/start.ts', ...args]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

/** The first of seven free ports in a row, of the 700 from `from` on. Where it begins to look is another place for each process: two that look at once take different ones. */
export async function freePorts(from: number): Promise<number> {
  for (let tried = 0; tried < 100; tried += 1) {
    const first = from + 7 * ((process.pid + tried) % 100);
    const free = await Promise.all(Array.from({ length: 7 }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No seven free ports in a row from ${from} on`);
}

/** The running processes with this text in their command line. */
export function processesWith(text: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(text) && !line.includes('ps -eo'));
}

/** Where a tick is about to end, waits for the next one: what follows takes that long at most, and is meant to happen within one. */
export async function earlyInTick(tickInMs: number, neededInMs: number): Promise<void> {
  await until(() => tickInMs - (Date.now() % tickInMs) > neededInMs, 'the next tick begins', neededInMs + 5_000);
}

/** Looks again until the condition holds. */
export async function until(condition: () => Promise<boolean> | boolean, what: string, limitInMs = 30_000): Promise<void> {
  for (const end = Date.now() + limitInMs; !(await condition()); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (Date.now() > end) throw new Error(`In ${limitInMs} ms it never came that ${what}`);
  }
}
