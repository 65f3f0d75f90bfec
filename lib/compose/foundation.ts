import type { InvocationContext } from '@azure/functions';
import type { GraphClientOptions } from '../adapters/graph/transport/send-request.ts';
import type { Stores } from '../adapters/tables/create-stores.ts';
import type { DirectoryAuditLog } from '../application/ports/directory-audit-log.ts';
import type { Clock } from '../application/ports/ports.ts';
import type { ProvisioningLog } from '../application/ports/provisioning-log.ts';
import type { TenantProbe } from '../application/ports/tenant-probe.ts';
import type { createLog } from '../log.ts';
import type { Settings } from '../settings.ts';

/** Set up by the first who asks; answers and workers of one process share the tokens and keep one pace. */
export interface Reading {
  /** A token of the identity that reads. */
  readerToken: GraphClientOptions['getToken'];
  provisioningLog: ProvisioningLog;
  directoryAuditLog: DirectoryAuditLog;
  askPermission: TenantProbe['ask'];
}

/** What every part of the app is wired with. */
export interface Foundation extends Reading {
  settings: Settings;
  clock: Clock;
  log: ReturnType<typeof createLog>;
  stores: Stores;
}

export type QueueName = 'poll-tenant' | 'run-operation';
export type TimerName = 'plan-polls' | 'dispatch-notifications' | 'watch-self';
export type Work = (context: InvocationContext) => Promise<unknown[]>;
export type MessageWork = (message: unknown, context: InvocationContext) => Promise<unknown[]>;

/** What the functions without HTTP do. */
export interface Workers {
  timers: Record<TimerName, Work>;
  queues: Record<QueueName | `record-poison-${QueueName}`, MessageWork>;
}
