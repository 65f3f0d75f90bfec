import { unnamedCause } from '../../../dev/graph/behaviours/quarantine.ts';
import { clients } from '../../../dev/graph/world/clients.ts';
import { serviceTenantId } from '../../../lib/domain/tenant/tenant.ts';
import type { HostProcess } from '../../dev/host/support.ts';
import { buildBundle, type HostWorld, hoursAgo, iso, runNow, startHostWorld, timersOn } from '../../faults/host/host-world.ts';
import { until } from '../../support/worlds/start-world.ts';

const timersOff = Object.fromEntries(Object.keys(timersOn).map((name) => [name, '1']));

/** The bundle that ships, in a host that may end and come back on its port, before a Graph whose tenants and jobs a test moves. */
export interface LiveFleet extends Pick<HostWorld, 'cloud'> {
  urls: { api: string };
  /** Lets one tick happen, and waits until all that it gave rise to is done. */
  tick(): Promise<void>;
  /** As if the last complete reading of a tenant were so long ago; of none, as if the last tick were, and all readings with it. */
  age(inMs: number, tenantId?: string): Promise<void>;
  /** The host ends at once, and nobody answers any more. */
  kill(): Promise<void>;
  /** It is started again, where it was. */
  start(options: { ticks: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** Two tenants of three jobs; those of the second are in quarantine, and fall back into it two seconds after they were cleared. */
export async function startLiveFleet(): Promise<LiveFleet> {
  const bundle = buildBundle();
  const world = await startHostWorld(bundle.folder, {
    tenants: 2,
    servicePrincipalsPerTenant: 3,
    jobsPerServicePrincipal: 1,
    special: (tenant) =>
      tenant === 1
        ? { cause: { ...unnamedCause, tenantActionable: false }, quarantinedForHours: 100, relapses: true, interval: 'PT2S' }
        : {},
  });
  const env = {
    POLL_INTERVAL_SECONDS: '10',
    GRAPH_OPERATOR_CLIENT_ID: clients.operatorClientId,
    GRAPH_OPERATOR_CLIENT_SECRET: world.cloud.settings.GRAPH_READER_CLIENT_SECRET ?? '',
  };
  let host: HostProcess = await world.startHost(env);
  const { url } = host;
  const tenantIds = [...world.cloud.tenantIds];
  const plan = async () => {
    // Each is a tick of its own, also where the last one was a moment ago.
    for (const tenantId of tenantIds) await world.rewrite(tenantId, { lastTickId: hoursAgo(1) });
    await runNow(host);
  };
  const tick = async () => {
    const since = iso(Date.now());
    let plannedAt = 0;
    await until(async () => {
      // Where a pass was still under way, its tenant is left out: it is asked for again.
      if (Date.now() - plannedAt > 5_000) {
        plannedAt = Date.now();
        await plan();
      }
      const rows = await Promise.all(tenantIds.map(world.row));
      return rows.every((row) => row?.leaseOwner === undefined && (row?.lastAttemptAt ?? '') >= since);
    }, 'every tenant was looked at');
  };
  return {
    cloud: world.cloud,
    urls: { api: `${url}/api/v1` },
    tick,
    age: async (inMs, tenantId) => {
      const then = iso(Date.now() - inMs);
      if (tenantId !== undefined) return world.rewrite(tenantId, { lastCompletedAt: then });
      await world.rewrite(serviceTenantId, { lastTickId: then });
      const old = { lastTickId: then, lastAttemptAt: then, lastCompletedAt: then };
      for (const each of tenantIds) await world.rewrite(each, old);
    },
    kill: async () => {
      host.child.kill('SIGKILL');
      await host.exit();
    },
    start: async ({ ticks }) => {
      host = await world.startHost({ ...env, ...(ticks ? timersOn : timersOff) }, Number(new URL(url).port));
    },
    stop: async () => {
      await world.close();
      bundle.remove();
    },
  };
}
