import { randomBytes } from 'node:crypto';
import type { Log, Ports } from '../../application/ports.ts';
import { createAuditStore } from './audit-store.ts';
import { createChannelStore } from './channel-store.ts';
import { createDeadLetterReader } from './dead-letter-reader.ts';
import { createDeadLetters } from './dead-letters.ts';
import { createErrorSightings } from './error-sightings.ts';
import { createFleetStore } from './fleet-store.ts';
import { createJobViewStore } from './job-view-store.ts';
import { guardLimits } from './limits.ts';
import type { TablesConnection } from './open-client.ts';
import { createOperationStore } from './operation-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createRowReader } from './row-codec.ts';
import { createSdkTable, type SdkTableOptions } from './sdk-table.ts';
import { settleWrites } from './settle-writes.ts';
import { createSyncStateStore } from './sync-state-store.ts';
import type { OpenTable } from './table.ts';
import { createTenantRegistry } from './tenant-registry.ts';

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
>;

/** Every store of the product in Azure Table Storage. Nothing is contacted, and no SDK loaded, before the first call. */
export function createTableStores(deps: { connection: TablesConnection; log: Log; options?: SdkTableOptions }): Stores {
  const { connection, log, options } = deps;
  return createStores({ openTable: (name) => createSdkTable(connection, name, options), log });
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
    channels: createChannelStore(open('Channels'), createRowReader(log, 'Channels')),
  };
}

/** Names one write; nobody else ever has the same. */
export function newOpId(): string {
  return randomBytes(12).toString('base64url');
}
