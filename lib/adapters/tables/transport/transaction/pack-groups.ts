import { MAX_TRANSACTION_ACTIONS, MAX_TRANSACTION_BYTES, payloadBytes } from '../limits.ts';
import type { TableAction } from '../table.ts';

/** Indices of the groups that share one transaction, in order. A group is never split; no row appears twice in a transaction. */
export function packGroups(groups: readonly (readonly TableAction[])[]): number[][] {
  const packs: number[][] = [];
  let rows = new Set<string>();
  let bytes = 0;
  for (const [index, group] of groups.entries()) {
    if (group.length === 0) continue;
    const size = group.reduce((sum, action) => sum + payloadBytes(action), 0);
    const current = packs.at(-1);
    const fits =
      rows.size + group.length <= MAX_TRANSACTION_ACTIONS &&
      bytes + size <= MAX_TRANSACTION_BYTES &&
      !group.some(({ rowKey }) => rows.has(rowKey));
    if (current && fits) {
      current.push(index);
      bytes += size;
    } else {
      packs.push([index]);
      rows = new Set();
      bytes = size;
    }
    for (const { rowKey } of group) rows.add(rowKey);
  }
  return packs;
}
