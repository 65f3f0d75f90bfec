import { publishViews } from '../../../lib/application/tenant/held/publish-views.ts';
import { rememberState } from '../../../lib/application/tenant/held/tenant-memory.ts';
import { incidentHash } from '../../../lib/application/tenant/identifiers.ts';
import type { GrantScope } from '../../../lib/domain/access/grant.ts';
import type { Place } from '../../../lib/domain/access/visibility.ts';
import type { IncidentScope } from '../../../lib/domain/incident/incident.ts';
import { stubOf } from '../../../lib/domain/incident/incident-life.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import type { JobKey } from '../../../lib/domain/job/synchronization-job.ts';
import { sampleClosedIncident, sampleIncident, sampleJob, sampleOperation } from '../../support/storage/state-samples.ts';
import { principal, signedIn } from '../support/people.ts';
import { createHttpWorld, start } from '../support/support.ts';

/** A text that stands for one place of the fleet and is found nowhere else. `part`: whoever sees a part of the place may read it. */
export interface Fact {
  text: string;
  place: Place;
  part?: true;
}

/** Something with an address of its own. */
export interface Thing {
  path: string;
  place: Place;
}

const letters = ['a', 'b', 'c'] as const;
const tenantIdOf = (letter: string) => `${letter.repeat(8)}-1111-4111-8111-111111111111`;
const servicePrincipalIdOf = (letter: string, number: number) => `${letter.repeat(7)}${number}-2222-4222-8222-222222222222`;
export const tenantIds = letters.map(tenantIdOf);

const people = { chief: principal(1, 'Admin'), one: principal(2, 'Admin'), two: principal(3, 'Admin') };
export type Who = keyof typeof people;

/** The two share a tenant, and nothing in it. */
const scopesOf: Record<Exclude<Who, 'chief'>, GrantScope[]> = {
  one: [{ tenantId: tenantIdOf('a') }, { tenantId: tenantIdOf('c'), servicePrincipalId: servicePrincipalIdOf('c', 1) }],
  two: [{ tenantId: tenantIdOf('b') }, { tenantId: tenantIdOf('c'), servicePrincipalId: servicePrincipalIdOf('c', 2), jobId: 'job-c2x' }],
};

/** Told without the product: whether one of somebody's scopes holds the place, or, for a part, lies in it. */
export function mayRead(who: Who, { place, part }: Pick<Fact, 'place' | 'part'>): boolean {
  if (who === 'chief') return true;
  const parts = ({ tenantId, servicePrincipalId, jobId }: Place) => [tenantId, servicePrincipalId, jobId].filter((id) => id !== undefined);
  const begins = (long: Place, short: Place) => parts(short).every((id, at) => parts(long)[at] === id);
  return scopesOf[who].some((scope) => begins(place, scope) || (part === true && begins(scope, place)));
}

/** Two jobs in each of two service principals of each of three tenants, each with all that a job can have. */
export async function startDividedFleet() {
  const world = createHttpWorld({ principalOf: signedIn(people) });
  const at = new Date(start).toISOString();
  for (const who of ['one', 'two'] as const) {
    const { tenantId, objectId } = people[who];
    const scopes = scopesOf[who];
    await world.grants.create({ v: 1, tenantId, objectId, scopes, createdAt: at, updatedAt: at, updatedBy: 'home/chief' });
  }
  const facts: Fact[] = [];
  const things: Thing[] = [];
  for (const letter of letters) await fillTenant(world, letter, { facts, things });
  return { ...world, facts, things };
}

export type DividedFleet = Awaited<ReturnType<typeof startDividedFleet>>;

interface Collected {
  facts: Fact[];
  things: Thing[];
}

type World = ReturnType<typeof createHttpWorld>;

