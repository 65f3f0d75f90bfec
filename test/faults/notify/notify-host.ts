import type { ChannelRecord } from '../../../lib/domain/channel/channel.ts';
import type { ChannelName } from '../../../lib/domain/channel/delivery.ts';
import type { HostProcess } from '../../dev/host/support.ts';
import { until } from '../../support/worlds/start-world.ts';
import { type HostWorld, hoursAgo, iso, runNow } from '../host/host-world.ts';

/** Where cards say that incidents are shown; nothing listens there, a test puts the host's address in its place. */
export const portalBaseUrl = 'http://127.0.0.1:1/api/v1';

/** Cards that still wait, of the fleet and of the service itself. */
export async function waitingRows({ direct, cloud }: HostWorld) {
  const lists = await Promise.all([...cloud.tenantIds, '_service'].map((tenantId) => direct.outbox.list(tenantId)));
  return lists.flat().map(({ value }) => value);
}

/** What waiting for the leases of the dead and for the next tick comes to. */
export async function letTickPass(world: HostWorld): Promise<void> {
  for (const tenantId of world.cloud.tenantIds) {
    await world.rewrite(tenantId, { lastTickId: hoursAgo(2), leaseUntil: iso(Date.now() - 1) });
  }
}

/** Rewrites what is known of a channel: for what would take minutes otherwise. */
export async function rewriteChannel({ direct }: HostWorld, name: ChannelName, change: Partial<ChannelRecord>): Promise<void> {
  for (;;) {
    const stored = await direct.channels.get(name);
    if (stored === undefined || (await direct.channels.put({ ...stored.value, ...change }, stored.etag)) !== undefined) return;
  }
}

/** Polls every tenant once more and waits until each is read completely. */
export async function pollAll(world: HostWorld, host: HostProcess): Promise<void> {
  await letTickPass(world);
  const since = iso(Date.now());
  await runNow(host);
  await until(async () => {
    const rows = await Promise.all(world.cloud.tenantIds.map(world.row));
    return rows.every((row) => row?.leaseOwner === undefined && (row?.lastCompletedAt ?? '') >= since);
  }, 'every tenant is read');
}

/** Runs a timer's function once, to its end. */
export async function runOnce(host: HostProcess, name: string): Promise<void> {
  const runs = () => host.output().match(new RegExp(`\\[${name}\\] \\w+: (Succeeded|Failed)`, 'g'))?.length ?? 0;
  const before = runs();
  await runNow(host, name);
  await until(() => runs() > before, `${name} has run`);
}
