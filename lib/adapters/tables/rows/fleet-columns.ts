import type { FleetPatch } from '../../../application/ports/ports.ts';
import type { FleetRow } from '../../../domain/tenant/tenant.ts';
import type { Cell } from '../transport/table.ts';

type Column = Exclude<keyof FleetRow, 'v' | 'tenantId'>;

/** How each column is stored; all of them as text, because a merge cannot remove a column and an empty text says "none". */
const columns = {
  registration: 'json',
  displayName: 'text',
  leaseOwner: 'text',
  leaseTakenAt: 'text',
  leaseUntil: 'text',
  leaseFrom: 'text',
  lastTickId: 'text',
  createdAt: 'text',
  passStartedAt: 'text',
  cursor: 'text',
  discoveryCursor: 'text',
  discoveryStartedAt: 'text',
  discoveredAt: 'text',
  templatesReadAt: 'text',
  prunedAt: 'text',
  notBefore: 'text',
  graphNotBefore: 'text',
  failedPasses: 'json',
  conditionCounts: 'json',
  lastAttemptAt: 'text',
  lastCompletedAt: 'text',
  completedUntil: 'text',
  lastError: 'text',
  unreadableReason: 'text',
  unreadableCode: 'text',
  unreadableSince: 'text',
  clockSkewSeconds: 'json',
  outboxPendingSince: 'text',
  forceRequestedAt: 'text',
  discoveryRequestedAt: 'text',
  operationsPendingSince: 'text',
  viewHash: 'text',
  viewVersion: 'json',
  bookOwner: 'text',
  changedAt: 'text',
  counts: 'json',
  tally: 'json',
  monitor: 'text',
  monitorJudgedAt: 'text',
  channels: 'json',
  dispatchedAt: 'text',
} as const satisfies Record<Column, 'text' | 'json'>;

const MAX_COLUMN_LENGTH = 16_384;

/** The columns of a patch; `null` becomes the empty text, `undefined` changes nothing. */
export function encodeFleet(patch: FleetPatch): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const [name, kind] of Object.entries(columns)) {
    const value = patch[name as Column];
    if (value === undefined) continue;
    const text = value === null ? '' : kind === 'json' ? JSON.stringify(value) : String(value);
    cells[name] = kind === 'text' ? text.slice(0, MAX_COLUMN_LENGTH) : text;
  }
  return cells;
}

/** A row from its columns. A column that cannot be understood is as good as none. */
export function decodeFleet(tenantId: string, cells: Record<string, Cell>): FleetRow {
  const row: Record<string, unknown> = { v: 1, tenantId };
  for (const [name, kind] of Object.entries(columns)) {
    const cell = cells[name];
    if (typeof cell !== 'string' || cell === '') continue;
    const value = kind === 'json' ? parsed(cell) : cell;
    if (value !== undefined) row[name] = value;
  }
  return row as unknown as FleetRow;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
