import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { busyTenants } from '../support/stored-rows/busy-tenants.ts';
import { countStored } from '../support/stored-rows/count-readable.ts';
import { type Continuation, goOn } from '../support/stored-rows/go-on.ts';
import {
  isDeadlineNear,
  isReminderDue,
  isStillBad,
  readStoredRows,
  type StoredCard,
  type StoredIncident,
  sortState,
} from '../support/stored-rows/stored-rows.ts';
import { admin, jobPath } from '../support/worlds/operation-world.ts';

const rows = readStoredRows();
const state = sortState(rows);
const removedTenant = busyTenants.kestrel;
const isWatched = ({ tenantId }: { tenantId: string }) => tenantId !== removedTenant;
const holds = (incident: StoredIncident) => isStillBad(incident, rows.graph);
const hasEnded = (incident: StoredIncident) =>
  isWatched(incident) && incident.state === 'open' && !holds(incident) && incident.flappingSince === undefined;
const overInHarborCity = state.past.find(({ tenantId, condition }) => tenantId === busyTenants.harborCity && condition === 'quarantine');

let after: Continuation;

beforeAll(async () => {
  after = await goOn(rows);
}, 120_000);

afterAll(async () => {
  await after?.world[Symbol.asyncDispose]();
});

/** Whether the sender had posted a card before it died. */
function wasPosted({ incidentId, kind }: StoredCard): boolean {
  return rows.told.some((card) => card.kind === kind && card.incidentIds.includes(incidentId));
}

describe('rows that the first release wrote', () => {
  it('are read by the stores, every one', () => {
    expect(after.readable).toEqual(countStored(rows));
    expect(after.world.tenant.log.entries.filter(({ text }) => text.includes('left alone'))).toEqual([]);
  });

  it('are shown by the API at once, and all of them once their tenants were polled', () => {
    const listed = state.open.filter(isWatched).filter(({ announced }) => announced !== undefined);
    const { listedBefore, listedAfter } = after;
    expect(listedBefore.incidents).toEqual(expect.arrayContaining(listed.map(({ incidentId }) => incidentId)));
    const open = state.open.filter((incident) => isWatched(incident) && !hasEnded(incident));
    expect(listedAfter.incidents).toEqual(expect.arrayContaining(open.map(({ incidentId }) => incidentId)));
    const jobs = state.jobs.filter((job) => isWatched(job) && job.removedAt === undefined);
    expect([...listedBefore.jobs].sort()).toEqual(jobs.map(({ jobId }) => jobId).sort());
    const missing = jobs.filter(({ readFailingSince }) => readFailingSince !== undefined).map(({ jobId }) => jobId);
    expect([...listedAfter.jobs].sort()).toEqual([...listedBefore.jobs].filter((jobId) => !missing.includes(jobId)).sort());
  });

  it('keep their history: each job tells every event it had', async () => {
    for (const job of state.jobs.filter(isWatched)) {
      const seqs: number[] = [];
      let next: string | undefined = `${jobPath(job)}/history?pageSize=200`;
      for (; next !== undefined; ) {
        const { status, json }: { status: number; json: { value: { seq?: number }[]; nextLink?: string } } = await after.world.get(next);
        expect({ job: job.jobId, status }).toEqual({ job: job.jobId, status: 200 });
        seqs.push(...json.value.flatMap(({ seq }) => seq ?? []));
        next = json.nextLink;
      }
      const stored = state.events.filter(
        ({ jobId, servicePrincipalId }) => jobId === job.jobId && servicePrincipalId === job.servicePrincipalId,
      );
      expect(seqs).toEqual(expect.arrayContaining(stored.map(({ seq }) => seq)));
    }
  });

  it('let a pass go on at its cursor, and free a lease whose holder died', async () => {
    const all = rows.graph.find(({ tenantId }) => tenantId === busyTenants.tessera)?.servicePrincipals.map(({ id }) => id) ?? [];
    expect(after.firstReads.get(busyTenants.tessera)).toEqual(all.sort().slice(20));
    for (const tenantId of [busyTenants.tessera, busyTenants.mercator]) {
      const row = await after.world.tenant.fleetRow(tenantId);
      expect(row.leaseOwner).toBeUndefined();
      expect(row.lastCompletedAt?.localeCompare(rows.at)).toBe(1);
    }
  });

  it('close a tenant that was removed: no card, and nothing left but its history', async () => {
    const { ports } = after.world.tenant;
    expect(await ports.fleet.get(removedTenant)).toBeUndefined();
    expect((await ports.tenants.get(removedTenant))?.value.removedAt).toBeDefined();
    for (const incident of state.open.filter((each) => !isWatched(each))) {
      const past = await ports.state.getPastIncident(removedTenant, incident.hash, incident.openedSeq);
      expect(past).toMatchObject({ incidentId: incident.incidentId, resolution: 'tenantRemoved' });
      expect(after.kindsOf(incident.incidentId).length).toBe(0);
    }
  });
});

