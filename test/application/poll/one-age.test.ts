import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../dev/graph/model/random.ts';
import { createStores } from '../../../lib/adapters/tables/create-stores.ts';
import { handlePollMessage } from '../../../lib/application/poll/handle-poll-message.ts';
import type { PollDeps, PollOptions } from '../../../lib/application/poll/poll-options.ts';
import type { GraphReader, Ports } from '../../../lib/application/ports/ports.ts';
import { UpstreamError, type UpstreamReason } from '../../../lib/domain/errors.ts';
import type { TargetRead } from '../../../lib/domain/job/job-read.ts';
import type { JobSnapshot, ServicePrincipal } from '../../../lib/domain/job/synchronization-job.ts';
import { isoOf } from '../../../lib/domain/time.ts';
import { execution, snapshot } from '../../domain/fixtures.ts';
import { createRecordingLog } from '../../support/recording-log.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { registerTenant } from '../../support/worlds/register-tenant.ts';
import { showAll } from '../../support/worlds/shown-world.ts';
import { speakerSource } from '../../support/worlds/speaker-source.ts';
import { createWorldClock, type WorldClock } from '../../support/worlds/world-clock.ts';

const histories = process.env.SOAK === '1' ? 10_000 : 120;
const tenantId = '11111111-1111-4111-8111-111111111111';
const minuteInMs = 60_000;
const intervalInMs = 5 * minuteInMs;
const startAt = Date.parse('2026-03-02T08:00:00Z');

const options: PollOptions = {
  pollIntervalInMs: intervalInMs,
  leaseInMs: 90_000,
  concurrency: 1,
  budgetInMs: 60_000,
  discoveryIntervalInMs: 3 * intervalInMs,
  historyInMs: 90 * 24 * 60 * minuteInMs,
  auditInMs: 400 * 24 * 60 * minuteInMs,
  reminderInMs: 24 * 60 * minuteInMs,
  channelConfigured: false,
};

type Random = () => number;
type Pick = <Item>(items: readonly Item[]) => Item;

const reasons: readonly UpstreamReason[] = ['consentMissing', 'unauthorized', 'throttled', 'unavailable', 'malformed', 'notFound'];

/** What goes wrong in one pass. */
interface Trouble {
  /** Service principals whose item fails. */
  items: Map<string, { reason: UpstreamReason; retryAfterInMs?: number }>;
  /** The n-th request of the pass and all after it fail as a whole. */
  wholeFrom: number;
  wholeReason: UpstreamReason;
  delayInMs: number;
  /** The job whose rows somebody else always is first to change. */
  contended?: string;
}

interface Fake {
  jobs: Map<string, JobSnapshot[]>;
  trouble: Trouble;
  /** When the list that holds the job was last asked for with success. */
  servedAt: Map<string, number>;
}

const calm: Trouble = { items: new Map(), wholeFrom: Number.POSITIVE_INFINITY, wholeReason: 'unavailable', delayInMs: 0 };

function startFake(random: Random): Fake {
  // More than a batch now and then.
  const most = random() < 0.2 ? 30 : 5;
  const ids = Array.from({ length: 1 + Math.floor(random() * most) }, (_, index) => `sp-${String(index).padStart(2, '0')}`);
  const jobs = new Map(ids.map((id) => [id, random() < 0.1 ? [] : [snapshot({ jobId: `job-of-${id}` })]]));
  return { jobs, trouble: calm, servedAt: new Map() };
}

/** Graph as the port shows it: lists, failing items, failing requests, and time that passes meanwhile. */
function createFakeGraph(fake: Fake, clock: WorldClock): GraphReader & { begin(): void } {
  let requests = 0;
  const found = (): ServicePrincipal[] => [...fake.jobs.keys()].map((id) => ({ id, displayName: `App ${id}` }));
  const request = () => {
    requests += 1;
    clock.advance(fake.trouble.delayInMs);
    const { wholeFrom, wholeReason: reason } = fake.trouble;
    if (requests >= wholeFrom) throw new UpstreamError({ service: 'graph', operation: 'test', reason, detail: 'as a whole' });
  };
  const read = (servicePrincipalId: string, sentAt: number): TargetRead => {
    const failed = fake.trouble.items.get(servicePrincipalId);
    const base = { servicePrincipalId, observedAt: isoOf(sentAt) };
    if (failed !== undefined) return { ok: false, ...base, failure: { ...failed, detail: 'by itself' } };
    const jobs = fake.jobs.get(servicePrincipalId) ?? [];
    for (const { jobId } of jobs) fake.servedAt.set(jobId, sentAt);
    return { ok: true, ...base, jobs, malformed: [] };
  };
  return {
    begin: () => {
      requests = 0;
    },
    readJobs: async (_tenantId, ids) => {
      const sentAt = clock.at;
      request();
      return ids.map((id) => read(id, sentAt));
    },
    findServicePrincipals: async () => {
      request();
      return found().slice(0, 25);
    },
    listServicePrincipals: async () => {
      request();
      return { value: found() };
    },
    readTenantName: async () => undefined,
    clockSkewInSeconds: () => undefined,
  };
}

