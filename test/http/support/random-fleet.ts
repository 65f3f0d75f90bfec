import fc from 'fast-check';
import { publishViews } from '../../../lib/application/tenant/held/publish-views.ts';
import { tallyTenant } from '../../../lib/application/tenant/held/tally-tenant.ts';
import { rememberState } from '../../../lib/application/tenant/held/tenant-memory.ts';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import type { GrantScope } from '../../../lib/domain/access/grant.ts';
import type { OpenIncident } from '../../../lib/domain/incident/incident.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import type { JobSnapshot } from '../../../lib/domain/job/synchronization-job.ts';
import type { UnreadableReason } from '../../../lib/domain/tenant/tenant.ts';
import { sampleIncident, sampleJob } from '../../support/storage/state-samples.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';
import { speakerSource } from '../../support/worlds/speaker-source.ts';
import { principal, signedIn } from './people.ts';
import { createHttpWorld, start } from './support.ts';

const minuteInMs = 60_000;
const dayInMs = 86_400_000;
const isoOf = (millis: number) => new Date(millis).toISOString();

type Owner = 'one' | 'two' | 'nobody';
export type Who = 'chief' | 'one' | 'two';

/** What a job can be like, and what is known of it without the product: who has to act on it while its reading is good. */
interface Shape {
  change: Partial<Omit<JobRecord, 'snapshot'>>;
  snapshot?: Partial<JobSnapshot>;
  who?: string;
}

const quarantine = { reason: 'EncounteredQuarantineException', seriesCount: 1 };
export const shapes = {
  healthy: { change: { health: 'healthy', reasons: [] } },
  paused: { change: { health: 'warning', reasons: ['paused'] }, snapshot: { state: 'Paused' }, who: 'tenant-admin' },
  filling: { change: { health: 'warning', reasons: ['nearQuarantine'] }, who: 'tenant-admin' },
  quarantined: {
    change: { health: 'critical', reasons: ['quarantined'] },
    snapshot: { state: 'Quarantine', quarantine: { ...quarantine, error: { code: 'HybridIdentityServiceNoActiveAgents' } } },
    who: 'server-admin',
  },
  switchedOff: {
    change: { health: 'critical', reasons: ['quarantined', 'disabled'] },
    snapshot: { state: 'Quarantine', quarantine },
    who: 'tenant-admin',
  },
  firstCycle: { change: { health: 'warning', reasons: ['neverRan'] }, who: 'nobody' },
  unread: { change: { health: 'unknown', reasons: ['unreadable'] }, who: 'service-owner' },
} as const satisfies Record<string, Shape>;

/** Why a tenant cannot be read, and who has to act then. */
const troubles = {
  notInstalled: { reason: 'consentMissing', code: 'AADSTS700016', who: 'tenant-admin' },
  expired: { reason: 'unauthorized', code: 'AADSTS7000222', who: 'service-owner' },
  outage: { reason: 'unavailable', code: undefined, who: 'microsoft' },
  throttled: { reason: 'throttled', code: undefined, who: 'nobody' },
} as const satisfies Record<string, { reason: UnreadableReason; code: string | undefined; who: string }>;

const templates = { AD2AADProvisioning: 'cloudSyncUsers', Workday2AAD: 'hr', Azure2Azure: 'crossTenant', Unheard: 'other' } as const;

interface RandomJob {
  shape: keyof typeof shapes;
  template: keyof typeof templates;
  servicePrincipal: 0 | 1;
  /** Of the reading itself, and of the beginning of a quarantine. */
  minutesAgo: number;
  daysAgo: number;
  owner: Owner;
}

interface RandomTenant {
  /** By what its parts are given away. */
  split: 'tenant' | 'servicePrincipal' | 'job';
  owners: [Owner, Owner];
  jobs: RandomJob[];
  /** Missing where no pass was complete yet. */
  passMinutesAgo: number | undefined;
  /** Whether the row holds what this release keeps. */
  row: 'current' | 'ofOtherWords' | 'ofOlderRelease';
  hasTenantIncident: boolean;
  trouble: keyof typeof troubles | undefined;
}

/** One job as a test may count it. */
export interface PlainJob {
  tenantId: string;
  owner: Owner;
  record: JobRecord;
  kind: string;
  shape: keyof typeof shapes;
  hasIncident: boolean;
}