describe('incidents of the first release', () => {
  it('that still hold are the same ones, and what people said of them stands', async () => {
    const holding = state.open.filter(isWatched).filter(holds);
    for (const { incidentId, openedAt, acknowledgedAt, snoozedUntil } of holding) {
      const { json } = await after.world.get(`/incidents/${incidentId}`);
      expect(json).toMatchObject({
        incidentId,
        state: 'open',
        openedAt,
        ...(acknowledgedAt && { acknowledgedAt }),
        ...(snoozedUntil && { snoozedUntil }),
      });
    }
    expect(holding.length).toBeGreaterThan(10);
    const { problems } = after.listedAfter;
    expect([...new Set(problems)]).toEqual(problems);
  });

  it('that do not hold any more are resolved once, unless they flap', async () => {
    const ended = state.open.filter(hasEnded);
    for (const incident of ended) {
      const { json } = await after.world.get(`/incidents/${incident.incidentId}`);
      expect(json).toMatchObject({ state: 'closed', resolution: 'recovered' });
      expect(json.timeline.filter(({ what }: { what: string }) => what === 'resolved')).toHaveLength(1);
      expect(await after.currentIncident(incident)).toMatchObject({ state: 'stub', hash: incident.hash, openedSeq: incident.openedSeq });
    }
    expect(ended.length).toBeGreaterThan(1);
    for (const flapping of state.open.filter(({ flappingSince }) => flappingSince !== undefined)) {
      expect(await after.currentIncident(flapping)).toMatchObject({
        state: 'open',
        incidentId: flapping.incidentId,
        flappingSince: flapping.flappingSince,
      });
    }
  });

  it('that were over stay over', async () => {
    for (const { incidentId, resolution } of state.past.filter(isWatched)) {
      expect((await after.world.get(`/incidents/${incidentId}`)).json).toMatchObject({ incidentId, state: 'closed', resolution });
    }
    for (const stub of state.stubs) expect(await after.currentIncident(stub)).toMatchObject({ state: 'stub', openedSeq: stub.seq });
  });

  it('go on being numbered where they were: the next opening is the next one', async () => {
    const { tenantId = '', hash = '', openedSeq = 0, scope } = overInHarborCity ?? {};
    const { servicePrincipalId = '', jobId = '' } = scope ?? {};
    after.world.tenant.patch({ tenantId, servicePrincipalId, jobId }, { status: { code: 'Quarantine' } });
    await after.world.live(1);
    const again = `${tenantId}.${hash}.${openedSeq + 1}`;
    expect((await after.world.get(`/incidents/${again}`)).json).toMatchObject({ incidentId: again, state: 'open' });
    expect(after.kindsOf(again).length).toBe(1);
  });
});

