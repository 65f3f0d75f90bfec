import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoTenantIds, demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { firstJob, idOf, jobsOf, type LocalCloud, startLocalCloud } from './local-cloud.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.close());

describe('what Graph looks like', () => {
  it('holds at least 14 jobs in five tenants, with the states a fleet has', async () => {
    const codes: string[] = [];
    for (const tenantId of demoTenantIds.slice(0, 5)) {
      for (const { displayName } of cloud.world.tenants.get(tenantId)?.servicePrincipals.values() ?? []) {
        codes.push(...(await jobsOf(cloud, tenantId, displayName)).map((job) => job.status.code));
      }
    }
    expect(codes.length).toBeGreaterThanOrEqual(14);
    expect(codes.filter((code) => code === 'Quarantine').length).toBeGreaterThanOrEqual(4);
    expect(codes).toEqual(expect.arrayContaining(['Active', 'Paused', 'NotConfigured', 'Migrating', 'active']));
  });

  it('writes times with seven digits, and year one for never', async () => {
    const [job] = await jobsOf(cloud, demoTenants.northlight, 'corp.northlight.example');
    expect(job?.status.lastExecution?.timeBegan).toMatch(/^2026-03-02T0[78]:\d\d:\d\d\.\d{7}Z$/);
    const [, hashes] = await jobsOf(cloud, demoTenants.northlight, 'corp.northlight.example');
    expect(hashes?.status.lastSuccessfulExecution).toMatchObject({ activityIdentifier: null, timeBegan: '0001-01-01T00:00:00Z' });
  });

  it('keeps the odd forms of published samples', async () => {
    expect((await firstJob(cloud, demoTenants.lindqvist, 'Payroll to Entra ID')).schedule.interval).toBe('P10675199DT2H48M5.4775807S');
    expect(await firstJob(cloud, demoTenants.lindqvist, 'Payroll to Entra ID')).not.toHaveProperty('synchronizationJobSettings');
    expect((await firstJob(cloud, demoTenants.lindqvist, 'office.lindqvist.example')).status).not.toHaveProperty('progress');
    const zendesk = await firstJob(cloud, demoTenants.northlight, 'Zendesk');
    expect([zendesk.status.code, zendesk.schedule.state]).toEqual(['active', 'active']);
    expect(Array.isArray(zendesk.synchronizationJobSettings)).toBe(false);
  });

  it('tells of a quarantine why, since when and when it is looked at again', async () => {
    const { status } = await firstJob(cloud, demoTenants.harborCity, 'ad.harborcity.example');
    expect(status.code).toBe('Quarantine');
    expect(status.quarantine).toMatchObject({
      reason: 'EncounteredQuarantineException',
      seriesCount: 3,
      seriesBegan: '2026-03-01T01:00:00Z',
      nextAttempt: '2026-03-02T19:00:00Z',
    });
    expect(status.quarantine?.error?.code).toBe('HybridIdentityServiceNoActiveAgents');
    expect(status.countSuccessiveCompleteFailures).toBeGreaterThanOrEqual(5);
  });

  it('finds service principals by template and by the legacy application', async () => {
    const found = async (filter: string) => {
      const answer = await cloud.call(
        demoTenants.mercator,
        `/v1.0/servicePrincipals?$filter=${encodeURIComponent(filter)}&$select=id,displayName`,
      );
      return ((await answer.json()) as { value: Record<string, string>[] }).value;
    };
    const byTemplate = await found("applicationTemplateId eq '1a4721b3-e57f-4451-ae87-ef078703ec94'");
    expect(byTemplate).toHaveLength(3);
    expect(Object.keys(byTemplate[0] ?? {})).toEqual(['id', 'displayName']);
    expect(await found("appId eq '1a4721b3-e57f-4451-ae87-ef078703ec94'")).toHaveLength(1);
  });

  it('pages through all service principals with an absolute link, and refuses a filter it does not know', async () => {
    const names: string[] = [];
    let path: string | undefined = '/v1.0/servicePrincipals?$top=2';
    while (path) {
      const page = (await (await cloud.call(demoTenants.northlight, path)).json()) as {
        value: { displayName: string }[];
        '@odata.nextLink'?: string;
      };
      names.push(...page.value.map((each) => each.displayName));
      path = page['@odata.nextLink']?.replace(cloud.graph.url, '');
    }
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    const refused = await cloud.call(demoTenants.northlight, "/v1.0/servicePrincipals?$filter=startswith(displayName,'a')");
    expect(refused.status).toBe(400);
  });

  it('answers 404 for what is not there, an empty list where nothing is provisioned, and one job by its id', async () => {
    const missing = await cloud.call(
      demoTenants.northlight,
      '/v1.0/servicePrincipals/00000000-0000-4000-8000-000000000000/synchronization/jobs',
    );
    expect([missing.status, ((await missing.json()) as { error: { code: string } }).error.code]).toEqual([404, 'Request_ResourceNotFound']);
    expect(await jobsOf(cloud, demoTenants.northlight, 'GraphExplorer')).toEqual([]);
    const { id } = await firstJob(cloud, demoTenants.oakfield, 'pupils.oakfield.example');
    const path = `/v1.0/servicePrincipals/${idOf(cloud.world, demoTenants.oakfield, 'pupils.oakfield.example')}/synchronization/jobs/${id}`;
    expect(await (await cloud.call(demoTenants.oakfield, path)).json()).toMatchObject({ id, status: { code: 'Migrating' } });
  });

  it('serves the organisation, refuses the agents to applications, and limits reports to five in ten seconds', async () => {
    const organization = await (await cloud.call(demoTenants.mercator, '/v1.0/organization?$select=id,onPremisesSyncEnabled')).json();
    expect(organization).toMatchObject({ value: [{ id: demoTenants.mercator, onPremisesSyncEnabled: true }] });
    expect((await cloud.call(demoTenants.mercator, '/beta/onPremisesPublishingProfiles/provisioning/agents')).status).toBe(403);
    const reports = await Promise.all(
      Array.from({ length: 6 }, () => cloud.call(demoTenants.harborCity, '/v1.0/auditLogs/provisioning?$top=3')),
    );
    expect(reports.map((report) => report.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    const pages = await Promise.all(reports.map((report) => report.json() as Promise<{ value?: unknown[] }>));
    expect(pages.filter((page) => page.value?.length === 3)).toHaveLength(5);
  });
});
