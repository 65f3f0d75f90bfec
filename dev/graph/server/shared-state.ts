import { createFaultBook, type FaultBook } from '../faults/fault-book.ts';
import type { World } from '../model/model.ts';
import { createKeyRing, type KeyRing } from '../tokens/keys.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';

/** What the simulator and the authority have in common: one log, one list of faults, and the keys they trust each other by. */
export interface SharedState {
  log: RequestLog;
  faults: FaultBook;
  keys: KeyRing;
}

export async function createSharedState(world: World): Promise<SharedState> {
  return { log: createRequestLog(), faults: createFaultBook(world.random), keys: await createKeyRing() };
}
