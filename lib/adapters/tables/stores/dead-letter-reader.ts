import type { DeadLetterReader } from '../../../application/ports/ports.ts';
import { encodeSegment, invTime, joinKey } from '../rows/keys.ts';
import { collect } from '../transport/query/collect.ts';
import type { Table } from '../transport/table.ts';

/** Reads the table `DeadLetters`, whose keys put the newest first. */
export function createDeadLetterReader(table: Table): DeadLetterReader {
  return {
    countSince: async (queue, since) => {
      const rows = await collect(table, { partitionKey: encodeSegment(queue), to: joinKey(invTime(since)), select: ['v'] });
      return rows.length;
    },
  };
}
