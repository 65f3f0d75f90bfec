import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HostProcess } from '../../dev/host/support.ts';
import { until } from '../../support/worlds/start-world.ts';
import { buildBundle, type HostWorld, startHostWorld, timersOn } from '../host/host-world.ts';
import { quarantinePatch } from '../store/store-world.ts';
import { pollAll, portalBaseUrl, waitingRows } from './notify-host.ts';
import { type ObservedSink, startObservedSink } from './sink-world.ts';

const TENANTS = 10;
const CAUSES = ['AzureActiveDirectoryInvalidCredential', 'SystemForCrossDomainIdentityManagementServiceIncompatible', 'Cause & ünknown/#'];

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let sink: ObservedSink;
let host: HostProcess;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: TENANTS, servicePrincipalsPerTenant: 10, jobsPerServicePrincipal: 10 });
  sink = await startObservedSink();
  host = await world.startHost({
    ...timersOn,
    TEAMS_WEBHOOK_URL: sink.webhookUrl,
    PORTAL_BASE_URL: portalBaseUrl,
    GROUP_WAIT_SECONDS: '2',
    DISPATCH_INTERVAL_SECONDS: '5',
  });
});

afterAll(async () => {
  await world?.close();
  await sink?.close();
  bundle?.remove();
});

interface IncidentPage {
  value: { incidentId: string }[];
  nextLink?: string;
}

/** Every incident that somebody finds who follows the link of a card. */
async function follow(link: string): Promise<{ incidentIds: string[]; pages: number }> {
  const incidentIds: string[] = [];
  let pages = 0;
  for (let next: string | undefined = link.replace(portalBaseUrl, `${host.url}/api/v1`); next !== undefined; pages++) {
    const page = (await (await fetch(next)).json()) as IncidentPage;
    incidentIds.push(...page.value.map(({ incidentId }) => incidentId));
    next = page.nextLink;
  }
  return { incidentIds, pages };
}

describe('F47: a thousand jobs that go into quarantine in one tick', () => {
  it('are told in at most ten cards, from which each of them is reached, and none is lost', async () => {
    await pollAll(world, host);
    const jobs = world.cloud.tenantIds.flatMap((tenantId) => world.cloud.jobs(tenantId));
    expect(jobs).toHaveLength(1_000);
    for (const [index, { document }] of jobs.entries()) world.cloud.patch(document.id, quarantinePatch(CAUSES[index % CAUSES.length]));
    const startedAt = performance.now();
    await pollAll(world, host);
    await until(async () => (await waitingRows(world)).length === 0, 'every card is sent', 60_000);
    const toldInMs = performance.now() - startedAt;

    const states = await Promise.all(world.cloud.tenantIds.map((tenantId) => world.direct.state.readNow(tenantId)));
    const incidents = states.flatMap((state) => state.incidents.map(({ value }) => value));
    const told = incidents.flatMap((value) => ('announced' in value && value.announced?.opened ? [value.incidentId] : []));
    expect(new Set(told).size).toBe(1_000);

    const cards = await sink.cards();
    expect(cards.length).toBeLessThanOrEqual(10);
    for (const { bytes } of cards) expect(bytes).toBeLessThanOrEqual(20_480);
    const links = [...JSON.stringify(cards).matchAll(/"url":"(http:[^"]*\/incidents\?[^"]*)"/g)].map(([, url = '']) => url);
    const found = await Promise.all([...new Set(links)].map(follow));
    const reached = new Set([...found.flatMap(({ incidentIds }) => incidentIds), ...cards.flatMap(({ incidentIds }) => incidentIds)]);
    expect(told.filter((id) => !reached.has(id))).toEqual([]);
    expect(found.some(({ pages }) => pages > 1)).toBe(true);
    process.stdout.write(`1,000 quarantines: ${cards.length} cards, the last one accepted after ${Math.round(toldInMs)} ms\n`);
  }, 120_000);
});
