import { type Directory, ensure, retried } from './directory.ts';
import { type ClientName, graphAppId, type WantedRole, wantedRoles } from './permissions.ts';
import { optionalPermissions } from './register.ts';
import { consentReturn } from './registrations.ts';
import { createSteps, openSetup, runScript, type Setup, type Steps } from './setup.ts';

interface GraphPrincipal {
  id: string;
  appRoles: Parameters<typeof wantedRoles>[2];
}

interface Assignment {
  appRoleId: string;
  resourceId: string;
}

/** A client of Graph: its identity in Azure, and the application that this identity signs for, if there is one. */
interface Client {
  name: ClientName;
  principalId: string;
  appId: string | undefined;
}

/**
 * Lets the identities use Graph: the permissions themselves in the home tenant, or the trust of the applications in them. May be run any
 * number of times. True when nothing is left for an administrator.
 */
export async function grant(setup: Setup): Promise<boolean> {
  const { directory, environment, tell } = setup;
  const steps = createSteps(setup);
  tell('Permissions in Microsoft Graph');
  const path = `/servicePrincipals(appId='${graphAppId}')?$select=id,appRoles`;
  const graph = await steps.attempt(() => directory.find<GraphPrincipal>(path));
  for (const client of clientsOf(environment)) {
    if (client.appId !== undefined) await steps.attempt(() => trust(setup, client, client.appId ?? ''));
    if (graph) await grantRoles(setup, steps, graph, client);
  }
  for (const line of consentLines(setup)) tell(line);
  return steps.close('A Privileged Role Administrator', 'npm run azure:grant');
}

function clientsOf(environment: Setup['environment']): Client[] {
  const isFederated = (environment.SYNC_PROFILE || 'shortest') !== 'shortest';
  const clients: [ClientName, string | undefined, string | undefined][] = [
    ['reader', environment.SYNC_READER_PRINCIPAL_ID, environment.GRAPH_READER_CLIENT_ID],
    ['operator', environment.SYNC_OPERATOR_PRINCIPAL_ID, environment.GRAPH_OPERATOR_CLIENT_ID],
  ];
  return clients
    .filter(([name]) => name === 'reader' || environment.SYNC_ALLOW_ACTIONS !== 'false')
    .map(([name, principalId, appId]) => {
      if (!principalId) throw new Error(`SYNC_${name.toUpperCase()}_PRINCIPAL_ID: missing; run azd provision first`);
      if (isFederated && !appId) throw new Error(`GRAPH_${name.toUpperCase()}_CLIENT_ID: missing; run npm run azure:register first`);
      return { name, principalId, appId: isFederated ? appId : undefined };
    });
}

async function grantRoles(
  { directory, environment, tell }: Setup,
  steps: Steps,
  graph: GraphPrincipal,
  { name, principalId, appId }: Client,
) {
  if (appId !== undefined && !watchesHome(environment)) return;
  const { roles, unknown } = wantedRoles(name, optionalPermissions(environment), graph.appRoles);
  for (const value of unknown) tell(`  ${name}: ${value} is unknown in this cloud and left out`);
  const holder = appId === undefined ? principalId : await steps.attempt(() => principalIdOf(directory, appId));
  if (holder === undefined) return;
  for (const role of roles) {
    const isNew = await steps.attempt(() => assign(directory, holder, graph.id, role));
    if (isNew !== undefined) tell(`  ${name}: ${role.value} ${isNew ? 'granted' : 'was granted before'}`);
  }
}

/** True when it was missing. */
async function assign(directory: Directory, principalId: string, resourceId: string, role: WantedRole): Promise<boolean> {
  const path = `/servicePrincipals/${principalId}/appRoleAssignments`;
  const { isNew } = await ensure<Assignment>(directory, {
    find: async () => {
      const held = await directory.list<Assignment>(path);
      return held.find((each) => each.resourceId === resourceId && each.appRoleId === role.id);
    },
    make: () => directory.send({ method: 'POST', path, body: { principalId, resourceId, appRoleId: role.id } }),
  });
  return isNew;
}

async function principalIdOf(directory: Directory, appId: string): Promise<string> {
  const path = `/servicePrincipals(appId='${appId}')?$select=id`;
  return (await retried(directory, () => directory.send<{ id: string }>({ method: 'GET', path }))).id;
}

interface Trust {
  id: string;
  name: string;
  issuer: string;
  subject: string;
  audiences: string[];
}

// The application believes what the identity signs: its subject is the identity's object id, never its client id.
async function trust({ cloud, directory, environment, tell }: Setup, { name, principalId }: Client, appId: string): Promise<void> {
  const wanted = {
    name: 'managed-identity',
    issuer: `${cloud.login}/${environment.AZURE_TENANT_ID}/v2.0`,
    subject: principalId,
    audiences: [cloud.tokenExchangeAudience],
  };
  const path = `/applications(appId='${appId}')/federatedIdentityCredentials`;
  const { thing, isNew } = await ensure<Trust>(directory, {
    find: async () => (await directory.list<Trust>(path)).find((each) => each.name === wanted.name),
    make: () => directory.send({ method: 'POST', path, body: wanted }),
  });
  const isRight = thing.issuer === wanted.issuer && thing.subject === principalId && thing.audiences[0] === cloud.tokenExchangeAudience;
  if (!isRight) await directory.send({ method: 'PATCH', path: `${path}/${thing.id}`, body: wanted });
  tell(`  ${name}: the application trusts its identity${isNew || !isRight ? '' : ' already'}`);
}

function tenantsOf({ TENANT_IDS }: Setup['environment']): string[] {
  return (TENANT_IDS ?? '')
    .split(',')
    .map((id) => id.trim().toLowerCase())
    .filter(Boolean);
}

function watchesHome(environment: Setup['environment']): boolean {
  return tenantsOf(environment).includes((environment.AZURE_TENANT_ID ?? '').toLowerCase());
}

/** What the administrators of the other tenants have to open, once each. */
function consentLines({ cloud, environment }: Setup): string[] {
  const apps = clientsOf(environment).flatMap(({ appId }) => appId ?? []);
  const others = tenantsOf(environment).filter((id) => id !== environment.AZURE_TENANT_ID?.toLowerCase());
  if (apps.length === 0 || others.length === 0) return [];
  const back = environment.SYNC_APP_HOST ? `&redirect_uri=${encodeURIComponent(consentReturn(environment.SYNC_APP_HOST))}` : '';
  const address = (tenantId: string, appId: string) =>
    `  ${cloud.login}/${tenantId}/v2.0/adminconsent?client_id=${appId}&scope=${cloud.graph}/.default${back}`;
  return ['An administrator of each tenant consents once:', ...others.flatMap((tenantId) => apps.map((appId) => address(tenantId, appId)))];
}

if (import.meta.main) await runScript(() => grant(openSetup(process.env)));
