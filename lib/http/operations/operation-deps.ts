import type { KeptRules } from '../../application/diagnose/keep-rules.ts';
import type { LogSharing } from '../../application/diagnose/list-provisioning-errors.ts';
import type { DirectoryAuditLog } from '../../application/ports/directory-audit-log.ts';
import type { Ports } from '../../application/ports/ports.ts';
import type { ProvisioningLog } from '../../application/ports/provisioning-log.ts';
import type { TenantDirectory } from '../../application/ports/tenant-directory.ts';
import type { TenantProbe } from '../../application/ports/tenant-probe.ts';
import type { TokenVerifier } from '../../application/ports/token-verifier.ts';
import type { UserSearch } from '../../application/ports/user-search.ts';
import type { FleetViewReader } from '../../application/show/fleet/fleet-view-cache.ts';
import type { LoadJobIndex } from '../../application/show/jobs/job-index.ts';
import type { CatalogueReader } from '../../application/show/knowledge/catalogue-reader.ts';
import type { FleetReader } from '../../application/tenant/fleet-cache.ts';
import type { RightsReader } from '../../application/tenant/visible/rights-reader.ts';
import type { AwaitedTimers } from '../../application/watch/late-timers.ts';
import type { AccessCounts } from '../../domain/access/access-counts.ts';
import type { ConsentSettings } from '../documents/tenant/consent-addresses.ts';
import type { SignIn } from '../schemas/access/sign-in.ts';

/** What the HTTP edge takes from the settings. */
export interface HttpSettings {
  authMode: 'entra' | 'none';
  /** Where callers sign in, for the document; absent where nobody has to. */
  signIn?: SignIn;
  /** The registration of the page for people. */
  uiClientId?: string;
  /** Origins that browsers may call from; none by default. */
  corsOrigins: readonly string[];
  pollIntervalInMs: number;
  /** Absent, nobody says of a timer that it is late. */
  timers?: AwaitedTimers;
  /** How the tenants are signed in to, in the word of the settings. */
  graphCredential: string;
  consent?: ConsentSettings;
  /** The only tenant that can be signed in to, where a managed identity does it. */
  onlyTenantId?: string;
  /** Those that the settings name; absent, nothing is said of any. */
  seedTenantIds?: readonly string[];
  leaseInMs: number;
  portalBaseUrl?: string;
  coolDownInMs: number;
  /** `{tenant id}.{object id}` of who may manage grants whatever the table of grants holds. */
  bootstrapAdmin?: string;
  /** Requests of one caller; absent where nobody proves who they are. */
  rateLimitPerMinute?: number;
  /** How far back the audit log reaches. */
  auditInMs: number;
}

/** What a handler works with besides its input: the ports and the caches of this instance. */
export interface OperationDeps
  extends Pick<Ports, 'clock' | 'log' | 'state' | 'fleet' | 'tenants' | 'views' | 'sightings' | 'operations' | 'audit' | 'grants'> {
  settings: HttpSettings;
  /** Who was turned away, for the metrics. */
  access: AccessCounts;
  verifier?: Pick<TokenVerifier, 'keyFetches'>;
  catalogue: CatalogueReader;
  tenantDirectory: TenantDirectory;
  probe: TenantProbe;
  provisioningLog: ProvisioningLog;
  shareLog: LogSharing;
  directoryAuditLog: DirectoryAuditLog;
  rules: KeptRules;
  users: UserSearch;
  fleetRows: FleetReader;
  fleetView: FleetViewReader;
  loadJobIndex: LoadJobIndex;
  rights: RightsReader;
}
