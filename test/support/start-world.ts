import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface RunningWorld {
  process: ChildProcess;
  /** What the READY line announced. */
  urls: { api: string; graph: string; authority: string; tables: string };
  /** Every line printed so far, on stdout and stderr. */
  lines: string[];
  /** Milliseconds from the start to READY. */
  readyInMs: number;
  /** Sends the signal and answers the exit code once the process is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs what `npm start` runs, and waits for its READY line. */
export async function startWorld(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<RunningWorld> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['dev/start.ts', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const urls = await new Promise<RunningWorld['urls']>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (line.startsWith('READY ')) resolve(JSON.parse(line.slice('READY '.length)));
      });
    }
    void gone.then((code) => reject(new Error(`npm start ended with code ${code}:\n${lines.join('\n')}`)));
  });
  const stop = async (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return gone;
  };
  return { process: child, urls, lines, readyInMs: performance.now() - startedAt, stop };
}

/** Runs what `npm start` runs and answers what it printed before it ended by itself. */
export async function runToEnd(args: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['dev/start.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}
