import { summariseChannel } from '../../domain/channel/channel.ts';
import type { ChannelName } from '../../domain/channel/delivery.ts';
import { type AlertOptions, incidentWrites } from '../../domain/tenant/decide/incident-writes.ts';
import { serviceTenantId } from '../../domain/tenant/tenant.ts';
import { isoOf } from '../../domain/time.ts';
import { serviceWatchedEvent } from '../../domain/view/fleet-events.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetReader, FleetSnapshot } from '../tenant/fleet-cache.ts';
import { publishViews } from '../tenant/held/publish-views.ts';
import { type LeaseOptions, releaseLease, takeLease } from '../tenant/held/tenant-lease.ts';
import { rememberState } from '../tenant/held/tenant-memory.ts';
import { incidentHash } from '../tenant/identifiers.ts';
import type { MonitorState } from './judge-monitor.ts';
import { countSetAside, judgeSelf, type SelfFinding } from './judge-self.ts';

type WatchDeps = Pick<Ports, 'clock' | 'log' | 'fleet' | 'state' | 'views' | 'operations' | 'channels' | 'deadLetterReader'> & {
  fleetRows: FleetReader;
};
export type WatchOptions = AlertOptions & LeaseOptions & { configuredChannels: readonly ChannelName[] };

/** Another run at the same time tells what it found. */
export type WatchReport = { reason: 'leaseHeld' } | { reason: 'watched'; monitor: MonitorState; snapshot: FleetSnapshot };

/**
 * Judges the service itself: whether its ticks happen, its channels take cards, its cards leave and its messages can be handled. Each is
 * an incident of the pseudo-tenant `_service`; a second run at the same time does nothing.
 */
export async function watchSelf(deps: WatchDeps, options: WatchOptions): Promise<WatchReport> {
  const now = deps.clock.now();
  await deps.fleet.create(serviceTenantId, { createdAt: isoOf(now) });
  const answer = await takeLease(deps, { v: 1, tenantId: serviceTenantId, force: isoOf(now), rebuild: true }, options);
  if (!answer.taken) return { reason: 'leaseHeld' };
  const { lease } = answer;
  const channels = await readChannels(deps, options.configuredChannels);
  const [snapshot, setAside] = await Promise.all([deps.fleetRows.read(), countSetAside(deps, now)]);
  const { monitor, findings } = judgeSelf({ snapshot, channels, setAside, pollIntervalInMs: options.pollIntervalInMs, now });
  const asked = await writeIncidents(deps, findings, options, now);
  const views = await publishViews(deps, lease, lease.row, rememberState(await deps.state.readNow(serviceTenantId)));
  await releaseLease(deps, lease, {
    ...views,
    monitor,
    monitorJudgedAt: isoOf(now),
    channels: channels.map(summariseChannel),
    ...(asked && { outboxPendingSince: lease.row.outboxPendingSince ?? isoOf(now) }),
  });
  const brokenChannels = channels.filter(({ state }) => state === 'broken').length;
  const rows = [...snapshot.tenants, lease.row];
  deps.log.info('Service watched', serviceWatchedEvent({ monitor, rows, brokenChannels, setAside, at: isoOf(now) }));
  return { reason: 'watched', monitor, snapshot };
}

async function readChannels({ channels }: WatchDeps, configured: readonly ChannelName[]) {
  const stored = await Promise.all(configured.map((name) => channels.get(name)));
  return stored.flatMap((channel) => channel?.value ?? []);
}

/** True when a card was asked for. */
async function writeIncidents(deps: WatchDeps, findings: readonly SelfFinding[], options: WatchOptions, now: number): Promise<boolean> {
  const memory = rememberState(await deps.state.readNow(serviceTenantId));
  const groups = findings
    .map(({ condition, name, displayName, causeCode, isBad }) =>
      incidentWrites(
        memory,
        { tenantId: serviceTenantId, scope: { kind: 'service', name }, condition, displayName, flips: [] },
        { verdict: isBad ? 'open' : 'clear', cause: { causeCode } },
        { ...options, incidentHash, now },
      ),
    )
    .map(({ writes }) => writes)
    .filter((writes) => writes.length > 0);
  // A conflict is decided again at the next turn: the dispatcher or an operator changed the incident first.
  const outcomes = groups.length === 0 ? [] : await deps.state.commit(serviceTenantId, groups);
  return groups.some((writes, index) => outcomes[index] === 'committed' && writes.some(({ type }) => type === 'outbox'));
}
