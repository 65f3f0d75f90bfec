import type { Page } from './pages.ts';

export const products = ['connect', 'cloud-sync'] as const;

/** What runs on the customer's server: Entra Connect Sync, or the provisioning agent of Cloud Sync. */
export type Product = (typeof products)[number];

export const clouds = ['public', 'us-government', 'china'] as const;
export type Cloud = (typeof clouds)[number];

/** What the pages say of one host or suffix, before it has a name of its own. */
export interface EndpointFacts extends Page {
  product: Product;
  cloud: Cloud;
  /** A host in lower case, or `*.` and a suffix: any name below the suffix. */
  pattern: string;
  /** Where the page prints a path behind the host; a rule by host cannot hold it. */
  path?: string;
  /** Whether `*.suffix` also stands for the suffix itself. */
  alsoMatchApex?: true;
  port: number;
  purpose: string;
  /** Of the provisioning agent: whether it is needed to register or all the time. `browser`: by the browsers of users, not by the server. */
  phase?: 'runtime' | 'registration' | 'browser';
  /** Needed only by those who use it. */
  feature?: 'password-writeback' | 'seamless-sso';
  /** Whether the product stops without it. */
  required: boolean;
  /** The first build that needs it. */
  since?: string;
  /** Whether the newest copy of the page that could be read prints it; null: that copy could not be read. */
  listedToday: boolean | null;
  /** Replaced, or withdrawn without a word. A row that is no longer listed and not superseded is better kept open. */
  superseded?: true;
  /** The patterns that stand in its place today. */
  supersededBy?: readonly string[];
  note?: string;
}

/** One line of the tables of hosts and ports. */
export interface EndpointRow extends EndpointFacts {
  /** The same for as long as the row says the same: product, what tells it from its like, host and port. */
  id: string;
  /** Nothing of Microsoft ever connects to the server: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-prerequisites */
  direction: 'outbound';
  protocol: 'HTTP' | 'HTTPS';
}
