import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HostProcess } from '../../dev/host/support.ts';
import { until } from '../../support/worlds/start-world.ts';
import { buildBundle, type HostWorld, iso, runNow, startHostWorld } from '../host/host-world.ts';
import { quarantinePatch } from '../store/store-world.ts';
import { letTickPass, pollAll, portalBaseUrl, rewriteChannel, runOnce, waitingRows } from './notify-host.ts';
import { type ObservedSink, startObservedSink } from './sink-world.ts';

const KILLS = process.env.SOAK === '1' ? 40 : 6;
/** Kills fall anywhere between the order to poll and well after the second card. */
const LAST_MOMENT_IN_MS = 1_700;
/** So long a card is on its way, that some kills fall between a post and its mark. */
const DELIVERY_IN_MS = 300;

let bundle: ReturnType<typeof buildBundle>;
let world: HostWorld;
let sink: ObservedSink;

beforeAll(async () => {
  bundle = buildBundle();
  world = await startHostWorld(bundle.folder, { tenants: 1, servicePrincipalsPerTenant: 4, jobsPerServicePrincipal: Math.ceil(KILLS / 4) });
  sink = await startObservedSink();
});

afterAll(async () => {
  await world?.close();
  await sink?.close();
  bundle?.remove();
});

const startHost = () => world.startHost({ TEAMS_WEBHOOK_URL: sink.webhookUrl, PORTAL_BASE_URL: portalBaseUrl, GROUP_WAIT_SECONDS: '0' });

/** How often each card was accepted, by kind and incident. */
async function accepted(): Promise<Map<string, number>> {
  const told = new Map<string, number>();
  for (const { kind, incidentIds } of await sink.cards()) {
    for (const key of incidentIds.map((id) => `${kind} ${id}`)) told.set(key, (told.get(key) ?? 0) + 1);
  }
  return told;
}

/** What waiting for the lease of a dead sender comes to. A living one is never robbed of its own. */
async function letLeasePass(): Promise<void> {
  await rewriteChannel(world, 'primary', { leaseUntil: iso(0) });
}

/** Sends again and again, each time after the pauses of the channel. */
async function sendAll(host: HostProcess): Promise<void> {
  await until(async () => {
    await rewriteChannel(world, 'primary', { sentAt: [], notBefore: iso(0) });
    await runOnce(host, 'dispatch-notifications');
    return (await waitingRows(world)).length === 0;
  }, 'every card is sent');
}

async function dispatchUntil(host: HostProcess, isOver: () => Promise<boolean> | boolean): Promise<void> {
  for (; !(await isOver()); await delay(20 + 100 * Math.random())) await runNow(host, 'dispatch-notifications');
  host.child.kill('SIGKILL');
  await host.exit();
}

describe('a host that is killed while quarantines appear', () => {
  it(
    `loses no card, and repeats one only when it dies between its post and its mark: ${KILLS} kills`,
    async () => {
      let host = await startHost();
      await pollAll(world, host);
      const jobs = world.cloud.jobs(world.cloud.tenantIds[0] ?? '').map(({ document }) => document.id);
      const mayRepeat = new Map<string, number>();
      await sink.fault({ fault: { kind: 'acceptThenTimeout' } }, { fault: { kind: 'delay', delayInMs: DELIVERY_IN_MS }, times: null });
      for (let kill = 0; kill < KILLS; kill++) {
        world.cloud.patch(jobs[kill] ?? '', quarantinePatch(`Cause${kill}`));
        if (kill > 0) world.cloud.patch(jobs[kill - 1] ?? '', { status: { code: 'Active' } });
        await letTickPass(world);
        await rewriteChannel(world, 'primary', { sentAt: [] });
        await runNow(host);
        const moment = performance.now() + (kill / KILLS + Math.random() / KILLS) * LAST_MOMENT_IN_MS;
        // The first one surely falls between a post and its mark.
        await dispatchUntil(host, kill === 0 ? async () => (await sink.cards()).length > 0 : () => performance.now() >= moment);

        host = await startHost();
        const told = await accepted();
        for (const key of (await waitingRows(world)).map(({ kind, incidentId }) => `${kind} ${incidentId}`)) {
          if (told.has(key)) mayRepeat.set(key, 1);
        }
        await letLeasePass();
        await pollAll(world, host);
        await sendAll(host);
      }

      const told = await accepted();
      const openings = [...told.keys()].filter((key) => key.startsWith('opened '));
      const ends = [...told.keys()].filter((key) => key.startsWith('resolved '));
      expect([openings.length, ends.length]).toEqual([KILLS, KILLS - 1]);
      for (const end of ends) expect(openings).toContain(end.replace('resolved', 'opened'));
      const repeated = [...told].filter(([, times]) => times > 1).map(([key, times]) => [key, times - 1]);
      expect(new Map(repeated as [string, number][])).toEqual(mayRepeat);
      expect(repeated.length).toBeGreaterThan(0);
      process.stdout.write(`${KILLS} kills: ${told.size} cards, 0 lost, ${repeated.length} repeated once\n`);
    },
    60_000 + KILLS * 10_000,
  );
});
