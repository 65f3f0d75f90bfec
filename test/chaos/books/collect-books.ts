import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import type { Incident } from '../../../lib/domain/incident/incident.ts';
import type { JobEvent } from '../../../lib/domain/job/event.ts';
import { serviceTenantId } from '../../../lib/domain/tenant/tenant.ts';
import type { Prober } from '../drive/probe.ts';
import { retryAfterInSeconds } from '../plan/plan-faults.ts';
import { type ChaosWorld, freshLimitInMs } from '../world/chaos-world.ts';
import type { BookedCard, Books, FinalList, Kill, Order, Outage } from './books.ts';
import { waitingCards } from './channel-book.ts';

interface Notes {
  prober: Prober;
  final: FinalList;
  kills: Kill[];
  orders: Order[];
  outages: Outage[];
}

/** Reads the books of the simulator, of the channel and of the tables, past every proxy. */
export async function collectBooks(world: ChaosWorld, { prober, final, kills, orders, outages }: Notes): Promise<Books> {
  const { cloud, sink, direct } = world;
  const tenantIds = [...cloud.tenantIds, serviceTenantId];
  const received = await sink.cards();
  const requests = (await (await fetch(`${cloud.graphUrl}/_log`)).json()) as LogEntry[];
  const incidents = (await Promise.all(tenantIds.map((tenantId) => incidentsOf(world, tenantId)))).flat();
  const operations = (await Promise.all(cloud.tenantIds.map((tenantId) => direct.operations.list(tenantId)))).flat();
  const events = await eventsOf(world);
  const rows = [await direct.fleet.list(), await direct.channels.get('primary'), await direct.sightings.list(), incidents, operations];
  return {
    freshLimitInMs,
    retryAfterInMs: retryAfterInSeconds * 1000,
    truth: world.truth.spells,
    events,
    claims: [...prober.claims.values()],
    final,
    incidents,
    waiting: await waitingCards(world),
    cards: received.map(({ at, status, kind, incidentIds, card }) => ({
      at: Date.parse(at),
      status,
      kind,
      incidentIds,
      unnamed: unnamedOn(card),
    })),
    posts: (await sink.requests()).map(({ at, status }) => ({ at: Date.parse(at), status })),
    requests,
    owners: new Map(world.jobs.map(({ servicePrincipalId, tenantId }) => [servicePrincipalId, tenantId])),
    operations,
    orders,
    kills,
    outages,
    deaths: world.host.deaths,
    answers: prober.answers,
    leaks: leaksIn(world.secrets, {
      'the log of the host': world.host.output(),
      'the tables': JSON.stringify([rows, [...events.values()]]),
      'a card': JSON.stringify(received.map(({ card }) => card)),
      'an answer of the API': JSON.stringify([...prober.claims.values()]),
    }),
  };
}

/** How many problems a card tells of by their number alone. */
function unnamedOn(card: unknown): BookedCard['unnamed'] {
  return Number(/"and ([\d,]+) more"/.exec(JSON.stringify(card))?.[1]?.replaceAll(',', '') ?? 0);
}

async function incidentsOf({ direct }: ChaosWorld, tenantId: string): Promise<Incident[]> {
  const current = (await direct.state.readNow(tenantId)).incidents.map(({ value }) => value).filter((value) => value.state === 'open');
  const past: Incident[] = [];
  for (let after: string | undefined; ; ) {
    const page = await direct.state.listPastIncidents(tenantId, { pageSize: 500, ...(after !== undefined && { after }) });
    past.push(...page.value);
    after = page.after;
    if (after === undefined) return [...current, ...past];
  }
}

async function eventsOf({ direct, jobs }: ChaosWorld): Promise<Map<string, JobEvent[]>> {
  const events = new Map<string, JobEvent[]>();
  for (const { id, tenantId, servicePrincipalId, job } of jobs) {
    const { value } = await direct.state.listEvents({ tenantId, servicePrincipalId, jobId: job.document.id }, { pageSize: 1_000 });
    events.set(id, value.reverse());
  }
  return events;
}

function leaksIn(secrets: readonly string[], places: Record<string, string>): string[] {
  return Object.entries(places).flatMap(([place, text]) => (secrets.some((secret) => text.includes(secret)) ? [place] : []));
}
