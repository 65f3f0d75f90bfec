import { type Directory, ensure, retried } from './directory.ts';
import { type ClientName, graphAppId, wantedRoles } from './permissions.ts';
import { apiRegistration, clientRegistration, pageRegistration, type Registered } from './registrations.ts';
import { satisfies } from './satisfies.ts';
import { createSteps, openSetup, runScript, type Setup, type Steps } from './setup.ts';

interface Application extends Registered {
  id: string;
  appId: string;
  identifierUris?: string[];
}

interface Registering extends Setup {
  name: string;
  steps: Steps;
}

/**
 * Registers what signs in: the API, its page and, in all profiles but the shortest, the applications that other tenants consent to. May
 * be run any number of times; what is there is brought to what it should be. True when nothing is left for an administrator.
 */
export async function register(setup: Setup): Promise<boolean> {
  const { environment, tell } = setup;
  const name = environment.AZURE_ENV_NAME || 'default';
  const steps = createSteps(setup);
  const context = { ...setup, name, steps };
  tell('Registering in Microsoft Entra ID');
  const api = await registerApi(context);
  if (api) await registerPage(context, api);
  if ((environment.SYNC_PROFILE || 'shortest') !== 'shortest') {
    await registerClient(context, 'reader', 'GRAPH_READER_CLIENT_ID');
    if (environment.SYNC_ALLOW_ACTIONS !== 'false') await registerClient(context, 'operator', 'GRAPH_OPERATOR_CLIENT_ID');
  }
  return steps.close('An Application Administrator', 'npm run azure:register');
}

async function registerApi({ directory, environment, name, steps, keep }: Registering): Promise<Application | undefined> {
  const callers = (environment.AUTH_TENANT_IDS ?? '')
    .split(',')
    .map((tenantId) => tenantId.trim())
    .filter(Boolean);
  // Before the first deployment the home tenant has no name yet; one tenant is then taken for it.
  const home = environment.AZURE_TENANT_ID || callers[0];
  const hasForeignCallers = callers.some((tenantId) => tenantId !== home);
  const api = await application(directory, steps, `entra-sync-status-api-${name}`, (before) =>
    apiRegistration({ name, hasForeignCallers, trusted: [], before }),
  );
  if (!api) return undefined;
  const identifierUris = [...new Set([...(api.identifierUris ?? []), `api://${api.appId}`])];
  await steps.attempt(() => change(directory, api, { identifierUris }));
  // Only who was assigned a role gets a token at all.
  await steps.attempt(() => principalOf(directory, api.appId, { appRoleAssignmentRequired: true }));
  await keep('AUTH_AUDIENCE', api.appId);
  return api;
}

async function registerPage({ directory, environment, name, steps, keep }: Registering, api: Application): Promise<void> {
  const page = await application(directory, steps, `entra-sync-status-page-${name}`, (before) =>
    pageRegistration(name, api.appId, environment.SYNC_APP_HOST || undefined, before),
  );
  if (!page) return;
  await steps.attempt(() => principalOf(directory, page.appId, {}));
  // The page is the API's own, so nobody is asked whether it may call it.
  const { api: described } = apiRegistration({ name, hasForeignCallers: false, trusted: [page.appId], before: api });
  await steps.attempt(() => change(directory, api, { api: described }));
  await keep('UI_CLIENT_ID', page.appId);
}

async function registerClient({ directory, environment, name, steps, keep, tell }: Registering, client: ClientName, setting: string) {
  const chosen = optionalPermissions(environment);
  const graph = await directory.find<{ appRoles: Parameters<typeof wantedRoles>[2] }>(
    `/servicePrincipals(appId='${graphAppId}')?$select=id,appRoles`,
  );
  const { roles, unknown } = wantedRoles(client, chosen, graph?.appRoles ?? []);
  for (const value of unknown) tell(`  ${value} is unknown in this cloud and left out`);
  const registered = await application(directory, steps, `entra-sync-status-${client}-${name}`, (before) =>
    clientRegistration(name, client, roles, environment.SYNC_APP_HOST || undefined, before),
  );
  if (!registered) return;
  await steps.attempt(() => principalOf(directory, registered.appId, {}));
  await keep(setting, registered.appId);
}

/** Permissions that may be left out; `none` for none of them. */
export function optionalPermissions({ SYNC_OPTIONAL_PERMISSIONS }: Setup['environment']): string[] {
  return (SYNC_OPTIONAL_PERMISSIONS || 'Organization.Read.All,ProvisioningLog.Read.All').split(',').map((value) => value.trim());
}

/**
 * The one application of this name, made or brought up to date; as it is where it may not be changed. Nothing is sent where nothing is to
 * be changed, so that whoever may not can go on once somebody who may has been there.
 * https://learn.microsoft.com/graph/api/application-upsert
 */
async function application(
  directory: Directory,
  { attempt }: Steps,
  uniqueName: string,
  describe: (before: Registered | undefined) => object,
): Promise<Application | undefined> {
  const path = `/applications(uniqueName='${uniqueName}')`;
  const before = await attempt(() => directory.find<Application>(path));
  const body = describe(before);
  if (before && satisfies(before, body)) return before;
  const request = { method: 'PATCH', path, body, headers: { prefer: 'create-if-missing' } } as const;
  const after = await attempt(async () => {
    const made = await directory.send<Application | undefined>(request);
    // An update is answered without a body, and the replica that is asked next may not have heard of a new application yet.
    return made ?? retried(directory, () => directory.send<Application>({ method: 'GET', path }));
  });
  return after ?? before;
}

async function change(directory: Directory, held: Application, body: object): Promise<void> {
  if (satisfies(held, body)) return;
  await retried(directory, () => directory.send({ method: 'PATCH', path: `/applications/${held.id}`, body }));
}

async function principalOf(directory: Directory, appId: string, settled: Record<string, unknown>): Promise<void> {
  const path = `/servicePrincipals(appId='${appId}')`;
  const { thing, isNew } = await ensure<{ id: string } & Record<string, unknown>>(directory, {
    find: () => directory.find(path),
    make: () => directory.send({ method: 'POST', path: '/servicePrincipals', body: { appId, ...settled } }),
  });
  const differs = Object.entries(settled).some(([name, value]) => thing[name] !== value);
  if (!isNew && differs) await directory.send({ method: 'PATCH', path: `/servicePrincipals/${thing.id}`, body: settled });
}

if (import.meta.main) await runScript(() => register(openSetup(process.env)));
