import type { Ports } from '../application/ports/ports.ts';
import type { CatalogueReader } from '../application/show/catalogue-reader.ts';
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
  coolDownInMs: number;
  /** How far back the audit log reaches. */
  auditInMs: number;
}

/** Everything the HTTP edge needs from outside. */
export interface HttpDeps
  extends Pick<Ports, 'clock' | 'log' | 'state' | 'fleet' | 'tenants' | 'views' | 'sightings' | 'operations' | 'audit'> {
  settings: HttpSettings;
  catalogue: CatalogueReader;
  /** Who is calling; absent, the mode decides: `none` lets in whoever calls on loopback, `entra` nobody. */
  authenticate?: Authenticate;
}