describe('cards of the first release', () => {
  const claimed = state.cards.filter(({ cardId }) => cardId !== undefined);

  it('that nobody had taken are told once', () => {
    for (const { incidentId, kind } of state.cards.filter(isWatched).filter(({ cardId }) => cardId === undefined)) {
      expect({ incidentId, kind, times: after.kindsOf(incidentId).length }).toEqual({ incidentId, kind, times: 1 });
    }
  });

  it('that a sender had taken when it died are told, and at most once more', () => {
    for (const { incidentId, kind } of claimed) {
      expect({ incidentId, kind, times: after.kindsOf(incidentId).length }).toEqual({ incidentId, kind, times: 1 });
    }
    // Both deaths are there: before the post and after it.
    expect(new Set(claimed.map(wasPosted))).toEqual(new Set([true, false]));
  });

  it('that were told are not told again: an incident without a waiting card is heard of when it ends, when its job will be switched off, or a day after its last card', () => {
    const waiting = new Set(state.cards.map(({ incidentId }) => incidentId));
    const others = [...state.open, ...state.past].filter(({ incidentId }) => !waiting.has(incidentId));
    for (const incident of others) {
      const { incidentId, condition } = incident;
      const kinds = after.kindsOf(incidentId);
      if (hasEnded(incident)) {
        expect([incidentId, ...kinds.filter((kind) => kind === 'resolved' || kind === 'opened')]).toEqual([incidentId, 'resolved']);
      } else {
        expect([incidentId, condition, ...kinds]).toEqual([
          incidentId,
          condition,
          ...(isDeadlineNear(incident, rows) ? ['deadline'] : isReminderDue(incident, rows.at) ? ['reminder'] : []),
        ]);
      }
    }
    expect(others.filter(({ announced }) => announced !== undefined).length).toBeGreaterThan(10);
  });

  it('leave the outbox', async () => {
    const left = await Promise.all(
      [...after.world.tenant.tenantIds, '_service'].map((tenantId) => after.world.tenant.ports.outbox.list(tenantId)),
    );
    expect(left.flat()).toEqual([]);
  });
});

describe('operations of the first release', () => {
  it('are sent once if they were never sent, after an approval where they wait for one, and never again once they may have been', () => {
    for (const { tenantId, jobId } of state.operations) {
      const unsent = state.operations.filter(
        (other) => other.jobId === jobId && other.postingAt === undefined && ['NotStarted', 'AwaitingApproval'].includes(other.status),
      );
      expect({ jobId, posts: after.postsTo(jobId) }).toEqual({ jobId, posts: isWatched({ tenantId }) ? unsent.length : 0 });
    }
    expect(after.world.posts().length).toBeGreaterThan(3);
  });

  it('come to an end, and those that had ended stay as they were', async () => {
    for (const { operationId, finishedAt, status, verification, error } of state.operations.filter(isWatched)) {
      const { json } = await after.world.get(`/operations/${operationId}`);
      if (finishedAt !== undefined) expect(json).toMatchObject({ status, ...(error && { error: { code: error.code } }) });
      else expect(['Succeeded', 'Failed']).toContain(json.status);
      if (finishedAt !== undefined && verification !== 'pending') expect(json.verification).toBe(verification);
    }
  });

  it('that a worker left after its request end as Graph shows: carried out, or with an unknown outcome', async () => {
    const doubtful = state.operations.filter(({ postingAt, finishedAt }) => postingAt !== undefined && finishedAt === undefined);
    const ends = await Promise.all(doubtful.map(async ({ operationId }) => (await after.world.get(`/operations/${operationId}`)).json));
    expect(new Set(ends.map(({ action, status, error }) => [action, status, error?.code].join(' ')))).toEqual(
      new Set(['pause Succeeded ', 'restart Failed OutcomeUnknown']),
    );
  });

  it('are the same under their Idempotency-Key', async () => {
    const before = after.world.posts().length;
    for (const { operationId, by, path, idempotencyKey: key, body } of rows.asked.filter(({ path }) => !path.includes(removedTenant))) {
      const again = await after.world.post(path, { key, body, caller: admin(by) });
      expect({ status: again.status, operationId: again.json.operationId }).toEqual({ status: 202, operationId });
      expect((await after.world.post(path, { key, body: { ...(body as object), reason: 'another' }, caller: admin(by) })).json.code).toBe(
        'IdempotencyKeyReused',
      );
    }
    await after.world.work();
    expect(after.world.posts().length).toBe(before);
  });

  it('of a removed tenant are canceled', async () => {
    const ended = await after.world.tenant.ports.operations.list(removedTenant);
    expect(ended.map(({ status, error }) => [status, error?.code])).toEqual([['Canceled', 'TenantRemoved']]);
  });
});

describe('messages of the first release', () => {
  it('are understood; only what was set aside becomes a dead letter, each once', async () => {
    const texts = Object.fromEntries(Object.entries(rows.queues).map(([queue, list]) => [queue, list.length]));
    expect(after.handled).toEqual(texts);
    for (const queue of ['poll-tenant', 'run-operation']) {
      const since = await after.world.tenant.ports.deadLetterReader.countSince(queue, new Date(Date.parse(rows.at) - 1).toISOString());
      expect({ queue, since }).toEqual({ queue, since: texts[`${queue}-poison`] });
    }
  });
});
