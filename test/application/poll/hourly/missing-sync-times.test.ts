import { describe, expect, it } from '@jest/globals';
import type { JobPatch } from '../../../../dev/graph/control/patch-job.ts';
import { judgeDirectorySync } from '../../../../lib/domain/directory/judge-directory-sync.ts';
import { hourInMs, minuteInMs, startTenantWorld, type TenantWorld } from '../../../support/worlds/tenant-world.ts';

type Organization = Record<string, unknown>;

const dayInMs = 24 * hourInMs;
const startWorld = (jobs = 1) => startTenantWorld({ jobsPerServicePrincipal: jobs, interval: 'PT40M', poll: { channelConfigured: true } });

/** What Graph, v1.0 and beta alike, answers to the reading an hour from now. */
async function answer(cloud: TenantWorld, tell: (readAt: number) => Organization): Promise<void> {
  const value = [{ id: cloud.tenantId, ...tell(cloud.clock.at + hourInMs + 10 * minuteInMs) }];
  cloud.shared.faults.clear();
  cloud.fault({ match: { path: '/organization' }, times: null, fault: { kind: 'body', body: { value } } });
  cloud.clock.advance(hourInMs + 5 * minuteInMs);
  await cloud.ticks();
}

const told =
  (objectsInMs: number, passwordsInMs = objectsInMs) =>
  (readAt: number) => ({
    onPremisesSyncEnabled: true,
    onPremisesLastSyncDateTime: new Date(readAt - objectsInMs).toISOString(),
    onPremisesLastPasswordSyncDateTime: new Date(readAt - passwordsInMs).toISOString(),
  });
const both = (time: unknown) => ({
  onPremisesSyncEnabled: true,
  onPremisesLastSyncDateTime: time,
  onPremisesLastPasswordSyncDateTime: time,
});

const open = async ({ ports, tenantId }: TenantWorld) =>
  (await ports.state.listOpenIncidents(tenantId)).map(({ condition, severity }) => `${condition} ${severity}`).sort();
const verdict = async ({ ports, tenantId }: TenantWorld) =>
  judgeDirectorySync((await ports.state.getHourly(tenantId, 'directorySync'))?.value ?? {});

const alarms = ['directorySyncStale critical', 'passwordSyncStale critical'];

describe('an Entra Connect that has fallen silent, both incidents open', () => {
  it.each<[what: string, tell: (readAt: number) => Organization]>([
    ['null in place of its times', () => both(null)],
    ['no times at all', () => ({ onPremisesSyncEnabled: true })],
    ['empty text for its times', () => both('')],
    ['the year 1', () => both('0001-01-01T00:00:00Z')],
    ['times that lie two years ahead', told(-730 * dayInMs)],
    ['times that lie two hours ahead', told(-2 * hourInMs)],
    ['text that is no time', () => both('yesterday')],
    ['nothing of synchronization', () => ({})],
    ['times, and not whether it is switched on', (readAt) => ({ ...told(minuteInMs)(readAt), onPremisesSyncEnabled: undefined })],
    ['times, and null for whether it is switched on', (readAt) => ({ ...told(minuteInMs)(readAt), onPremisesSyncEnabled: null })],
    ['a flag that is text', (readAt) => ({ ...told(minuteInMs)(readAt), onPremisesSyncEnabled: 'true' })],
  ])('has recovered in no eye when Graph answers %s, and only when it does run', async (_, tell) => {
    await using cloud = await startWorld();
    await answer(cloud, told(10 * minuteInMs, minuteInMs));
    await answer(cloud, told(30 * hourInMs));
    expect(await open(cloud)).toEqual(alarms);
    await answer(cloud, tell);
    await answer(cloud, tell);
    expect(await open(cloud)).toEqual(alarms);
    await answer(cloud, told(10 * minuteInMs, minuteInMs));
    expect(await open(cloud)).toEqual([]);
  });

  it('was so when it was first looked at, and null ends that no more than if it had been seen to fall silent', async () => {
    await using cloud = await startWorld();
    cloud.patch(cloud.jobAt().key, { removed: true });
    await answer(cloud, told(60 * dayInMs));
    expect(await open(cloud)).toEqual(['directorySyncStale critical']);
    await answer(cloud, () => both(null));
    expect(await open(cloud)).toEqual(['directorySyncStale critical']);
  });

  it('is over when the tenant says that synchronization is switched off, and null after that is no riddle', async () => {
    await using cloud = await startWorld();
    await answer(cloud, told(30 * hourInMs));
    await answer(cloud, (readAt) => ({ ...told(31 * hourInMs)(readAt), onPremisesSyncEnabled: false }));
    expect(await open(cloud)).toEqual([]);
    const { value: closed } = await cloud.ports.state.listPastIncidents(cloud.tenantId, { pageSize: 100 });
    expect(closed.map(({ resolution }) => resolution)).toEqual(['syncOff']);
    await answer(cloud, () => ({ ...both(null), onPremisesSyncEnabled: null }));
    expect(await verdict(cloud)).toMatchObject({ connect: 'off', passwordUse: 'notUsed' });
  });
});