export interface PlainTenant {
  tenantId: string;
  /** Who sees all of it, besides the chief. */
  owner: Owner;
  jobs: PlainJob[];
  lastCompletedAt: string | undefined;
  hasTenantIncident: boolean;
  trouble: keyof typeof troubles | undefined;
}

/** Who lets the jobs of the tenant be read again that cannot be: whoever would act on the job comes later. */
export function unreadActor({ trouble }: PlainTenant): string | undefined {
  return trouble && troubles[trouble].who;
}

const owner = fc.constantFrom<Owner>('one', 'two', 'nobody');
const job: fc.Arbitrary<RandomJob> = fc.record({
  shape: fc.constantFrom(...(Object.keys(shapes) as (keyof typeof shapes)[])),
  template: fc.constantFrom(...(Object.keys(templates) as (keyof typeof templates)[])),
  servicePrincipal: fc.constantFrom(0 as const, 1 as const),
  minutesAgo: fc.integer({ min: 0, max: 25 }),
  daysAgo: fc.integer({ min: 1, max: 40 }),
  owner,
});

/** A few tenants whose parts belong to one of two people, or to nobody. */
export const anyFleet: fc.Arbitrary<RandomTenant[]> = fc.array(
  fc.record({
    split: fc.constantFrom('tenant' as const, 'servicePrincipal' as const, 'job' as const),
    owners: fc.tuple(owner, owner),
    jobs: fc.array(job, { maxLength: 6 }),
    passMinutesAgo: fc.option(fc.integer({ min: 0, max: 25 }), { nil: undefined }),
    row: fc.constantFrom('current' as const, 'current' as const, 'ofOtherWords' as const, 'ofOlderRelease' as const),
    hasTenantIncident: fc.boolean(),
    trouble: fc.option(fc.constantFrom(...(Object.keys(troubles) as (keyof typeof troubles)[])), { nil: undefined, freq: 1 }),
  }),
  { maxLength: 4 },
);

const tenantIdOf = (at: number) => `${String(at + 1).repeat(8)}-1111-4111-8111-111111111111`;

function plainJob(tenant: RandomTenant, tenantId: string, given: RandomJob, at: number): PlainJob {
  const { change, ...shape }: Shape = shapes[given.shape];
  const base = sampleJob(at);
  const jobId = `${given.template}.${at}`;
  const seriesBegan = isoOf(start - given.daysAgo * dayInMs);
  const snapshot: JobSnapshot = { ...base.snapshot, jobId, ...shape.snapshot };
  if (snapshot.quarantine && given.daysAgo % 5 !== 0) snapshot.quarantine = { ...snapshot.quarantine, seriesBegan };
  const observedAt = isoOf(start - given.minutesAgo * minuteInMs);
  const readFailingSince = given.shape === 'unread' ? { readFailingSince: isoOf(Date.parse(observedAt) + 1) } : {};
  const servicePrincipalId = `sp-${given.servicePrincipal}`;
  const owned = { tenant: tenant.owners[0], servicePrincipal: tenant.owners[given.servicePrincipal], job: given.owner };
  const record: JobRecord = { ...base, tenantId, servicePrincipalId, jobId, snapshot, observedAt, ...readFailingSince, ...change };
  const { shape: name, template } = given;
  return { tenantId, owner: owned[tenant.split], record, kind: templates[template], shape: name, hasIncident: name === 'quarantined' };
}

