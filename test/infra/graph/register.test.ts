import { describe, expect, it } from '@jest/globals';
import { register } from '../../../infra/graph/register.ts';
import { scopeId, stableId } from '../../../infra/graph/registrations.ts';
import { homeTenantId, otherTenantId, startSetupWorld } from './setup-world.ts';

const nameOf = (each: Record<string, unknown>) => each.uniqueName;

describe('the registration of the API and its page', () => {
  it('makes both with their principals, and keeps their ids for the deployment', async () => {
    await using world = await startSetupWorld();
    expect(await register(world.setup)).toBe(true);
    const [api, page] = world.fake.applications;
    expect(world.fake.applications.map(nameOf)).toEqual(['entra-sync-status-api-prod', 'entra-sync-status-page-prod']);
    expect(world.kept).toEqual({ AUTH_AUDIENCE: api?.appId, UI_CLIENT_ID: page?.appId });
    expect(api).toMatchObject({
      signInAudience: 'AzureADMyOrg',
      identifierUris: [`api://${api?.appId}`],
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [{ value: 'Sync.Access' }, { value: 'Sync.Read' }] },
      appRoles: ['Sync.Reader', 'Sync.Operator', 'Sync.Admin'].map((value) => ({ value, allowedMemberTypes: ['User', 'Application'] })),
      optionalClaims: { accessToken: [{ name: 'idtyp' }] },
    });
    expect(world.fake.principals.find((each) => each.appId === api?.appId)).toMatchObject({ appRoleAssignmentRequired: true });
    expect(page).toMatchObject({ requiredResourceAccess: [{ resourceAppId: api?.appId, resourceAccess: [{ type: 'Scope' }] }] });
    expect(api).toMatchObject({ api: { preAuthorizedApplications: [{ appId: page?.appId }] } });
  });

  it('gives the page its address once the app has a host', async () => {
    await using world = await startSetupWorld();
    await register(world.setup);
    expect(world.fake.applications[1]).toMatchObject({ spa: { redirectUris: [] } });
    Object.assign(world.setup.environment, { SYNC_APP_HOST: 'func-1.azurewebsites.net' });
    await register(world.setup);
    expect(world.fake.applications[1]).toMatchObject({
      spa: { redirectUris: ['https://func-1.azurewebsites.net/api/ui', 'https://func-1.azurewebsites.net/api/ui/'] },
    });
  });

  it('changes nothing when it runs again', async () => {
    await using world = await startSetupWorld({ SYNC_APP_HOST: 'func-1.azurewebsites.net', SYNC_PROFILE: 'manyTenants' });
    await register(world.setup);
    const before = structuredClone([world.fake.applications, world.fake.principals]);
    const writes = () => world.fake.seen.filter(({ method }) => method !== 'GET').length;
    const written = writes();
    expect(await register(world.setup)).toBe(true);
    expect([world.fake.applications, world.fake.principals]).toEqual(before);
    expect(writes()).toBe(written);
  });

  it('leaves what others have added', async () => {
    await using world = await startSetupWorld();
    await register(world.setup);
    const [api] = world.fake.applications;
    const role = { id: stableId('theirs'), value: 'Portal.User' };
    const portal = { appId: stableId('portal'), delegatedPermissionIds: [scopeId('prod', 'Sync.Read')] };
    const { appRoles, api: described } = api as unknown as { appRoles: object[]; api: { preAuthorizedApplications: object[] } };
    appRoles.push(role);
    described.preAuthorizedApplications.push(portal);
    expect(await register(world.setup)).toBe(true);
    expect(api?.appRoles).toContainEqual(role);
    expect(api?.api).toMatchObject({ preAuthorizedApplications: expect.arrayContaining([portal]) });
  });

  it('takes callers of other tenants where the settings name them', async () => {
    await using world = await startSetupWorld({ AUTH_TENANT_IDS: `${homeTenantId},${otherTenantId}` });
    await register(world.setup);
    expect(world.fake.applications[0]).toMatchObject({ signInAudience: 'AzureADMultipleOrgs' });
  });
});

