import { describe, expect, it } from '@jest/globals';
import { adminCentre } from '../../../../lib/admin-centre.ts';
import { countFailingObjects } from '../../../../lib/application/poll/hourly/count-failing-objects.ts';
import { describeIncident } from '../../../../lib/domain/notification/describe-incident.ts';
import { jobPath, type OperationWorld, startOperationWorld } from '../../../support/worlds/operation-world.ts';

async function worldOf(): Promise<OperationWorld> {
  const world = await startOperationWorld({ interval: 'PT40M', special: () => ({ escrows: 40 }) });
  const { tenant } = world;
  tenant.ports.hourlyReaders = [countFailingObjects({ ...tenant.ports, provisioningLog: tenant.provisioningLog })];
  tenant.patch(tenant.jobAt().key, {
    logged: [
      { code: 'EntryExportFailed', rows: 440, namePrefix: 'Ada Lovelace' },
      { code: 'DuplicateTargetEntries', rows: 6, step: 'matching' },
    ],
  });
  tenant.clock.advance(45 * 60_000);
  await tenant.tick();
  return world;
}

describe('what of a job fails, as it was counted', () => {
  it('stands in the job in one sentence with names for the causes, and in its trend hour by hour', async () => {
    await using world = await worldOf();
    const path = jobPath(world.tenant.jobAt().key);
    const { json } = await world.get(path);
    expect(json.failing).toMatchObject({
      at: new Date(world.tenant.clock.at).toISOString(),
      objects: 446,
      causes: 2,
      top: [
        { code: 'EntryExportFailed', step: 'export', objects: 440, title: expect.any(String), whoMustAct: expect.any(String) },
        { code: 'DuplicateTargetEntries', step: 'matching', objects: 6 },
      ],
    });
    expect(json.failing.says).toBe(`446 objects fail, 440 of them for one cause: ${json.failing.top[0].title}.`);
    const counted = [{ at: json.failing.at, objects: 446, rows: 446, causes: 2, top: expect.any(Array) }];
    expect(json.trend.failing).toEqual(counted);
    expect((await world.get(`${path}/trend`)).json.failing).toEqual(counted);
    expect(JSON.stringify(json)).not.toContain('Ada');
  });

  it('is no more told after three hours, while the trend keeps it', async () => {
    await using world = await worldOf();
    world.tenant.clock.advance(4 * 3_600_000);
    const { json } = await world.get(jobPath(world.tenant.jobAt().key));
    expect(json).not.toHaveProperty('failing');
    expect(json.trend.failing).toHaveLength(1);
  });

  it('is told by the card of its incident, by Microsoft’s code', async () => {
    await using world = await worldOf();
    const { key } = world.tenant.jobAt();
    const job = (await world.tenant.ports.state.getJob(key))?.value;
    if (job === undefined) throw new Error('no job');
    const scope = { kind: 'job', servicePrincipalId: key.servicePrincipalId, jobId: key.jobId } as const;
    const incident = {
      tenantId: key.tenantId,
      incidentId: 'i',
      scope,
      condition: 'nearQuarantine',
      causeCode: 'nearQuarantine',
      displayName: 'contoso',
    };
    const subject = { incident: { ...incident, severity: 'warning', openedAt: job.observedAt } as never, tenantName: 'Contoso', job };
    const terms = { now: world.tenant.clock.at, adminCentre, portalBaseUrl: undefined } as never;
    expect(describeIncident('reminder', subject, terms).sections).toContainEqual({
      heading: 'What fails',
      text: '446 objects fail, 440 of them for one cause: EntryExportFailed.',
    });
  });
});
