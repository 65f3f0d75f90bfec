import { describe, expect, it } from '@jest/globals';
import { grant } from '../../../infra/graph/grant.ts';
import { register } from '../../../infra/graph/register.ts';
import { homeTenantId, otherTenantId, type SetupWorld, startSetupWorld } from './setup-world.ts';

const identities = {
  SYNC_READER_PRINCIPAL_ID: 'aaaaaaaa-0000-4000-8000-000000000001',
  SYNC_OPERATOR_PRINCIPAL_ID: 'aaaaaaaa-0000-4000-8000-000000000002',
};

/** What each principal holds, by name. */
function heldIn({ fake }: SetupWorld): Record<string, string[]> {
  const graph = fake.principals[0] as unknown as { id: string; appRoles: { id: string; value: string }[] };
  const held: Record<string, string[]> = {};
  for (const { principalId, appRoleId } of fake.assignments) {
    const value = graph.appRoles.find(({ id }) => id === appRoleId)?.value ?? '?';
    held[String(principalId)] = [...(held[String(principalId)] ?? []), value];
  }
  return held;
}

const reading = ['Synchronization.Read.All', 'Application.Read.All', 'Organization.Read.All', 'ProvisioningLog.Read.All'];

describe('the permissions of the identities', () => {
  it('are found by their names and given to the identity that needs them, and to no other', async () => {
    await using world = await startSetupWorld(identities);
    expect(await grant(world.setup)).toBe(true);
    expect(heldIn(world)).toEqual({
      [identities.SYNC_READER_PRINCIPAL_ID]: reading,
      [identities.SYNC_OPERATOR_PRINCIPAL_ID]: ['Synchronization.ReadWrite.All'],
    });
    // The delegated permission of the same name is another thing.
    const graph = world.fake.principals[0] as unknown as { appRoles: { id: string; allowedMemberTypes: string[] }[] };
    const kinds = world.fake.assignments.map(({ appRoleId }) => graph.appRoles.find(({ id }) => id === appRoleId)?.allowedMemberTypes);
    expect(kinds.flat()).not.toContain('User');
  });

  it('are not given twice, also when they fill more than a page', async () => {
    await using world = await startSetupWorld(identities);
    await grant(world.setup);
    const posts = () => world.fake.seen.filter(({ method }) => method === 'POST').length;
    const before = posts();
    expect(await grant(world.setup)).toBe(true);
    expect(posts()).toBe(before);
    expect(world.told.filter((line) => line.endsWith('was granted before'))).toHaveLength(5);
  });

  it('are the wider ones where the directory does not know the narrow one yet', async () => {
    const roles = [
      'Synchronization.Read.All',
      'Synchronization.ReadWrite.All',
      'Application.Read.All',
      'AuditLog.Read.All',
      'Directory.Read.All',
    ];
    await using world = await startSetupWorld(identities, roles);
    await grant(world.setup);
    expect(heldIn(world)[identities.SYNC_READER_PRINCIPAL_ID]).toEqual([
      'Synchronization.Read.All',
      'Application.Read.All',
      'AuditLog.Read.All',
      'Directory.Read.All',
    ]);
    expect(world.told).toContain('  reader: Organization.Read.All is unknown in this cloud and left out');
  });

  it('are only the required ones where none else is wanted', async () => {
    await using world = await startSetupWorld({ ...identities, SYNC_OPTIONAL_PERMISSIONS: 'none', SYNC_ALLOW_ACTIONS: 'false' });
    await grant(world.setup);
    expect(heldIn(world)).toEqual({ [identities.SYNC_READER_PRINCIPAL_ID]: ['Synchronization.Read.All', 'Application.Read.All'] });
  });

  it('wait for identities that the directory has not heard of yet', async () => {
    await using world = await startSetupWorld(identities);
    world.fake.forget(identities.SYNC_READER_PRINCIPAL_ID, 5);
    world.fake.throttle('POST', /appRoleAssignments/, 3);
    world.fake.loseAnswer('POST', /appRoleAssignments/);
    expect(await grant(world.setup)).toBe(true);
    expect(Object.values(heldIn(world)).flat()).toHaveLength(5);
    expect(world.waitsInMs).toEqual(expect.arrayContaining([1_000, 2_000, 4_000, 8_000, 16_000, 7_000]));
  });

  it('that who runs this may not give are told as commands for an administrator, one each, and it ends well', async () => {
    await using world = await startSetupWorld(identities);
    world.fake.forbid('POST', /appRoleAssignments/);
    expect(await grant(world.setup)).toBe(false);
    const commands = world.told.filter((line) => line.includes('az rest --method POST'));
    expect(commands).toHaveLength(5);
    const body = JSON.parse(/--body '(.*)'$/.exec(commands[0] ?? '')?.[1] ?? '');
    expect(body).toEqual({
      principalId: identities.SYNC_READER_PRINCIPAL_ID,
      resourceId: world.fake.principals[0]?.id,
      appRoleId: expect.any(String),
    });
    expect(world.told.join('\n')).toContain('Privileged Role Administrator');
  });

  it('are complete once an administrator has run those commands', async () => {
    await using world = await startSetupWorld(identities);
    world.fake.forbid('POST', /appRoleAssignments/);
    await grant(world.setup);
    const commands = world.told.flatMap((line) => /az rest --method POST --url "[^"]*\/v1\.0([^"]*)".*--body '(.*)'$/.exec(line) ?? []);
    world.fake.allow();
    for (let index = 0; index < commands.length; index += 3) {
      const [path = '', body = ''] = commands.slice(index + 1);
      await world.setup.directory.send({ method: 'POST', path, body: JSON.parse(body) });
    }
    expect(await grant(world.setup)).toBe(true);
    expect(world.told.filter((line) => line.endsWith('was granted before'))).toHaveLength(5);
  });

  it('cannot be given before there are identities', async () => {
    await using world = await startSetupWorld();
    await expect(grant(world.setup)).rejects.toThrow('SYNC_READER_PRINCIPAL_ID: missing; run azd provision first');
  });
});

describe('with applications', () => {
  const many = {
    ...identities,
    SYNC_PROFILE: 'manyTenants',
    TENANT_IDS: `${homeTenantId},${otherTenantId}`,
    SYNC_APP_HOST: 'func-1.azurewebsites.net',
  };

  it('each trusts its own identity by the object id, in the home tenant, for the audience of the cloud', async () => {
    await using world = await startSetupWorld(many);
    await register(world.setup);
    expect(await grant(world.setup)).toBe(true);
    const reader = world.fake.applications.find(({ appId }) => appId === world.kept.GRAPH_READER_CLIENT_ID);
    expect(world.fake.trusts.get(reader?.id ?? '')).toEqual([
      {
        id: expect.any(String),
        name: 'managed-identity',
        issuer: `https://login.microsoftonline.com/${homeTenantId}/v2.0`,
        subject: identities.SYNC_READER_PRINCIPAL_ID,
        audiences: ['api://AzureADTokenExchange'],
      },
    ]);
  });

  it('a trust in an identity that was replaced is turned to the new one', async () => {
    await using world = await startSetupWorld(many);
    await register(world.setup);
    await grant(world.setup);
    Object.assign(world.setup.environment, { SYNC_READER_PRINCIPAL_ID: 'bbbbbbbb-0000-4000-8000-000000000001' });
    await grant(world.setup);
    const reader = world.fake.applications.find(({ appId }) => appId === world.kept.GRAPH_READER_CLIENT_ID);
    expect(world.fake.trusts.get(reader?.id ?? '')).toMatchObject([{ subject: 'bbbbbbbb-0000-4000-8000-000000000001' }]);
  });

  it('the home tenant is granted, every other one gets the address of its consent', async () => {
    await using world = await startSetupWorld(many);
    world.fake.lag = 2;
    await register(world.setup);
    expect(await grant(world.setup)).toBe(true);
    const principal = world.fake.principals.find(({ appId }) => appId === world.kept.GRAPH_READER_CLIENT_ID);
    expect(heldIn(world)[principal?.id ?? '']).toEqual(reading);
    expect(world.told).toContain(
      `  https://login.microsoftonline.com/${otherTenantId}/v2.0/adminconsent?client_id=${world.kept.GRAPH_READER_CLIENT_ID}&scope=https://graph.microsoft.com/.default&redirect_uri=https%3A%2F%2Ffunc-1.azurewebsites.net%2Fapi%2Fui`,
    );
    expect(world.told.filter((line) => line.includes(homeTenantId))).toEqual([]);
    const reader = world.fake.applications.find(({ appId }) => appId === world.kept.GRAPH_READER_CLIENT_ID);
    expect(reader).toMatchObject({ web: { redirectUris: ['https://func-1.azurewebsites.net/api/ui'] } });
  });

  it('nothing is granted in a home tenant that is not watched', async () => {
    await using world = await startSetupWorld({ ...many, TENANT_IDS: otherTenantId });
    await register(world.setup);
    await grant(world.setup);
    expect(world.fake.assignments).toEqual([]);
  });

  it('the clouds have their own issuer and audience', async () => {
    await using world = await startSetupWorld({ ...many, SYNC_CLOUD: 'usGovernment' });
    await register(world.setup);
    await grant(world.setup);
    const reader = world.fake.applications.find(({ appId }) => appId === world.kept.GRAPH_READER_CLIENT_ID);
    expect(world.fake.trusts.get(reader?.id ?? '')).toMatchObject([
      { issuer: `https://login.microsoftonline.us/${homeTenantId}/v2.0`, audiences: ['api://AzureADTokenExchangeUSGov'] },
    ]);
  });
});
