import { setImmediate } from 'node:timers/promises';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import type { OpenTable } from '../../../lib/adapters/tables/transport/table.ts';
import { type ChangeCursor, listChanges } from '../../../lib/application/show/list-changes.ts';
import type { ToldChange } from '../../../lib/application/show/tell-change.ts';
import { createFleetCache } from '../../../lib/application/tenant/fleet-cache.ts';
import { publishViews } from '../../../lib/application/tenant/held/publish-views.ts';
import { keepLease, releaseLease, takeLease } from '../../../lib/application/tenant/held/tenant-lease.ts';
import { rememberIncident, rememberJob, rememberState, type TenantMemory } from '../../../lib/application/tenant/held/tenant-memory.ts';
import type { Visibility } from '../../../lib/domain/access/visibility.ts';
import type { OpenIncident } from '../../../lib/domain/incident/incident.ts';
import { stubOf } from '../../../lib/domain/incident/incident-life.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import type { StateWrite } from '../../../lib/domain/tenant/decide/state-write.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { createJitteryTables } from '../../support/storage/jittery-tables.ts';
import { createMortalTables } from '../../support/storage/mortal-tables.ts';
import { sampleEvent, sampleIncident, sampleJob, sampleOperation } from '../../support/storage/state-samples.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';

export const leaseInMs = 90_000;
const options = { leaseInMs, pollIntervalInMs: 300_000 };
const start = Date.parse('2026-11-21T10:00:00.000Z');
const isoOf = (millis: number) => new Date(millis).toISOString();

type Stores = ReturnType<typeof createStores>;

