import { describe, expect, it } from '@jest/globals';
import { adminCentre } from '../../lib/admin-centre.ts';
import { createDispatcher } from '../../lib/application/notify/dispatch-notifications.ts';
import { createCatalogue } from '../../lib/domain/catalogue/catalogue.ts';
import { createFakeChannel } from '../support/worlds/notify-world.ts';
import { admin, callerWith, jobPath, type OperationWorld, startOperationWorld } from '../support/worlds/operation-world.ts';

// Nothing but these answers is at hand: what a screen shows and is not in them, is missing.
type Json = Record<string, unknown>;

const cause = { code: 'HybridSynchronizationActiveDirectoryInvalidCredentials', message: 'The agent was refused.', tenantActionable: true };
const hourInMs = 3_600_000;
/** May not do all that there is to do, and is told why. */
const operator = callerWith('Operator');

async function startTroubled(special: object = {}): Promise<OperationWorld> {
  const world = await startOperationWorld({
    tenants: 2,
    poll: { channelConfigured: true },
    special: () => ({
      cause: { ...cause, reason: 'EncounteredQuarantineException', failuresBeforeQuarantine: 1 },
      quarantinedForHours: 30,
      ...special,
    }),
  });
  await world.tenant.tick();
  return world;
}

/** Posts what waits. */
async function tell({ tenant: { ports, clock, log } }: OperationWorld): Promise<void> {
  const channel = createFakeChannel();
  clock.advance(30_000);
  const options = { groupWaitInMs: 20_000, leaseInMs: 90_000, portalBaseUrl: 'https://portal.example', adminCentre };
  await createDispatcher({ ...ports, log, notifiers: [channel], loadCatalogue: createCatalogue().loadCatalogue }, options)();
  expect(channel.sent.length).toBeGreaterThan(0);
}

/** A world in which a job is in quarantine, was not read for hours, is looked after, told of and being cleared. */
async function startStory(special: object = {}): Promise<OperationWorld> {
  const world = await startTroubled(special);
  await tell(world);
  world.tenant.clock.advance(3 * hourInMs);
  await world.tenant.ticks(1);
  const { key } = world.tenant.jobAt();
  const { incidentId } = (await world.get(jobPath(key))).json;
  world.tenant.clock.advance(3_000);
  await world.post(`/incidents/${incidentId}/acknowledge`, { body: {} });
  const until = new Date(world.tenant.clock.at + hourInMs).toISOString();
  await world.post(`/incidents/${incidentId}/snooze`, { body: { until, reason: 'we are at it' } });
  return world;
}

/** What a path of names leads to; `[]` goes into each member of a list. */
function valuesAt(value: unknown, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (found, name) => {
      const isList = name.endsWith('[]');
      const members = found.map((each) => (each as Json | undefined)?.[isList ? name.slice(0, -2) : name]);
      return isList ? members.flatMap((each) => (each as unknown[] | undefined) ?? []) : members;
    },
    [value],
  );
}

/** The fields that no answer has. */
function missingIn(answers: Json, fields: readonly string[]): string[] {
  return fields.filter((field) => {
    const values = valuesAt(answers, field);
    return values.length === 0 || values.every((value) => value === undefined);
  });
}

/** Reads what a screen reads, and no more: two answers at most. */
async function draw(world: OperationWorld, paths: Record<string, string>): Promise<Json> {
  expect(Object.keys(paths).length).toBeLessThanOrEqual(2);
  const answers = await Promise.all(Object.entries(paths).map(async ([name, path]) => [name, await world.get(path, operator)] as const));
  for (const [name, { status, headers }] of answers) {
    expect({ name, status }).toEqual({ name, status: 200 });
    expect(headers['x-observed-at']).toMatch(/^\d{4}-.+\.\d{3}Z$/);
  }
  return Object.fromEntries(answers.map(([name, { json }]) => [name, json]));
}

const each = (prefix: string, names: string) => names.split(' ').map((name) => `${prefix}.${name}`);

