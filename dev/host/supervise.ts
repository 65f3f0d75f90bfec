import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { consoleLog } from './worker/log.ts';

/** The real host gives up on a process that fails so often within so long, and waits between two starts of it. */
const MOST_FAILURES = 3;
const WINDOW_IN_MS = 30 * 60_000;
const PAUSE_IN_MS = 10_000;

/**
 * Keeps the host in a process of its own and starts it again on the same port when it dies, as the real host does with its worker: what
 * ran in it is lost, the third death in half an hour is the end.
 * https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script/Workers/Rpc/RpcFunctionInvocationDispatcher.cs
 */
export async function supervise(file: string, args: readonly string[], port: number): Promise<number> {
  let child: ChildProcess | undefined;
  let [isStopping, knownPort] = [false, port];
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      isStopping = true;
      child?.kill(signal);
    });
  }
  const deaths: number[] = [];
  while (true) {
    const startedAt = Date.now();
    child = fork(file, [...args, '--port', String(knownPort)], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      knownPort = Number(/^HOST READY .*:(\d+)$/m.exec(text)?.[1] ?? knownPort);
      process.stdout.write(text);
    });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    if (isStopping) return code ?? 0;
    consoleLog('error', `node exited with code ${code ?? signal}`);
    deaths.push(Date.now());
    if (deaths.filter((at) => at > Date.now() - WINDOW_IN_MS).length >= MOST_FAILURES) {
      consoleLog('critical', 'Exceeded language worker restart retry count for runtime:node. Shutting down.');
      return 1;
    }
    await delay(Math.max(0, deaths.length > 1 ? startedAt + PAUSE_IN_MS - Date.now() : 0));
  }
}