/** Stores the fleet as the poller leaves it, with a grant for each of the two. */
export async function startRandomFleet(fleet: readonly RandomTenant[]) {
  const people = { chief: principal(1, 'Admin'), one: principal(2, 'Admin'), two: principal(3, 'Admin') };
  const world = createHttpWorld({ principalOf: signedIn(people) });
  const tenants = fleet.map((tenant, index): PlainTenant => {
    const tenantId = tenantIdOf(index);
    const jobs = tenant.jobs.map((given, at) => plainJob(tenant, tenantId, given, at));
    const { passMinutesAgo, hasTenantIncident, trouble } = tenant;
    const lastCompletedAt = passMinutesAgo === undefined ? undefined : isoOf(start - passMinutesAgo * minuteInMs);
    const known = { jobs, lastCompletedAt, hasTenantIncident, trouble };
    return { tenantId, owner: tenant.split === 'tenant' ? tenant.owners[0] : 'nobody', ...known };
  });
  const scopes: Record<Owner, GrantScope[]> = { one: [], two: [], nobody: [] };
  for (const [index, tenant] of tenants.entries()) {
    await store(world, tenant, fleet[index]?.row ?? 'current');
    const { tenantId } = tenant;
    const { split, owners = ['nobody', 'nobody'] } = fleet[index] ?? {};
    if (split === 'tenant') scopes[owners[0]].push({ tenantId });
    if (split === 'servicePrincipal')
      for (const at of [0, 1] as const) scopes[owners[at]].push({ tenantId, servicePrincipalId: `sp-${at}` });
    if (split === 'job')
      for (const { owner: whose, record } of tenant.jobs) {
        const { servicePrincipalId, jobId } = record;
        scopes[whose].push({ tenantId, servicePrincipalId, jobId });
      }
  }
  const at = isoOf(start);
  for (const who of ['one', 'two'] as const) {
    const { tenantId, objectId } = people[who];
    await world.grants.create({ v: 1, tenantId, objectId, scopes: scopes[who], createdAt: at, updatedAt: at, updatedBy: 'home/chief' });
  }
  /** The places that exist for somebody, told by whose they are. */
  const seenBy = (who: Who): PlainTenant[] =>
    tenants.flatMap((tenant) => {
      if (who === 'chief') return tenant;
      const isWhole = tenant.owner === who;
      const jobs = tenant.jobs.filter((each) => isWhole || each.owner === who);
      const isSeen = isWhole || scopes[who].some(({ tenantId }) => tenantId === tenant.tenantId);
      return isSeen ? { ...tenant, jobs, hasTenantIncident: tenant.hasTenantIncident && isWhole } : [];
    });
  return { ...world, tenants, seenBy, as: (who: Who, path: string) => world.call(path, { headers: { 'x-who': who } }) };
}

type World = ReturnType<typeof createHttpWorld>;

async function store(world: World, tenant: PlainTenant, row: RandomTenant['row']): Promise<void> {
  const { tenantId, jobs, lastCompletedAt } = tenant;
  await registerTenant(world, { tenantId, addedAt: isoOf(start - dayInMs), displayName: `Tenant ${tenantId.slice(0, 4)}` });
  const stored = await world.fleet.get(tenantId);
  const records = jobs.map(({ record: value }) => {
    const { servicePrincipalId, jobId } = value;
    return { servicePrincipalId, jobId, value, etag: 'W/"stored"' };
  });
  const incidents = incidentsOf(tenant).map((value) => ({ value, etag: 'W/"stored"' }));
  const memory = rememberState({ targets: [], operations: [], domains: [], hourly: [], jobs: records, incidents });
  const { reason, code } = tenant.trouble === undefined ? {} : troubles[tenant.trouble];
  const unreadable = { ...(reason && { unreadableReason: reason }), ...(code && { unreadableCode: code }) };
  const left = { v: 1, tenantId, ...(lastCompletedAt && { lastCompletedAt }), ...unreadable } as const;
  const views = await publishViews(world, { owner: 'holder', until: Number.POSITIVE_INFINITY }, left, memory);
  const tally = await tallyTenant(speakerSource, left, memory);
  const kept = { current: tally, ofOtherWords: { ...tally, words: 'others', failing: { microsoft: 99 } }, ofOlderRelease: null }[row];
  await world.fleet.merge(tenantId, { ...left, ...views, tally: kept }, stored?.etag ?? '');
}

function incidentsOf({ tenantId, jobs, hasTenantIncident }: PlainTenant): OpenIncident[] {
  const ofJobs = jobs.flatMap(({ hasIncident, record: { servicePrincipalId, jobId } }) => {
    const scope = { kind: 'job', servicePrincipalId, jobId } as const;
    const hash = incidentHash(scope, 'quarantine');
    return hasIncident ? sampleIncident(hash, { tenantId, scope, incidentId: `${tenantId}.${hash}.1` }) : [];
  });
  if (!hasTenantIncident) return ofJobs;
  const hash = incidentHash({ kind: 'tenant' }, 'consentMissing');
  const condition = 'consentMissing';
  const own = { tenantId, scope: { kind: 'tenant' }, condition, severity: 'warning', incidentId: `${tenantId}.${hash}.1` } as const;
  return [...ofJobs, sampleIncident(hash, own)];
}
