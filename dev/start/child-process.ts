import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  /** Resolves when the child has printed a line that starts with `sign`; rejects when it ends before. */
  ready: Promise<string>;
  /** Resolves with a sentence when the child ends although nobody stopped it. */
  died: Promise<string>;
  stop(): Promise<void>;
}

interface ChildOptions {
  name: string;
  /** Path from the root of the project. */
  script: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  readySign: string;
  onLine(line: string): void;
}

/** Starts a Node process that ends with this one: it holds an IPC channel and leaves when that closes. */
export function startChild(options: ChildOptions): Child {
  const child = fork(resolve(import.meta.dirname, '../..', options.script), options.args, {
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  let stopped = false;
  const lastLines: string[] = [];
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(`${options.name} ended (${signal ?? `code ${code}`})${tail(lastLines)}`));
  });
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > 15) lastLines.shift();
        if (line.includes(options.readySign)) resolve(line);
        options.onLine(line);
      });
    }
    ended.then((sentence) => reject(new Error(sentence)), reject);
  });
  ready.catch(() => undefined);
  return {
    ready,
    died: ended.then((sentence) => (stopped ? new Promise<never>(() => undefined) : sentence)),
    stop: async () => {
      stopped = true;
      await stopProcess(child);
    },
  };
}

/** Waits for a child that ends by itself. @throws Error with its last lines when it failed. */
export async function runToEnd(child: Child, keep: (stop: () => Promise<void>) => void): Promise<void> {
  keep(child.stop);
  await child.ready;
}

function tail(lines: string[]): string {
  return lines.length > 0 ? `. Its last lines:\n  ${lines.join('\n  ')}` : '.';
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await ended;
  clearTimeout(patience);
}
