import type { Ports, TenantState } from './ports.ts';
import { rememberState, type TenantMemory } from './tenant-memory.ts';

/**
 * What holds in one tenant while it is still being read. It comes in the order of its keys: incidents and operations, then each target
 * with its jobs. So a pass can ask Graph for the first targets while the last are under way.
 */
export interface ArrivingState {
  /** All of it, once it is there. Rejects when it could not be read. */
  memory: Promise<TenantMemory>;
  /** The first page with a target, or all: either way every operation is in it. */
  begun: Promise<TenantState>;
  /** Ids of the targets in the order of their keys, as they come. */
  targets(): AsyncGenerator<string>;
}

/** Starts to read the tenant's state. */
export function readState({ state }: Pick<Ports, 'state'>, tenantId: string): ArrivingState {
  const begun = Promise.withResolvers<TenantState>();
  let soFar: readonly { value: { servicePrincipalId: string } }[] = [];
  let isWhole = false;
  let more = Promise.withResolvers<void>();
  const take = (page: TenantState) => {
    soFar = page.targets;
    if (soFar.length > 0 || isWhole) begun.resolve(page);
    more.resolve();
    more = Promise.withResolvers();
  };
  const whole = state.readNow(tenantId, take).then((all) => {
    isWhole = true;
    take(all);
    return all;
  });
  const memory = whole.then(rememberState);
  // Whoever waits for one of these is told; that nobody waits for another is no fault of its own.
  for (const each of [begun.promise, memory]) each.catch(() => undefined);
  whole.catch(begun.reject);

  async function* targets(): AsyncGenerator<string> {
    for (let next = 0; ; ) {
      const further = more.promise;
      for (; next < soFar.length; next += 1) yield soFar[next]?.value.servicePrincipalId ?? '';
      if (isWhole) return;
      await Promise.race([further, whole]);
    }
  }
  return { memory, begun: begun.promise, targets };
}
