import type { StateWrite } from '../../domain/tenant/decide/state-write.ts';
import type { Ports } from '../ports/ports.ts';
import { rememberState, type TenantMemory } from '../tenant/held/tenant-memory.ts';
import { warnOfConflict } from './warn-of-conflict.ts';

// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
const entitiesPerTransaction = 100;
const attempts = 3;

/** Rows of one job (or target) that are written together or not at all. */
export interface Group {
  writes: StateWrite[];
  /** Decides again on fresh state, after somebody else changed one of the rows. */
  again?: () => Group;
  committed(): unknown;
}

/** Sends groups of rows. Full transactions leave while more groups come; `flush` sends the rest. */
export interface GroupWriter {
  collect(groups: readonly Group[]): Promise<void>;
  flush(): Promise<void>;
  /** Whether rows were given up because somebody else was first at every try: what was read of them is recorded nowhere. */
  hasLost(): boolean;
  /** Whether a card was asked for. */
  hasOutbox(): boolean;
}

export interface WriterOptions {
  tenantId: string;
  /** Rejects when the lease is lost: from then on nothing may be written. */
  keepLease(): Promise<void>;
}

/** Writes into the tenant's partition; after a conflict `memory` is read anew and the refused groups are decided again. */
export function createGroupWriter(deps: Pick<Ports, 'state' | 'log'>, memory: TenantMemory, options: WriterOptions): GroupWriter {
  let pending: Group[] = [];
  let writing: Promise<void> = Promise.resolve();
  const done: Done = { isLost: false, hasOutbox: false };

  // One writer after the other: the rows of a job keep the order of its readings. Whoever brings rows waits only for those before them,
  // so that Graph is asked on while they are written; what fails is thrown at the next turn, at the latest by `flush`.
  function enqueue(groups: readonly Group[]): Promise<void> {
    const before = writing;
    writing = before.then(() => writeGroups(deps, memory, options, groups, done));
    writing.catch(() => undefined);
    return before;
  }

  return {
    collect: async (groups) => {
      pending.push(...groups.filter(({ writes }) => writes.length > 0));
      for (let full = takeFull(pending); full !== undefined; full = takeFull(pending)) {
        pending = pending.slice(full.length);
        await enqueue(full);
      }
    },
    flush: async () => {
      const rest = pending;
      pending = [];
      if (rest.length > 0) await enqueue(rest);
      await writing;
    },
    hasLost: () => done.isLost,
    hasOutbox: () => done.hasOutbox,
  };
}

// What became of the groups so far.
interface Done {
  isLost: boolean;
  hasOutbox: boolean;
}

async function writeGroups(
  deps: Pick<Ports, 'state' | 'log'>,
  memory: TenantMemory,
  { tenantId, keepLease }: WriterOptions,
  groups: readonly Group[],
  done: Done,
): Promise<void> {
  await keepLease();
  let open = groups;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const outcomes = await deps.state.commit(
      tenantId,
      open.map(({ writes }) => writes),
    );
    for (const [index, group] of open.entries()) {
      if (outcomes[index] !== 'committed') continue;
      group.committed();
      done.hasOutbox ||= group.writes.some(({ type }) => type === 'outbox');
    }
    const refused = open.filter((_, index) => outcomes[index] === 'conflict');
    if (refused.length === 0) return;
    if (attempt === attempts) {
      done.isLost = true;
      return warnOfConflict(deps, tenantId, { groups: refused.length });
    }
    Object.assign(memory, rememberState(await deps.state.readNow(tenantId)));
    open = refused.flatMap((group) => group.again?.() ?? []);
  }
}

// Undefined while the groups do not fill a transaction.
function takeFull(groups: readonly Group[]): Group[] | undefined {
  let entities = 0;
  for (const [index, { writes }] of groups.entries()) {
    entities += writes.length;
    if (entities === entitiesPerTransaction) return groups.slice(0, index + 1);
    if (entities > entitiesPerTransaction) return groups.slice(0, Math.max(1, index));
  }
  return undefined;
}
