import type { DeadLetters } from '../../../application/ports/ports.ts';
import { encodeSegment, invTime, joinKey } from '../rows/keys.ts';
import type { Cell, Table } from '../transport/table.ts';

const MAX_TEXT_LENGTH = 16_384;

/** The table `DeadLetters`: newest first per queue. Recording the same message twice leaves one row. */
export function createDeadLetters(table: Table): DeadLetters {
  return {
    record: async ({ queue, id, at, reason, tenantId, text }) => {
      const cells: Record<string, Cell> = { v: 1, id, at, reason: reason.slice(0, MAX_TEXT_LENGTH), text: text.slice(0, MAX_TEXT_LENGTH) };
      if (tenantId !== undefined) cells.tenantId = tenantId;
      await table.create({ partitionKey: encodeSegment(queue), rowKey: joinKey(invTime(at), id), cells });
    },
  };
}