/** Several instances over one storage, each with a clock of its own that is off by less than a lease. */
export function createChangesWorld(random: () => number, openTable: OpenTable = createInMemoryTables()) {
  const log = createRecordingLog();
  const time = { at: start };
  const plain = createStores({ openTable, log });
  const clockOff = (offInMs: number) => ({ now: () => time.at + offInMs, sleep: async () => undefined, random });
  const skew = () => Math.floor((random() - 0.5) * leaseInMs * 0.98);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  let made = 0;

  /** One process: it may be killed at any of its calls, or be held up for minutes between two of them. */
  function instance(mortal: boolean) {
    const life = { callsLeft: mortal && random() < 0.3 ? Math.floor(random() * 12) : Number.POSITIVE_INFINITY };
    const stores = createStores({ openTable: createMortalTables(createJitteryTables(openTable, random), life), log });
    return { ...stores, clock: clockOff(skew()), log };
  }

  async function rest(): Promise<void> {
    for (let turns = Math.floor(random() * 6); turns > 0; turns--) await setImmediate();
    if (random() < 0.2) time.at += Math.floor(random() * leaseInMs);
  }

  /** A pass that finds something, or nothing, and publishes it. */
  async function pass(tenantId: string, { mortal, changes }: { mortal: boolean; changes: number }): Promise<void> {
    const deps = instance(mortal);
    const force = isoOf(deps.clock.now());
    const answer = await takeLease(deps, { v: 1, tenantId, force, rebuild: random() < 0.3 } as never, options);
    if (!answer.taken) return;
    const { lease } = answer;
    const memory = rememberState(await deps.state.readNow(tenantId));
    for (let change = 0; change < changes; change++) {
      await rest();
      await keepLease(deps, lease, options);
      // Somebody may be held up between the look at the lease and the writing.
      await rest();
      await changeState(deps, tenantId, memory);
    }
    await keepLease(deps, lease, options);
    const views = await publishViews(deps, lease, lease.row, memory);
    await rest();
    await releaseLease(deps, lease, views);
  }

  async function changeState(deps: Stores & { clock: { now(): number } }, tenantId: string, memory: TenantMemory): Promise<void> {
    const at = isoOf(deps.clock.now());
    const index = Math.floor(random() * 3);
    const [servicePrincipalId, jobId] = [`sp-${index % 2}`, `job-${index}`];
    const key = { tenantId, servicePrincipalId, jobId };
    const stored = await deps.state.getJob(key);
    const { removedAt, ...before }: JobRecord = stored?.value ?? { ...sampleJob(index), ...key, seq: 0 };
    const isRemoval = removedAt === undefined && random() < 0.15;
    const job: JobRecord = { ...before, seq: before.seq + 1, ...(isRemoval && { removedAt: at }) };
    const event = sampleEvent(index, job.seq, { ...key, at, observedAt: at });
    const writes: StateWrite[] = [
      { type: 'job', value: job, ...(stored && { etag: stored.etag }) },
      { type: 'event', value: event },
    ];
    const incident = random() < 0.5 ? await incidentWrites(deps, key, at) : undefined;
    const [outcome] = await deps.state.commit(tenantId, [[...writes, ...(incident?.writes ?? [])]]);
    if (outcome !== 'committed') return;
    rememberJob(memory, { value: job });
    if (incident) rememberIncident(memory, { value: incident.after });
  }

  async function incidentWrites(deps: Stores, { tenantId, servicePrincipalId, jobId }: JobKeyOf, at: string) {
    const hash = `${servicePrincipalId}-${jobId}`.padEnd(22, '-');
    const known = await deps.state.getIncident(tenantId, hash);
    const etag = known && { etag: known.etag };
    if (known?.value.state === 'open') {
      const closed = { ...known.value, state: 'closed', resolvedAt: at, resolution: 'recovered', updatedAt: at } as const;
      const after = stubOf(closed);
      return {
        after,
        writes: [
          { type: 'pastIncident', value: closed },
          { type: 'incident', value: after, ...etag },
        ] satisfies StateWrite[],
      };
    }
    const openedSeq = (known?.value.openedSeq ?? 0) + 1;
    const scope = { kind: 'job', servicePrincipalId, jobId } as const;
    const after: OpenIncident = sampleIncident(hash, {
      tenantId,
      scope,
      openedSeq,
      incidentId: `${tenantId}.${hash}.${openedSeq}`,
      openedAt: at,
      updatedAt: at,
    });
    return { after, writes: [{ type: 'incident', value: after, ...etag }] satisfies StateWrite[] };
  }

  /** Somebody acknowledges an incident over HTTP: no lease guards that. */
  async function acknowledge(tenantId: string): Promise<void> {
    const deps = instance(true);
    const state = await deps.state.readNow(tenantId);
    const open = state.incidents.flatMap(({ value, etag }) => (value.state === 'open' ? [{ value, etag }] : []));
    if (open.length === 0) return;
    const { value, etag } = pick(open);
    const at = isoOf(deps.clock.now());
    const incident: OpenIncident = { ...value, acknowledgedAt: at, acknowledgedBy: `home/${made++}`, updatedAt: at };
    await deps.state.commit(tenantId, [[{ type: 'incident', value: incident, etag }]]);
  }

  /** Somebody asks for an operation, or its worker takes it a step further. */
  async function operate(tenantId: string): Promise<void> {
    const deps = instance(true);
    const index = Math.floor(random() * 3);
    const key = { tenantId, servicePrincipalId: `sp-${index % 2}`, jobId: `job-${index}` };
    const current = await deps.operations.findCurrent(key);
    const at = isoOf(deps.clock.now());
    if (current !== undefined && current.value.status !== 'Succeeded') {
      const status = current.value.status === 'NotStarted' ? 'Running' : 'Succeeded';
      await deps.operations.replace({ ...current.value, status, updatedAt: at }, current);
      return;
    }
    const hash = `op-${made++}`.padEnd(22, '-');
    await deps.operations.create(
      sampleOperation(hash, { ...key, operationId: `${tenantId}.${hash}`, createdAt: at, updatedAt: at }),
      current,
    );
  }

  /** Somebody who mirrors what they see: all that they were told, in order. */
  function mirror(visible: Visibility) {
    const deps = { ...createStores({ openTable: createJitteryTables(openTable, random), log }), clock: clockOff(skew()) };
    const fleetRows = createFleetCache(deps);
    const told: ToldChange[] = [];
    let cursor: ChangeCursor | undefined;
    return {
      told,
      async read(pageSize: number): Promise<void> {
        for (let isMore = true; isMore; ) {
          const page = await listChanges({ ...deps, fleetRows }, { visible, since: cursor, pageSize, leaseInMs });
          told.push(...page.value);
          // As it goes over the wire.
          cursor = JSON.parse(JSON.stringify(page.cursor)) as ChangeCursor;
          isMore = page.isMore && random() < 0.8;
        }
      },
    };
  }

  return {
    time,
    plain,
    pass,
    acknowledge,
    operate,
    mirror,
    rest,
    pick,
    async addTenant(tenantId: string): Promise<void> {
      if ((await plain.tenants.get(tenantId)) === undefined) await registerTenant(plain, { tenantId, addedAt: isoOf(time.at) });
    },
  };
}

interface JobKeyOf {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
}