/** The story of a job in the order of its screen, under the name of the answer that holds the job. */
function storyOf(job: string): string[] {
  return [
    ...each(job, 'displayName tenantName kindName state health reasons since sinceSource observedAt freshness'),
    ...each(job, 'explanation.title explanation.code explanation.meaning quarantine.error.message'),
    ...each(job, 'advice.action advice.why advice.safety advice.whoMustAct advice.link'),
    ...each(job, 'explanation.remedies[] explanation.causes[] explanation.sources[] explanation.whoMustAct'),
    ...each(
      `${job}.actions[]`,
      'action allowed role needsConfirm needsAcknowledge needsApproval cost request.method request.url request.body',
    ),
    ...each(`${job}.actions[]`, 'code detail'),
    ...each(`${job}.quarantine`, 'reason seriesBegan disableAt daysLeft seriesCount'),
    ...each(`${job}.quarantine.tries[]`, 'at source outcome'),
    ...each(job, 'schedule.intervalInSeconds lastExecution.timeEnded lastExecution.countEscrowed lastRead.lastAttemptAt'),
    ...each(job, 'links.adminCentre links.provisioningLogs links.configuration'),
    ...each(`${job}.trend.value[]`, 'at escrowed exported'),
    ...each(`${job}.trend.gaps[]`, 'from to reason'),
    ...each('history', 'watchedSince value[].type value[].at value[].changes value[].to'),
    ...each('history.value[].gap', 'from to reason'),
  ];
}

const actedOn = each(
  'lastOperation',
  'action status requestedBy reason createdAt sentAt graphRequestId verification verificationRuns.seen verificationRuns.needed',
);
const barOf = [
  ...each('incident', 'state openedAt severity condition causeCode displayName tenantName explanation.title advice.why'),
  ...each('incident', 'acknowledgedAt acknowledgedBy snoozedUntil snoozeReason snoozedBy'),
  ...each('incident.notifications[]', 'kind channel at accepted'),
  ...each('incident.othersOfSameCause', 'count link'),
  ...each('incident.timeline[]', 'at what'),
];

const overview = [
  ...each('status', 'monitor monitorReason lastTick nextTick pollIntervalInSeconds jobs.total freshness.fresh'),
  ...each('status.jobs', 'byHealth.critical byHealth.healthy byKind byWhoMustAct firstDisable.at firstDisable.job'),
  ...each('status.tenants', 'total unreadable'),
];
const rowOfFleet = each(
  'jobs.value[]',
  `id health displayName tenantName kindName since sinceSource freshness explanation.title explanation.code explanation.whoMustAct
   advice.action quarantine.disableAt quarantine.daysLeft incident.id incident.acknowledgedBy incident.snoozedUntil links.self`.replaceAll(
    /\s+/g,
    ' ',
  ),
);

describe('the screen of the fleet', () => {
  it('is drawn by the numbers and the jobs, with no list of incidents beside them', async () => {
    await using world = await startStory();
    for (const message of world.waitingPolls.splice(0)) await world.tenant.handle(message);
    world.tenant.clock.advance(3_000);
    const answers = await draw(world, { status: '/status', jobs: '/jobs?pageSize=1000' });
    expect(missingIn(answers, [...overview, ...rowOfFleet])).toEqual([]);
  });

  it('by cause, by tenant, by actor or by kind needs the groups in place of the jobs', async () => {
    await using world = await startStory();
    for (const by of ['cause', 'tenant', 'whoMustAct', 'kind']) {
      const answers = await draw(world, { status: '/status', groups: `/jobGroups?by=${by}` });
      const line = 'key title count tenants health byHealth.critical disableAt daysLeft observedAt links.jobs';
      expect(missingIn(answers, each('groups.value[]', by === 'cause' ? `${line} whoMustAct` : line))).toEqual([]);
    }
  });
});

