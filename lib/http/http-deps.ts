import type { Ports } from '../application/ports.ts';
import type { ExplainableJob } from '../domain/catalogue/explain-job.ts';
import type { Explanation } from '../domain/catalogue/explanation.ts';
import type { Authenticate } from './authorize.ts';

/** What the HTTP edge takes from the settings. */
export interface HttpSettings {
  authMode: 'entra' | 'none';
  /** Origins that browsers may call from; none by default. */
  corsOrigins: readonly string[];
  pollIntervalInMs: number;
  /** How the tenants are signed in to, as `GRAPH_CREDENTIAL` names it. */
  graphCredential: string;
  portalBaseUrl?: string;
}

/** What the catalogue says of the most specific code that a job shows; undefined when it shows none. */
export type ExplainCodes = (job: ExplainableJob) => Promise<Explanation | undefined>;

/** Everything the HTTP edge needs from outside. */
export interface HttpDeps extends Pick<Ports, 'clock' | 'log' | 'state' | 'fleet' | 'tenants' | 'views' | 'sightings'> {
  settings: HttpSettings;
  /** Who is calling; absent, the mode decides: `none` lets in whoever calls on loopback, `entra` nobody. */
  authenticate?: Authenticate;
  explain?: ExplainCodes;
}
