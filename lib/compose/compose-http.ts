import type { TokenVerifier } from '../application/ports/token-verifier.ts';
import type { FleetViewReader } from '../application/show/fleet/fleet-view-cache.ts';
import { createCatalogueReader } from '../application/show/knowledge/catalogue-reader.ts';
import { createFleetCache, type FleetReader } from '../application/tenant/fleet-cache.ts';
import { shareRunning } from '../application/tenant/live/share-running.ts';
import { createRightsReader } from '../application/tenant/visible/rights-reader.ts';
import { once } from '../domain/once.ts';
import { defined } from '../domain/optional.ts';
import { createHttp, type Http } from '../http/create-http.ts';
import type { HttpSettings } from '../http/operations/operation-deps.ts';
import { createBodyCache } from '../http/response/body-cache.ts';
import type { Settings } from '../settings.ts';
import type { Asking } from './compose-asking.ts';
import { operatorIdentity, signInOf, verifierOptions } from './connections.ts';
import type { Foundation } from './foundation.ts';
import { grantUseOf, hourInMs, secondInMs, timerPeriods } from './pacing.ts';

/** What answers over HTTP. What asks Microsoft, and what judges tokens, is loaded with the first request that needs it. */
export async function composeHttp(foundation: Foundation): Promise<Http> {
  const { settings, clock, log, stores, provisioningLog, directoryAuditLog } = foundation;
  const ports = { clock, log, provisioningLog, directoryAuditLog, ...stores };
  const fleetRows = createFleetCache(ports);
  const catalogue = createCatalogueReader();
  const verifier = settings.AUTH_MODE === 'none' ? undefined : await verifierOf(foundation);
  return createHttp({
    ...ports,
    ...askingOf(foundation),
    ...defined({ verifier }),
    settings: { ...httpSettings(settings), timers: { periods: timerPeriods(settings), awaitedSince: clock.now() } },
    bodies: createBodyCache(),
    catalogue,
    fleetRows,
    fleetView: fleetViewOf(foundation, fleetRows),
    loadJobIndex: once(async () => (await import('../application/show/jobs/job-index.ts')).createJobIndex({ catalogue, clock })()),
    shareLog: shareRunning(),
    rights: createRightsReader(ports, grantUseOf(settings)),
  });
}

// The numbers of the fleet stand in its rows: the jobs are judged for the first answer that lists them.
function fleetViewOf({ settings, clock, stores: { views } }: Foundation, fleetRows: FleetReader): FleetViewReader {
  const view = once(async () => {
    const { createFleetViewCache } = await import('../application/show/fleet/fleet-view-cache.ts');
    return createFleetViewCache({ clock, views, fleetRows }, { pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs });
  });
  return { read: async () => (await view()).read() };
}

async function verifierOf({ settings, clock, log }: Foundation): Promise<TokenVerifier> {
  let made: TokenVerifier | undefined;
  const verifier = once(async () => {
    const { createTokenVerifier } = await import('../adapters/identity/verify/create-token-verifier.ts');
    made = createTokenVerifier({ clock, log }, verifierOptions(settings));
    return made;
  });
  if (settings.TRUST_EASYAUTH) return verifier();
  return {
    verify: async (token, fetching) => (await verifier()).verify(token, fetching),
    keyFetches: () => made?.keyFetches() ?? { succeeded: 0, failed: 0 },
  };
}

function askingOf(foundation: Foundation): Asking {
  const asking = once(async () => (await import('./compose-asking.ts')).composeAsking(foundation));
  const hasOperator = operatorIdentity(foundation.settings) !== undefined;
  return {
    tenantDirectory: { findTenantId: async (domain) => (await asking()).tenantDirectory.findTenantId(domain) },
    rules: { read: async (key, before) => (await asking()).rules.read(key, before) },
    users: { find: async (tenantId, asked) => (await asking()).users.find(tenantId, asked) },
    probe: {
      readerRoles: async (tenantId) => (await asking()).probe.readerRoles(tenantId),
      ...(hasOperator && { operatorRoles: async (tenantId: string) => (await asking()).probe.operatorRoles?.(tenantId) }),
      ask: async (tenantId, question) => (await asking()).probe.ask(tenantId, question),
    },
  };
}

function httpSettings(settings: Settings): HttpSettings {
  return {
    authMode: settings.AUTH_MODE,
    corsOrigins: settings.CORS_ORIGINS,
    pollIntervalInMs: settings.POLL_INTERVAL_SECONDS * secondInMs,
    graphCredential: settings.GRAPH_CREDENTIAL,
    ...tenantSettings(settings),
    leaseInMs: settings.LEASE_SECONDS * secondInMs,
    ...defined({ portalBaseUrl: settings.PORTAL_BASE_URL, bootstrapAdmin: settings.AUTH_BOOTSTRAP_ADMIN }),
    ...defined({ signIn: signInOf(settings), uiClientId: settings.UI_CLIENT_ID }),
    ...(settings.AUTH_MODE === 'entra' && { rateLimitPerMinute: settings.RATE_LIMIT_PER_MINUTE }),
    coolDownInMs: settings.COOL_DOWN_MINUTES * 60 * secondInMs,
    auditInMs: settings.AUDIT_DAYS * 24 * hourInMs,
  };
}

// Without HOME_TENANT_ID no tenant is known to be the managed identity's.
function tenantSettings(settings: Settings): Pick<HttpSettings, 'consent' | 'onlyTenantId' | 'seedTenantIds'> {
  const { GRAPH_CREDENTIAL, GRAPH_READER_CLIENT_ID, GRAPH_OPERATOR_CLIENT_ID, LOGIN_BASE_URL, HOME_TENANT_ID, TENANT_IDS } = settings;
  const named = { seedTenantIds: TENANT_IDS };
  if (GRAPH_CREDENTIAL === 'managed-identity') return { ...named, onlyTenantId: HOME_TENANT_ID ?? '' };
  if (GRAPH_CREDENTIAL === 'azure-cli' || GRAPH_READER_CLIENT_ID === undefined) return named;
  const clients = { readerClientId: GRAPH_READER_CLIENT_ID, ...defined({ operatorClientId: GRAPH_OPERATOR_CLIENT_ID }) };
  return { ...named, consent: { loginBaseUrl: LOGIN_BASE_URL, ...clients } };
}