describe('the screen of a job', () => {
  it('is drawn by the job and its history', async () => {
    await using world = await startStory();
    const path = jobPath(world.tenant.jobAt().key);
    const answers = await draw(world, { job: path, history: `${path}/history` });
    const onIt = each('job.incident', 'id acknowledgedBy snoozedUntil');
    expect(missingIn(answers, [...storyOf('job'), ...onIt])).toEqual([]);
  });

  it('is drawn by them also while an operation proves itself: who, why, when, and how many of three runs', async () => {
    await using world = await startStory();
    const { key } = world.tenant.jobAt();
    await world.act(key, 'clearQuarantine', { body: { reason: 'the agent is back' }, caller: admin('ada') });
    world.tenant.clock.advance(1_000);
    await world.work();
    await world.tenant.ticks(1);
    const answers = await draw(world, { job: jobPath(key), history: `${jobPath(key)}/history` });
    expect(
      missingIn(
        answers,
        actedOn.map((field) => `job.${field}`),
      ),
    ).toEqual([]);
    expect(answers.job).toMatchObject({ lastOperation: { verification: 'pending', reason: 'the agent is back' } });
  });

  it('notices a field that is missing', () => {
    expect(missingIn({ job: { trend: { gaps: [] }, since: 'x' } }, ['job.since', 'job.trend.gaps[].from', 'job.health'])).toEqual([
      'job.trend.gaps[].from',
      'job.health',
    ]);
  });
});

describe('the screen of an incident', () => {
  it('is drawn by the incident, which holds its job, and the history of that', async () => {
    await using world = await startStory();
    const { key } = world.tenant.jobAt();
    const { incidentId } = (await world.get(jobPath(key))).json;
    const answers = await draw(world, { incident: `/incidents/${incidentId}`, history: `${jobPath(key)}/history` });
    expect(missingIn(answers, [...barOf, ...storyOf('incident.job')])).toEqual([]);
    expect(answers.incident).toMatchObject({
      notifications: [{ kind: 'opened', channel: 'primary', accepted: true }],
      othersOfSameCause: { count: 1 },
      job: { incidentId },
    });
    const { job } = answers.incident as { job: Json };
    expect(job).toEqual((await world.get(jobPath(key), operator)).json);
  });

  it('says of one that is over how it ended, whether it held, and of the next that it is its relapse', async () => {
    await using world = await startStory({ relapses: true });
    const { key } = world.tenant.jobAt();
    const { incidentId } = (await world.get(jobPath(key))).json;
    await world.act(key, 'clearQuarantine');
    world.tenant.clock.advance(1_000);
    await world.work();
    await world.tenant.ticks(1);
    world.tenant.clock.advance(3_000);
    const over = { incident: `/incidents/${incidentId}`, history: `${jobPath(key)}/history` };
    const closed = await draw(world, over);
    expect(
      missingIn(closed, each('incident', 'resolvedAt resolution operation.action operation.actor explanation.title job.state')),
    ).toEqual([]);
    expect(closed.incident).not.toHaveProperty('relapsedAs');
    expect(closed.incident).not.toHaveProperty('advice');
    await world.tenant.ticks(2);
    const next = incidentId.replace(/\.1$/, '.2');
    expect((await draw(world, over)).incident).toMatchObject({
      state: 'closed',
      relapsedAs: next,
      job: { state: 'Quarantine', incidentId: next },
    });
    const again = await draw(world, { incident: `/incidents/${next}` });
    expect(again.incident).toMatchObject({ state: 'open', relapseOf: incidentId, operation: { verification: 'relapsed' } });
  });

  it('of a tenant that cannot be read is drawn by the incident alone, in the words of its card', async () => {
    await using world = await startTroubled();
    const { tenantId } = world.tenant;
    world.tenant.fault({
      match: { tenantId },
      times: 1_000,
      fault: { kind: 'status', status: 403, body: { error: { code: 'Authorization_RequestDenied' } } },
    });
    await world.tenant.ticks(4);
    world.tenant.clock.advance(3_000);
    const open = (await world.get(`/incidents?tenantId=${tenantId}`)).json.value as { incidentId: string; scope: { kind: string } }[];
    const own = open.find(({ scope }) => scope.kind === 'tenant');
    const { incident } = (await draw(world, { incident: `/incidents/${own?.incidentId}` })) as { incident: Json };
    const fields =
      'tenantName openedAt explanation.title explanation.meaning explanation.remedies[] advice.why advice.whoMustAct advice.link links.tenant';
    expect(missingIn({ incident }, each('incident', fields))).toEqual([]);
    expect(incident).not.toHaveProperty('job');
  });
});
