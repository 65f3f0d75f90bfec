import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { Notifier, Ports } from '../ports/ports.ts';

export type DispatchDeps = Pick<Ports, 'clock' | 'log' | 'fleet' | 'state' | 'outbox' | 'channels'> & {
  /** The configured channels; none is a legal state. */
  notifiers: readonly Notifier[];
  loadCatalogue(): Promise<Catalogue>;
};

export interface DispatchOptions {
  groupWaitInMs: number;
  leaseInMs: number;
  /** PORTAL_BASE_URL, the base of the links to incidents. */
  portalBaseUrl?: string | undefined;
}
