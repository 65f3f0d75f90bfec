import { UpstreamError, type UpstreamReason } from '../../../domain/errors.ts';
import type { DeleteOutcome, Row, Table, TableAction, WriteOutcome } from './table.ts';

/** Failures after which a write may have been carried out all the same. */
const ambiguousReasons: readonly UpstreamReason[] = ['timeout', 'unreachable', 'unavailable', 'malformed'];

/**
 * Stamps each write with a `writerOpId` nobody else has and settles doubtful answers by reading it back: the client's own retry after a
 * lost reply meets the row it has just written, which looks like a conflict. A refusal passed on is therefore a true one.
 */
export function settleWrites(table: Table, newOpId: () => string): Table {
  async function wrote(partitionKey: string, rowKey: string, opId: string): Promise<string | undefined> {
    const row = await table.get(partitionKey, rowKey);
    return row?.cells.writerOpId === opId ? row.etag : undefined;
  }

  async function settled(row: Row, write: (stamped: Row) => Promise<WriteOutcome>): Promise<WriteOutcome> {
    const opId = newOpId();
    const attempt = () => write({ ...row, cells: { ...row.cells, writerOpId: opId } });
    return settle(attempt, async () => {
      const etag = await wrote(row.partitionKey, row.rowKey, opId);
      return etag ? { written: true, etag } : undefined;
    });
  }

  return {
    ...table,
    create: (row) => settled(row, table.create),
    replaceIfMatch: (row, etag) => settled(row, (stamped) => table.replaceIfMatch(stamped, etag)),
    mergeIfMatch: (row, etag) => settled(row, (stamped) => table.mergeIfMatch(stamped, etag)),
    delete: (partitionKey, rowKey, etag) =>
      settle<DeleteOutcome>(
        () => table.delete(partitionKey, rowKey, etag),
        async () => ((await table.get(partitionKey, rowKey)) ? undefined : { written: true }),
      ),
    submit: (partitionKey, actions) => {
      const opId = newOpId();
      const witness = witnessOf(actions);
      return settle<DeleteOutcome>(
        () => table.submit(partitionKey, stamp(actions, opId)),
        async () => (witness && (await wrote(partitionKey, witness.rowKey, opId)) ? { written: true } : undefined),
      );
    },
  };
}

/** A created row proves best that a transaction was committed, because nobody changes it later; a replaced one is second best. */
function witnessOf(actions: readonly TableAction[]): TableAction | undefined {
  return actions.find(({ type }) => type === 'create') ?? actions.find(({ type }) => type === 'replace');
}

function stamp(actions: readonly TableAction[], opId: string): TableAction[] {
  return actions.map((action) => (action.type === 'delete' ? action : { ...action, cells: { ...action.cells, writerOpId: opId } }));
}

async function settle<Outcome extends { written: boolean }>(
  attempt: () => Promise<Outcome>,
  readBack: () => Promise<Outcome | undefined>,
): Promise<Outcome> {
  try {
    const outcome = await attempt();
    return outcome.written ? outcome : ((await readBack()) ?? outcome);
  } catch (error) {
    if (!(error instanceof UpstreamError) || !ambiguousReasons.includes(error.evidence.reason)) throw error;
    // When even the read fails, the first failure is the one to tell: we still do not know.
    const found = await readBack().catch(() => undefined);
    if (found) return found;
    throw error;
  }
}