async function fillTenant(world: World, letter: string, { facts, things }: Collected): Promise<void> {
  const tenantId = tenantIdOf(letter);
  const whole = { tenantId };
  facts.push({ text: tenantId, place: whole, part: true }, { text: `Tenant ${letter.repeat(4)}`, place: whole, part: true });
  facts.push(...['cause', 'audit', 'Unheard'].map((kind) => ({ text: `${kind}-${letter}-whole`, place: whole })));
  things.push({ path: `/tenants/${tenantId}`, place: { ...whole } });
  const jobs: JobRecord[] = [];
  const open = [incidentOf({ kind: 'tenant' }, tenantId, `${letter}-whole`)];
  for (const number of [1, 2]) {
    const servicePrincipalId = servicePrincipalIdOf(letter, number);
    const place = { tenantId, servicePrincipalId };
    const name = `${letter}${number}`;
    facts.push({ text: servicePrincipalId, place, part: true }, { text: `cause-${name}-whole`, place });
    open.push(incidentOf({ kind: 'servicePrincipal', servicePrincipalId }, tenantId, `${name}-whole`));
    for (const suffix of ['x', 'y']) {
      const key = { ...place, jobId: `job-${name}${suffix}` };
      jobs.push(jobOf(key, `${name}${suffix}`, jobs.length));
      open.push(incidentOf({ kind: 'job', servicePrincipalId, jobId: key.jobId }, tenantId, `${name}${suffix}`));
    }
  }
  await world.poll(tenantId, jobs, {}, open);
  await world.state.commit(
    tenantId,
    open.map((value) => [{ type: 'incident', value } as const]),
  );
  for (const incident of open) {
    const { kind: _, ...place } = incident.scope;
    things.push({ path: `/incidents/${incident.incidentId}`, place: { tenantId, ...place } });
  }
  for (const job of jobs) await fillJob(world, job, { facts, things });
  await world.sightings.record({
    family: 'synchronization-error',
    code: `Unheard-${letter}-whole`,
    tenantId,
    at: new Date(start).toISOString(),
  });
  await world.audit.add(auditOf({ tenantId }, `${letter}-whole`));
  await publish(world, tenantId);
}

/** What a pass publishes: the recent past with it. */
async function publish({ clock, fleet, views, state, operations }: World, tenantId: string): Promise<void> {
  const row = await fleet.get(tenantId);
  if (row === undefined) throw new Error('the fleet row is missing');
  const memory = rememberState(await state.readNow(tenantId));
  const { viewHash, viewVersion } = await publishViews(
    { clock, views, state, operations },
    { owner: 'holder', until: Number.POSITIVE_INFINITY },
    row.value,
    memory,
  );
  await fleet.merge(tenantId, { viewHash, viewVersion }, row.etag);
}

async function fillJob(world: World, job: JobRecord, { facts, things }: Collected): Promise<void> {
  const { tenantId, servicePrincipalId, jobId } = job;
  const place = { tenantId, servicePrincipalId, jobId };
  const name = jobId.slice('job-'.length);
  const hash = `operation-${name}`.padEnd(22, '-');
  const over = incidentHash({ kind: 'job', servicePrincipalId, jobId }, 'silent');
  facts.push(
    ...['job', 'App', 'error', 'cause', 'over', 'reason', 'audit', 'operation'].map((kind) => ({ text: `${kind}-${name}`, place })),
  );
  facts.push({ text: over, place });
  things.push(
    ...['', '/history', '/trend'].map((rest) => ({
      path: `/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}${rest}`,
      place,
    })),
    { path: `/operations/${tenantId}.${hash}`, place },
    { path: `/incidents/${tenantId}.${over}.1`, place },
  );
  const closed = sampleClosedIncident(over, {
    tenantId,
    incidentId: `${tenantId}.${over}.1`,
    scope: { kind: 'job', servicePrincipalId, jobId },
    condition: 'silent',
    causeCode: `over-${name}`,
  });
  await world.state.commit(tenantId, [
    [
      { type: 'pastIncident', value: closed },
      { type: 'incident', value: stubOf(closed) },
    ],
  ]);
  const request = { reason: `reason-${name}` };
  await world.operations.create(sampleOperation(hash, { ...place, operationId: `${tenantId}.${hash}`, request, status: 'Succeeded' }));
  await world.audit.add(auditOf(place, name));
}

function jobOf(key: JobKey, name: string, index: number): JobRecord {
  const base = sampleJob(index);
  const quarantine = { reason: 'EncounteredQuarantineException', seriesCount: 1, error: { code: `error-${name}`, message: 'refused' } };
  const snapshot = { ...base.snapshot, jobId: key.jobId, state: 'Quarantine', quarantine } as const;
  return { ...base, ...key, displayName: `App-${name}`, health: 'critical', reasons: ['quarantined'], snapshot };
}

function incidentOf(scope: IncidentScope, tenantId: string, name: string) {
  const condition = scope.kind === 'job' ? 'quarantine' : scope.kind === 'tenant' ? 'unreachable' : 'servicePrincipalUnreadable';
  const hash = incidentHash(scope, condition);
  return sampleIncident(hash, {
    tenantId,
    incidentId: `${tenantId}.${hash}.1`,
    scope,
    condition,
    causeCode: `cause-${name}`,
    displayName: 'It',
  });
}

function auditOf(place: Place, name: string) {
  const { tenantId, servicePrincipalId, jobId } = place;
  const of = { ...(servicePrincipalId && { servicePrincipalId }), ...(jobId && { jobId }) };
  const at = new Date(start).toISOString();
  return {
    v: 1,
    tenantId,
    ...of,
    at,
    phase: 'done',
    actor: 'home/somebody',
    action: 'test',
    subjectId: `audit-${name}`,
    detail: `audit-${name}`,
  } as const;
}
