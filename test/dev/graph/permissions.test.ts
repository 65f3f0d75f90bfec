import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { signGraphToken } from '../../../dev/graph/tokens/graph-token.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { act, type LocalCloud, startLocalCloud } from './local-cloud.ts';

const { northlight, pinecrest } = demoTenants;

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.close());

const withBearer = (authorization?: string) =>
  fetch(`${cloud.graph.url}/v1.0/organization`, { headers: { 'client-request-id': 'mine', ...(authorization && { authorization }) } });

describe('who may ask', () => {
  it('answers 401 in its own shape without a token, and echoes the client request id', async () => {
    const answer = await withBearer();
    expect([answer.status, answer.headers.get('client-request-id')]).toEqual([401, 'mine']);
    expect(answer.headers.get('request-id')).toBeTruthy();
    expect(await answer.json()).toMatchObject({
      error: { code: 'InvalidAuthenticationToken', innerError: { 'client-request-id': 'mine' } },
    });
  });

  it('refuses an opaque token, an expired one, a foreign one and the assertion of an identity', async () => {
    const grant = { tenantId: northlight, clientId: clients.readerClientId, roles: ['Organization.Read.All'] };
    const expired = await signGraphToken(cloud.shared.keys, grant, cloud.clock.now - 7_200_000);
    const foreign = await signGraphToken({ ...cloud.shared.keys, authority: cloud.shared.keys.identity }, grant, cloud.clock.now);
    const wrongAudience = await cloud.authority.issueApiToken('admin', { audience: 'api://product' });
    for (const token of ['opaque', expired, foreign, wrongAudience]) expect((await withBearer(`Bearer ${token}`)).status).toBe(401);
    expect((await withBearer(`Bearer ${await cloud.token(northlight)}`)).status).toBe(200);
  });

  it('stops accepting a token when its time is over', async () => {
    const token = await cloud.token(northlight);
    expect((await withBearer(`Bearer ${token}`)).status).toBe(200);
    cloud.clock.now += 3_600_000;
    expect((await withBearer(`Bearer ${token}`)).status).toBe(401);
  });

  it('answers 403 to a tenant without consent and to a reader who wants to write', async () => {
    const roles = ['Application.Read.All'];
    const token = await signGraphToken(
      cloud.shared.keys,
      { tenantId: pinecrest, clientId: clients.readerClientId, roles },
      cloud.clock.now,
    );
    const answer = await fetch(`${cloud.graph.url}/v1.0/servicePrincipals`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, ((await answer.json()) as { error: { code: string } }).error.code]).toEqual([
      403,
      'Authorization_RequestDenied',
    ]);
    const path = '/v1.0/servicePrincipals/x/synchronization/jobs/y/start';
    expect((await cloud.call(northlight, path, { method: 'POST' })).status).toBe(403);
  });

  it('springs the trap of Application.ReadWrite.OwnedBy: 401 UnknownError with an empty message', async () => {
    const grants = cloud.world.tenants.get(northlight)?.grants ?? {};
    grants[clients.operatorClientId] = ['Application.ReadWrite.OwnedBy'];
    const answer = await act(cloud, northlight, 'corp.northlight.example', 'restart', {});
    expect([answer.status, await answer.json()]).toMatchObject([401, { error: { code: 'UnknownError', message: '' } }]);
    grants[clients.operatorClientId] = ['Synchronization.ReadWrite.All'];
  });

  it('validates credentials and provisions on demand as Graph does', async () => {
    expect((await act(cloud, northlight, 'corp.northlight.example', 'validateCredentials', { useSavedCredentials: true })).status).toBe(
      204,
    );
    const refused = await act(cloud, demoTenants.lindqvist, 'terminal.lindqvist.example', 'validateCredentials', {
      useSavedCredentials: true,
    });
    expect(await refused.json()).toMatchObject({ error: { code: 'AzureActiveDirectoryInvalidCredential' } });
    const subjects = [{ objectId: 'CN=Ada,DC=corp', objectTypeName: 'user' }];
    const empty = await act(cloud, northlight, 'corp.northlight.example', 'provisionOnDemand', { parameters: [{ ruleId: '', subjects }] });
    expect(await empty.json()).toMatchObject({ error: { code: 'RequestParameterInvalid' } });
    const done = await act(cloud, northlight, 'corp.northlight.example', 'provisionOnDemand', { parameters: [{ ruleId: 'r1', subjects }] });
    expect(JSON.parse(((await done.json()) as { key: string }).key)).toMatchObject({ result: 'Success' });
  });
});
