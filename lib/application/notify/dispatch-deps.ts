import type { Catalogue } from '../../domain/catalogue/build-catalogue.ts';
import type { MessageTerms } from '../../domain/notification/message.ts';
import type { Notifier, Ports } from '../ports/ports.ts';

export type DispatchDeps = Pick<Ports, 'clock' | 'log' | 'fleet' | 'state' | 'outbox' | 'channels' | 'audit'> & {
  /** The configured channels; none is a legal state. */
  notifiers: readonly Notifier[];
  loadCatalogue(): Promise<Catalogue>;
};

export interface DispatchOptions extends Omit<MessageTerms, 'now'> {
  groupWaitInMs: number;
  leaseInMs: number;
}

/** What a card that is written now needs to know besides its subjects. */
export function termsOf({ clock }: DispatchDeps, { portalBaseUrl, adminCentre }: DispatchOptions): MessageTerms {
  return { now: clock.now(), portalBaseUrl, adminCentre };
}
