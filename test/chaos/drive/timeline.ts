import { setTimeout as sleep } from 'node:timers/promises';

/** Does each thing at its time, in order, without waiting for the one before to end; answers when all have ended. */
export async function follow<Item extends { atMs: number }>(
  items: readonly Item[],
  startedAt: number,
  act: (item: Item) => Promise<void> | void,
): Promise<void> {
  const running: Promise<void>[] = [];
  for (const item of items) {
    await sleep(Math.max(0, startedAt + item.atMs - Date.now()));
    running.push(Promise.resolve(act(item)));
  }
  await Promise.all(running);
}

/** Repeats until it is told to stop; a round that fails is none. */
export function repeat(everyMs: number, act: () => Promise<void>): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await act().catch(() => undefined);
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