describe('password hashes that have stopped, their incident open', () => {
  it.each<[what: string, tell: (readAt: number) => Organization]>([
    ['null in place of their time', (readAt) => ({ ...told(minuteInMs)(readAt), onPremisesLastPasswordSyncDateTime: null })],
    ['no word of them, in beta neither', (readAt) => ({ ...told(minuteInMs)(readAt), onPremisesLastPasswordSyncDateTime: undefined })],
  ])('have not come back when Graph answers %s', async (_, tell) => {
    await using cloud = await startWorld();
    await answer(cloud, told(minuteInMs, minuteInMs));
    await answer(cloud, told(minuteInMs, 5 * hourInMs));
    expect(await open(cloud)).toEqual(['passwordSyncStale warning']);
    await answer(cloud, tell);
    expect(await open(cloud)).toEqual(['passwordSyncStale warning']);
    expect(await verdict(cloud)).toMatchObject({ connect: 'running', passwordUse: 'unknown', objects: { state: 'onTime' } });
    await answer(cloud, told(minuteInMs, minuteInMs));
    expect(await open(cloud)).toEqual([]);
  });
});

describe('an Entra Connect that runs, whose times Graph leaves out', () => {
  it('is unknown with the last time that was told, raises no alarm, and alarms again by the first time that is told', async () => {
    await using cloud = await startWorld();
    await answer(cloud, told(10 * minuteInMs, minuteInMs));
    const lastAt = (await verdict(cloud)).objects?.lastAt;
    for (let hour = 0; hour < 5; hour += 1) await answer(cloud, () => both(null));
    expect(await open(cloud)).toEqual([]);
    expect(await verdict(cloud)).toMatchObject({
      ...{ connect: 'unknown', engine: 'unknown', isUntold: true, passwordUse: 'unknown' },
      objects: { lastAt, state: 'unknown' },
    });
    await answer(cloud, told(5 * hourInMs));
    expect(await open(cloud)).toEqual(['directorySyncStale warning', 'passwordSyncStale warning']);
  });
});

describe('a tenant that cloud sync alone serves, Entra Connect retired long ago', () => {
  it.each<[what: string, patch: JobPatch]>([
    ['paused', { status: { code: 'Paused' }, schedule: { state: 'Paused' } }],
    ['removed', { removed: true }],
  ])('raises no alarm when its jobs are %s, and does once Connect has run again and stops', async (_, patch) => {
    await using cloud = await startWorld(2);
    const retiredAt = cloud.clock.at - 60 * dayInMs;
    const retired = (readAt: number) => told(readAt - retiredAt)(readAt);
    await answer(cloud, retired);
    expect(await verdict(cloud)).toMatchObject({ engine: 'cloudSync', connect: 'leftBehind', migration: 'done' });
    for (const job of [0, 1]) cloud.patch(cloud.jobAt(0, job).key, patch);
    for (let hour = 0; hour < 3; hour += 1) await answer(cloud, retired);
    expect(await open(cloud)).toEqual([]);
    expect(await verdict(cloud)).toMatchObject({ engine: 'neither', connect: 'leftBehind' });
    await answer(cloud, told(10 * minuteInMs));
    expect(await verdict(cloud)).toMatchObject({ connect: 'running' });
    await answer(cloud, told(9 * hourInMs));
    expect(await open(cloud)).toContain('directorySyncStale warning');
  });
});
