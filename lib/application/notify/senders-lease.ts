import { randomUUID } from 'node:crypto';
import { type ChannelRecord, forAddress, newChannel } from '../../domain/channel/channel.ts';
import type { ChannelName } from '../../domain/channel/delivery.ts';
import { isoOf, millisOf } from '../../domain/time.ts';
import type { Notifier, Ports } from '../ports/ports.ts';
import { retryOnConflict } from '../tenant/retry-on-conflict.ts';

type Deps = Pick<Ports, 'channels' | 'clock'>;

const attempts = 8;

/** A configured channel with what is known of it; `etag` is absent until it is first written. */
export interface Channel {
  notifier: Notifier;
  record: ChannelRecord;
  etag?: string;
}

/** The right to send, until `until` (ms since the epoch), less the reserve that the last card needs to end. */
export interface SendersLease {
  until: number;
  reserveInMs: number;
  channels: Map<ChannelName, Channel>;
  /** Holds the lease; also there when no such channel is configured. */
  holder: { record: ChannelRecord; etag: string };
}

/**
 * Takes the lease of all sending, on the row of the first channel. Undefined while another sender has it.
 * @throws ConflictError `Conflict` when others always are first.
 */
export async function takeSendersLease(deps: Deps, notifiers: readonly Notifier[], leaseInMs: number): Promise<SendersLease | undefined> {
  const labelOf = (name: ChannelName) => notifiers.find((notifier) => notifier.name === name)?.label ?? 'none';
  return retryOnConflict(deps, { attempts, subject: "The sender's lease" }, async () => {
    const now = deps.clock.now();
    const stored = await deps.channels.get('primary');
    if (millisOf(stored?.value.leaseUntil) > now) return undefined;
    const known = stored ? forAddress(stored.value, labelOf('primary'), now) : newChannel('primary', labelOf('primary'), now);
    const until = now + leaseInMs;
    const record = { ...known, leaseOwner: randomUUID(), leaseUntil: isoOf(until) };
    const etag = await deps.channels.put(record, stored?.etag);
    if (etag === undefined) return 'conflict';
    const reserveInMs = Math.min(15_000, leaseInMs / 2);
    const lease: SendersLease = { until, reserveInMs, channels: new Map(), holder: { record, etag } };
    for (const notifier of notifiers) lease.channels.set(notifier.name, await openChannel(deps, notifier, lease));
    return lease;
  });
}

async function openChannel(deps: Deps, notifier: Notifier, { holder }: SendersLease): Promise<Channel> {
  if (notifier.name === 'primary') return { notifier, ...holder };
  const now = deps.clock.now();
  const stored = await deps.channels.get(notifier.name);
  if (stored === undefined) return { notifier, record: newChannel(notifier.name, notifier.label, now) };
  return { notifier, record: forAddress(stored.value, notifier.label, now), etag: stored.etag };
}

/** Whether there is still time to claim, post and mark one more card. */
export function hasTime({ until, reserveInMs }: SendersLease, now: number): boolean {
  return now < until - reserveInMs;
}

/** Milliseconds a post that starts now may take: it ends before the lease does, with two seconds left for its mark. */
export function postTimeoutInMs({ until, reserveInMs }: SendersLease, now: number): number {
  return Math.max(1_000, Math.min(10_000, reserveInMs - 2_000, until - now - 2_000));
}

/** Stores what became of a channel. False when another sender has taken over: this one must stop. */
export async function saveChannel(deps: Deps, lease: SendersLease, channel: Channel, record: ChannelRecord): Promise<boolean> {
  const etag = await deps.channels.put(record, channel.etag);
  if (etag === undefined) {
    lease.until = 0;
    return false;
  }
  channel.record = record;
  channel.etag = etag;
  if (record.name === 'primary') lease.holder = { record, etag };
  return true;
}

/** Gives the lease back. */
export async function releaseSendersLease(deps: Deps, { holder }: SendersLease): Promise<void> {
  const { leaseOwner: _owner, leaseUntil: _until, ...record } = holder.record;
  await deps.channels.put(record, holder.etag);
}
