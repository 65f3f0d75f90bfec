import type { AlertOptions } from '../../domain/tenant/decide/incident-writes.ts';
import type { Ports } from '../ports/ports.ts';
import type { SpeakerSource } from '../tenant/held/tally-tenant.ts';
import type { HourlyReader } from './hourly/hourly-reader.ts';

export type PollDeps = Pick<
  Ports,
  'tenants' | 'fleet' | 'state' | 'views' | 'graph' | 'sightings' | 'operations' | 'audit' | 'clock' | 'log'
> &
  SpeakerSource & {
    /** What else is read of a tenant once an hour. */
    hourlyReaders: readonly HourlyReader[];
  };

export interface PollOptions extends AlertOptions {
  pollIntervalInMs: number;
  leaseInMs: number;
  /** Batches in flight per tenant. */
  concurrency: number;
  /** One message reads no longer than this; the rest continues in the next tick. */
  budgetInMs: number;
  /** How often service principals of the provisioning templates are looked for. */
  discoveryIntervalInMs: number;
  historyInMs: number;
  /** Audit records are kept at least this long. */
  auditInMs: number;
}
