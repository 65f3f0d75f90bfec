import { describe, expect, it } from '@jest/globals';
import { createAgentsSource } from '../../../../lib/adapters/graph/read-agents.ts';
import { createAgentsReader } from '../../../../lib/application/poll/agents/agents-reader.ts';
import { hourInMs, startTenantWorld, type TenantWorld } from '../../../support/worlds/tenant-world.ts';

const paths = ['/organization', '/domains', 'onPremisesSynchronization', 'roleAssignments', 'onPremisesPublishingProfiles'];
const refusals = [
  [401, 'InvalidAuthenticationToken'],
  [401, 'UnknownError'],
  [401, 'Authorization_IdentityNotFound'],
  [403, 'Authorization_RequestDenied'],
  [404, 'Request_ResourceNotFound'],
  [500, 'InternalServerError'],
] as const;

/** With the readers that ship, but for the one of failing objects, whose budget is its own. */
async function startWorld(): Promise<TenantWorld> {
  const cloud = await startTenantWorld();
  const { clock, getToken, graphUrl: baseUrl } = cloud;
  const agents = createAgentsReader(createAgentsSource({ baseUrl, getToken, clock, isPerson: false }));
  cloud.ports.hourlyReaders = [...cloud.ports.hourlyReaders, agents];
  return cloud;
}

// The name of the tenant is read when its service principals are listed, once a day.
const hourly = (cloud: TenantWorld) =>
  cloud.asked().filter(({ path }) => paths.some((part) => path.includes(part)) && !path.includes('$select=displayName'));
const refuse = (cloud: TenantWorld, [status, code]: readonly [number, string], times: number | null, of: readonly string[] = paths) =>
  cloud.fault(
    ...of.map((path) => ({ match: { path }, times, fault: { kind: 'status', status, body: { error: { code, message: '' } } } }) as const),
  );

function mostInAnHour(cloud: TenantWorld): number {
  const times = hourly(cloud).map(({ at }) => Date.parse(at));
  return Math.max(0, ...times.map((begin) => times.filter((at) => at >= begin && at < begin + hourInMs).length));
}

describe('what is asked of a tenant hourly beside its jobs', () => {
  it.each(refusals)(
    'is four requests at the most in any hour, the repeated ones included, while Graph answers %d %s',
    async (...refusal) => {
      await using cloud = await startWorld();
      refuse(cloud, refusal, null);
      await cloud.tick();
      await cloud.ticks(5 * 12);
      expect(hourly(cloud).length).toBeGreaterThan(5);
      expect(mostInAnHour(cloud)).toBeLessThanOrEqual(4);
      for (const name of ['directorySync', 'agents'] as const) {
        const { requests = 0, askedAt = '' } = (await cloud.ports.state.getHourly(cloud.tenantId, name)) ?? {};
        const part = hourly(cloud).filter(({ path, at }) => at >= askedAt && path.includes('onPremisesPublishing') === (name === 'agents'));
        expect([name, requests]).toEqual([name, part.length]);
      }
    },
  );

  it('is read in the same turn where a token was refused once: the repetition is one of its requests', async () => {
    await using cloud = await startWorld();
    await cloud.tick();
    cloud.forget();
    refuse(cloud, [401, 'InvalidAuthenticationToken'], 1, ['/organization']);
    await cloud.ticks(13);
    const directory = await cloud.ports.state.getHourly(cloud.tenantId, 'directorySync');
    expect(directory).toMatchObject({ requests: 3, value: { organization: { value: expect.any(Object) } } });
    expect(
      hourly(cloud)
        .map(({ status }) => status)
        .slice(0, 2),
    ).toEqual([401, 200]);
    expect(mostInAnHour(cloud)).toBeLessThanOrEqual(4);
  });
});
