import { randomBytes } from 'node:crypto';
import type { Log, Ports } from '../../application/ports/ports.ts';
import { createRowReader } from './rows/row-codec.ts';
import { createAuditStore } from './stores/audit-store.ts';
import { createChannelStore } from './stores/channel-store.ts';
import { createDeadLetterReader } from './stores/dead-letter-reader.ts';
import { createDeadLetters } from './stores/dead-letters.ts';
import { createErrorSightings } from './stores/error-sightings.ts';
import { createFleetStore } from './stores/fleet-store.ts';
import { createGrantStore } from './stores/grant-store.ts';
import { createJobViewStore } from './stores/job-view-store.ts';
import { createOperationStore } from './stores/operation-store.ts';
import { createOutboxStore } from './stores/outbox-store.ts';
import { createSyncStateStore } from './stores/sync-state-store.ts';
import { createTenantRegistry } from './stores/tenant-registry.ts';
import { guardLimits } from './transport/limits.ts';
import type { TablesConnection } from './transport/open-service.ts';
import { createSdkTables, type SdkTableOptions } from './transport/sdk-table.ts';
import { settleWrites } from './transport/settle-writes.ts';
import type { OpenTable } from './transport/table.ts';

export type Stores = Pick<
  Ports,
  | 'state'
  | 'fleet'
  | 'tenants'
  | 'views'
  | 'sightings'
  | 'deadLetters'
  | 'deadLetterReader'
  | 'outbox'
  | 'channels'
  | 'operations'
  | 'audit'
  | 'grants'
>;

/** Every store of the product in Azure Table Storage. Nothing is contacted, and no SDK loaded, before the first call. */
export function createTableStores(deps: { connection: TablesConnection; log: Log; options?: SdkTableOptions }): Stores {
  const { connection, log, options } = deps;
  return createStores({ openTable: createSdkTables(connection, options), log });
}

/** The stores over whatever opens their tables: limits are checked first, doubtful answers settled. */
export function createStores({ openTable, log }: { openTable: OpenTable; log: Log }): Stores {
  const open = (name: string) => settleWrites(guardLimits(openTable(name)), newOpId);
  return {
    state: createSyncStateStore(open('SyncState'), createRowReader(log, 'SyncState')),
    fleet: createFleetStore(open('Fleet'), createRowReader(log, 'Fleet')),
    tenants: createTenantRegistry(open('Tenants'), createRowReader(log, 'Tenants')),
    views: createJobViewStore(open('JobViews'), createRowReader(log, 'JobViews'), log),
    sightings: createErrorSightings(open('ErrorSightings'), createRowReader(log, 'ErrorSightings'), log),
    deadLetters: createDeadLetters(open('DeadLetters')),
    deadLetterReader: createDeadLetterReader(open('DeadLetters')),
    outbox: createOutboxStore(open('SyncState'), createRowReader(log, 'SyncState')),
    operations: createOperationStore(open('SyncState'), createRowReader(log, 'SyncState')),
    audit: createAuditStore(open('Audit'), createRowReader(log, 'Audit')),
    grants: createGrantStore(open('Grants'), createRowReader(log, 'Grants')),
    channels: createChannelStore(open('Channels'), createRowReader(log, 'Channels')),
  };
}

/** Names one write; nobody else ever has the same. */
export function newOpId(): string {
  return randomBytes(12).toString('base64url');
}