describe('the applications that other tenants consent to', () => {
  it('are made in the profiles that need them, and ask for exactly the permissions', async () => {
    await using world = await startSetupWorld({ SYNC_PROFILE: 'oneTenant' });
    await register(world.setup);
    const [, , reader, operator] = world.fake.applications;
    expect(world.kept).toMatchObject({ GRAPH_READER_CLIENT_ID: reader?.appId, GRAPH_OPERATOR_CLIENT_ID: operator?.appId });
    const graph = world.fake.principals[0] as unknown as { appRoles: { id: string; value: string; allowedMemberTypes: string[] }[] };
    const asked = (each: unknown) =>
      (each as { requiredResourceAccess: { resourceAccess: { id: string }[] }[] }).requiredResourceAccess[0]?.resourceAccess.map(
        ({ id }) => graph.appRoles.find((role) => role.id === id && role.allowedMemberTypes.includes('Application'))?.value,
      );
    expect(asked(reader)).toEqual([
      'Synchronization.Read.All',
      'Application.Read.All',
      'Organization.Read.All',
      'ProvisioningLog.Read.All',
    ]);
    expect(asked(operator)).toEqual(['Synchronization.ReadWrite.All']);
    expect(reader).toMatchObject({ signInAudience: 'AzureADMultipleOrgs' });
  });

  it('are one less where actions are not allowed', async () => {
    await using world = await startSetupWorld({ SYNC_PROFILE: 'oneTenant', SYNC_ALLOW_ACTIONS: 'false' });
    await register(world.setup);
    expect(world.kept).not.toHaveProperty('GRAPH_OPERATOR_CLIENT_ID');
  });
});

describe('a directory that is slow, busy or guarded', () => {
  it.each([1, 3, 6])('is asked again while %i replicas have not heard of what was just made', async (lag) => {
    await using world = await startSetupWorld({ SYNC_PROFILE: 'manyTenants' });
    world.fake.lag = lag;
    expect(await register(world.setup)).toBe(true);
    expect(world.fake.applications).toHaveLength(4);
    expect(world.fake.principals).toHaveLength(5);
    expect(world.waitsInMs.length).toBeGreaterThan(0);
  });

  it('is left alone for as long as it says', async () => {
    await using world = await startSetupWorld();
    world.fake.throttle('PATCH', /api-prod/, 2);
    expect(await register(world.setup)).toBe(true);
    expect(world.waitsInMs).toEqual([7_000, 7_000]);
  });

  it.each([
    ['PATCH', /applications\(uniqueName/],
    ['POST', /servicePrincipals/],
  ])('gets nothing twice when the answer to a %s is lost', async (method, path) => {
    await using world = await startSetupWorld();
    world.fake.loseAnswer(method, path);
    expect(await register(world.setup)).toBe(true);
    expect(world.fake.applications).toHaveLength(2);
    expect(world.fake.principals).toHaveLength(3);
  });

  it('that refuses lets go on whoever may not, once somebody who may has registered everything', async () => {
    await using world = await startSetupWorld({ SYNC_APP_HOST: 'func-1.azurewebsites.net', SYNC_PROFILE: 'manyTenants' });
    await register(world.setup);
    const ids = { ...world.kept };
    for (const name of Object.keys(ids)) delete world.kept[name];
    world.fake.forbid('PATCH', /./);
    world.fake.forbid('POST', /./);
    expect(await register(world.setup)).toBe(true);
    expect(world.kept).toEqual(ids);
  });

  it('that refuses a change keeps what is there in use', async () => {
    await using world = await startSetupWorld();
    await register(world.setup);
    const { AUTH_AUDIENCE } = world.kept;
    delete world.kept.AUTH_AUDIENCE;
    Object.assign(world.setup.environment, { SYNC_APP_HOST: 'func-1.azurewebsites.net' });
    world.fake.forbid('PATCH', /page-prod/);
    expect(await register(world.setup)).toBe(false);
    expect(world.kept).toMatchObject({ AUTH_AUDIENCE });
    expect(world.told.join('\n')).toContain('func-1.azurewebsites.net/api/ui');
  });

  it('that refuses gets no further request of that kind, and an administrator the exact command', async () => {
    await using world = await startSetupWorld();
    world.fake.forbid('PATCH', /applications/);
    expect(await register(world.setup)).toBe(false);
    expect(world.kept).toEqual({});
    const command = world.told.find((line) => line.includes('az rest'));
    expect(command).toContain(
      `az rest --method PATCH --url "https://graph.microsoft.com/v1.0/applications(uniqueName='entra-sync-status-api-prod')"`,
    );
    expect(command).toContain('--headers "prefer=create-if-missing"');
    expect(JSON.parse(/--body '(.*)'$/.exec(command ?? '')?.[1] ?? '')).toMatchObject({ api: { requestedAccessTokenVersion: 2 } });
    expect(world.told.at(-1)).toContain('npm run azure:register');
  });
});
