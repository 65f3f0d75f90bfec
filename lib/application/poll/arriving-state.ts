import type { OperationRecord } from '../../domain/operation/operation.ts';
import type { Ports, TenantState } from '../ports/ports.ts';
import { rememberState, type TenantMemory } from '../tenant/tenant-memory.ts';

/**
 * What holds in one tenant while it is still being read. It comes in the order of its keys: incidents and operations, then each target
 * with its jobs. So a pass can ask Graph for the first targets while the last are under way.
 */
export interface ArrivingState {
  /** All of it, once it is there. Rejects when it could not be read. */
  memory: Promise<TenantMemory>;
  /** Each job's current or last operation; known before the first target. */
  operations: Promise<OperationRecord[]>;
  /** Ids of the targets in the order of their keys, as they come. */
  targets(): AsyncGenerator<string>;
}

/** Starts to read the tenant's state. */
export function readState({ state }: Pick<Ports, 'state'>, tenantId: string): ArrivingState {
  const operations = Promise.withResolvers<OperationRecord[]>();
  let soFar: TenantState['targets'] = [];
  let isWhole = false;
  let more = Promise.withResolvers<void>();
  const take = (page: TenantState) => {
    soFar = page.targets;
    if (soFar.length > 0 || isWhole) operations.resolve(page.operations);
    more.resolve();
    more = Promise.withResolvers();
  };
  const memory = state.readNow(tenantId, take).then((all) => {
    isWhole = true;
    take(all);
    return rememberState(all);
  });
  memory.catch(operations.reject);
  // Whoever waits for it is told; nobody has to.
  operations.promise.catch(() => undefined);

  async function* targets(): AsyncGenerator<string> {
    for (let next = 0; ; ) {
      const further = more.promise;
      const known = soFar.slice(next);
      next += known.length;
      for (const { value } of known) yield value.servicePrincipalId;
      if (isWhole && next === soFar.length) return;
      await Promise.race([further, memory]);
    }
  }
  return { memory, operations: operations.promise, targets };
}