function someTrouble(fake: Fake, random: Random, pick: Pick): Trouble {
  if (random() < 0.4) return { ...calm, delayInMs: pick([0, 0, 3_000, 40_000]) };
  const ids = [...fake.jobs.keys()];
  const failing = random() < 0.1 ? ids : ids.filter(() => random() < 0.15);
  const told = () => (random() < 0.3 ? { retryAfterInMs: pick([1_000, 40_000, 900_000]) } : {});
  return {
    items: new Map(failing.map((id) => [id, { reason: pick(reasons), ...told() }])),
    wholeFrom: random() < 0.3 ? 1 + Math.floor(random() * 4) : Number.POSITIVE_INFINITY,
    wholeReason: pick(['unavailable', 'consentMissing', 'throttled', 'malformed']),
    delayInMs: pick([0, 500, 3_000, 40_000]),
    ...(random() < 0.3 && { contended: `job-of-${pick(ids)}` }),
  };
}

/** Changes some jobs: a state that everybody is shown, or a run that only the document tells of. */
function changeSomething(fake: Fake, random: Random, pick: Pick): void {
  const isOnlyRuns = random() < 0.5;
  for (const [id, jobs] of fake.jobs) {
    if (random() > 0.3) continue;
    const state = pick(['Active', 'Active', 'Paused', 'NotConfigured'] as const);
    const run = pick(['Succeeded', 'EntryLevelErrors'] as const);
    const changed = jobs.map((job) => {
      const lastExecution = execution({
        activityIdentifier: `run-${random()}`,
        state: isOnlyRuns ? (job.lastExecution?.state ?? run) : run,
      });
      return { ...job, lastExecution, ...(!isOnlyRuns && random() < 0.5 && { state }) };
    });
    fake.jobs.set(id, changed);
  }
  if (!isOnlyRuns && random() < 0.1) fake.jobs.set(`sp-new-${random()}`, [snapshot({ jobId: `job-of-${random()}` })]);
}

/** A store in which somebody else always is first to change the rows of one job; `onLost` hears of it. */
function contend(state: Ports['state'], fake: Fake, onLost: (jobId: string) => void): Ports['state'] {
  return {
    ...state,
    commit: async (tenantId, groups) => {
      const isLost = (group: (typeof groups)[number]) =>
        group.some((write) => write.type === 'job' && write.value.jobId === fake.trouble.contended);
      const outcomes = await state.commit(
        tenantId,
        groups.map((group) => (isLost(group) ? [] : group)),
      );
      if (groups.some(isLost)) onLost(fake.trouble.contended ?? '');
      return outcomes.map((outcome, index) => (isLost(groups[index] ?? []) ? 'conflict' : outcome));
    },
  };
}

/** Lives one history and answers how often the places told different things, and how often one told of a reading that was not. */
async function live(seed: number): Promise<{ different: number; invented: number; looks: number }> {
  const random = createRandom(seed);
  const pick: Pick = (items) => items[Math.floor(random() * items.length)] as (typeof items)[number];
  const clock = createWorldClock(startAt, seed);
  const fake = startFake(random);
  const log = createRecordingLog();
  const stores = createStores({ openTable: createInMemoryTables(), log });
  const graph = createFakeGraph(fake, clock);
  const lost = new Set<string>();
  const ports: PollDeps & Ports = {
    ...stores,
    ...speakerSource,
    hourlyReaders: [],
    clock,
    log,
    graph,
    state: contend(stores.state, fake, (jobId) => lost.add(jobId)),
  };
  await registerTenant(stores, { tenantId, addedAt: isoOf(startAt) });
  const sum = { different: 0, invented: 0, looks: 0 };
  for (let step = 0; step < 8; step += 1) {
    clock.at = (Math.floor(clock.at / intervalInMs) + pick([1, 1, 1, 2, 4])) * intervalInMs + Math.floor(random() * 3_000);
    fake.trouble = someTrouble(fake, random, pick);
    changeSomething(fake, random, pick);
    lost.clear();
    graph.begin();
    const passAt = clock.at;
    const message = random() < 0.8 ? { v: 1, tenantId, tickId: isoOf(passAt) } : { v: 1, tenantId, force: isoOf(passAt) };
    await handlePollMessage(ports, options, message, 'message');
    for (const waitInMs of [0, Math.floor(random() * 8 * minuteInMs), intervalInMs]) {
      clock.advance(waitInMs);
      const { list, documents, counted, actors } = await showAll(ports, intervalInMs);
      const isEqual = [counted.documents, counted.status, counted.metrics].every((counts) => sameCounts(counts, counted.list));
      const isSameActor = sameCounts(actors.documents, actors.status);
      if (!isEqual || !isSameActor || list.some((job, index) => !isSame(job, documents[index]?.job))) sum.different += 1;
      sum.invented += list.filter(({ jobId, observedAt }) => Date.parse(observedAt) > (fake.servedAt.get(jobId) ?? 0)).length;
      sum.invented += list.filter(({ jobId, observedAt }) => lost.has(jobId) && Date.parse(observedAt) >= passAt).length;
      sum.looks += 1;
    }
  }
  return sum;
}

function isSame(one: object, other: object | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function sameCounts(one: object, other: object): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
}

describe('how old a reading is', () => {
  it(`is one answer in list, document, status and metrics, and never of a reading that was not, in ${histories} random histories`, async () => {
    const wrong: number[] = [];
    let looks = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const { different, invented, ...of } = await live(seed);
      looks += of.looks;
      if (different + invented > 0) wrong.push(seed);
    }
    expect({ wrong, looks }).toEqual({ wrong: [], looks: histories * 24 });
  }, 3_600_000);
});
