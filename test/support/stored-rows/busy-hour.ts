import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { admin } from '../worlds/operation-world.ts';
import type { ServiceWorld } from '../worlds/service-world.ts';
import { hourInMs, minuteInMs, startOfTime } from '../worlds/tenant-world.ts';
import { busyTenants } from './busy-world.ts';
import { type Asked, type Cast, createCast } from './cast.ts';
import { lastMinute } from './last-minute.ts';

/** The last tick of the hour; what is written after it is what a stop of all processes leaves half done. */
const lastTickAt = startOfTime + 25 * hourInMs;

/**
 * A busy hour of the demo, and the evening before it: a reminder is due a day after its card. It ends in the middle of everything: senders,
 * pollers and workers die with half of their work written.
 */
export async function liveBusyHour(world: ServiceWorld): Promise<Asked[]> {
  const cast = createCast(world);
  const { tenant, channels } = world;
  const { northlight, harborCity, lindqvist, mercator, oakfield, sundial } = busyTenants;
  const site = (index: number) => cast.job(sundial, `site-${String(index).padStart(2, '0')}.sundial.example`);
  const until = async (minute: number): Promise<void> => {
    const at = lastTickAt - hourInMs + minute * minuteInMs;
    while (tenant.clock.at < at) await world.live(1);
  };

  await world.live(3);
  await cast.ask(site(17), 'restart', 'alice');
  await world.live(2);
  tenant.clock.at = lastTickAt - 24 * hourInMs - 10_001;
  cast.quarantine(site(12), 'EveningTrouble');
  await world.live(2);

  tenant.clock.at = lastTickAt - hourInMs;
  await until(1);
  await world.post(`/incidents/${await cast.incidentOf(cast.job(lindqvist, 'terminal.lindqvist.example'))}/acknowledge`);
  await world.post(`/incidents/${await cast.incidentOf(cast.job(oakfield, 'Partner Trust (cross-tenant)'))}/snooze`, {
    body: { until: new Date(tenant.clock.at + 5 * hourInMs).toISOString(), reason: 'The partner mends it.' },
  });
  await cast.ask(cast.job(harborCity, 'ad.harborcity.example'), 'clearQuarantine', 'alice', { reason: 'The agents are back.' });
  await cast.ask(cast.job(mercator, 'plants.mercator.example'), 'clearQuarantine', 'bob');
  const eu = cast.job(mercator, 'eu.mercator.example');
  const rejected = await cast.ask(eu, 'restart', 'alice', cast.forceDeletes(eu));
  await world.post(`/operations/${rejected}/reject`, { caller: admin('bob') });
  await until(5);
  await cast.ask(eu, 'restart', 'alice', cast.forceDeletes(eu));

  const [flapping, reopened, over, hidden] = cast.northlightJobs();
  for (const [job, minute] of [
    [reopened, 15],
    [over, 16],
  ] as const) {
    await until(minute);
    cast.quarantine(job, 'ContosoDirectoryUnreachable');
    await world.live(2);
    cast.mend(job);
  }

  await until(20);
  tenant.fault({ match: { tenantId: oakfield }, times: null, fault: { kind: 'status', status: 503 } });
  await until(22);
  tenant.shared.faults.clear();

  await until(24);
  channels.primary.answers.push({ outcome: 'broken', fault: 'HTTP 404' });
  cast.quarantine(site(15), 'InvalidBaseAddress');
  await until(30);
  await tenant.handle({ v: 1, tenantId: northlight, tick: 'yesterday' });
  await world.setAside('poll-tenant', { v: 1, tickId: new Date(tenant.clock.at).toISOString(), tenantId: harborCity }, 'set-aside-1');
  await world.setAside('run-operation', { v: 1, tenantId: sundial, operationId: `${sundial}.unknown` }, 'set-aside-2');
  const zendesk = cast.job(northlight, 'Zendesk');
  cast.quarantine(zendesk, 'ContosoDirectoryUnreachable');
  await until(32);
  tenant.patch(zendesk, { removed: true });

  await actOnSites(world, cast, site);
  await until(36);
  for (let flip = 0; flip < 3; flip += 1) {
    cast.quarantine(flapping, 'SystemForCrossDomainIdentityManagementServiceIncompatible');
    await world.live(2);
    cast.mend(flapping);
    await world.live(2);
  }
  await until(40);
  cast.quarantine(hidden, 'AzureActiveDirectoryForbidden');
  await until(47);
  channels.primary.answers.push({ outcome: 'broken', fault: 'HTTP 410' });
  cast.quarantine(reopened, 'ContosoDirectoryUnreachable');
  await until(51);
  tenant.fault({ match: { tenantId: lindqvist }, times: null, fault: { kind: 'status', status: 503 } });
  await until(57);
  await cast.ask(site(11), 'restart', 'alice');
  await cast.ask(eu, 'restart', 'alice', cast.forceDeletes(eu));
  tenant.fault({ match: { path: `${site(10).jobId}/restart`, method: 'POST' }, fault: { kind: 'status', status: 504 } });
  await cast.ask(site(10), 'restart', 'bob');
  while (tenant.clock.at < lastTickAt - 10_000) await world.live(1);
  await lastMinute({ world, cast, site, lastTickAt, again: over, changed: reopened, ended: hidden });
  return cast.asked;
}

/** Actions of every outcome. */
async function actOnSites(world: ServiceWorld, cast: Cast, site: (index: number) => JobKey): Promise<void> {
  const { tenant } = world;
  const answered = (job: JobKey, action: string, status: number) =>
    tenant.fault({ match: { path: `${job.jobId}/${action}`, method: 'POST' }, fault: { kind: 'status', status } });
  await cast.ask(site(0), 'pause', 'alice');
  answered(site(1), 'restart', 400);
  await cast.ask(site(1), 'restart', 'alice');
  answered(site(2), 'restart', 429);
  await cast.ask(site(2), 'restart', 'bob');
  answered(site(3), 'restart', 504);
  await cast.ask(site(3), 'restart', 'bob');
  await cast.ask(site(4), 'restart', 'alice', { resetScope: ['Watermark'] });
  await world.live(2);
  await cast.ask(site(4), 'validateCredentials', 'alice');
  const subjects = [{ objectId: 'CN=Avery,OU=Staff,DC=sundial,DC=example', objectTypeName: 'user' }];
  await cast.ask(site(5), 'provisionOnDemand', 'alice', { ruleId: 'rule-1', subjects });
}
