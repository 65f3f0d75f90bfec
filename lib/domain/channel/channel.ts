import { defined } from '../optional.ts';
import { ageInMs, dayInMs, isoOf, millisOf, minuteInMs } from '../time.ts';
import type { ChannelName, Delivery, DeliveryFault } from './delivery.ts';
import { defaultWindows, type RateWindow, withSent } from './rate-windows.ts';

/** `unproven`: cards are accepted, but nothing shows that they appear. */
type ChannelState = 'unproven' | 'ok' | 'failing' | 'broken';

/** What is known of one channel; never its address, only the host and a fingerprint. Times are UTC ISO. */
export interface ChannelRecord {
  v: 1;
  name: ChannelName;
  state: ChannelState;
  /** Host and the first 8 hex digits of the address's SHA-256. A new address starts the record anew. */
  label: string;
  createdAt: string;
  windows: readonly RateWindow[];
  /** Milliseconds since the epoch of the cards the windows still count. */
  sentAt: number[];
  consecutiveFailures: number;
  failingSince?: string;
  lastFault?: DeliveryFault;
  /** Nothing is posted before this time. */
  notBefore?: string;
  lastAttemptAt?: string;
  lastAcceptedAt?: string;
  lastProvenAt?: string;
  /** When the last weekly card was accepted. */
  lastDigestAt?: string;
  /** The sender's lease; only on `primary`. */
  leaseOwner?: string;
  leaseUntil?: string;
}

const brokenAfterInMs = dayInMs;
const probeEveryInMs = 15 * minuteInMs;
const firstBackOffInMs = 15_000;
/** A channel that names a later time is looked at again after a day. */
const longestOrderInMs = dayInMs;
/** A flow that answers nothing but 202 for so long is no longer proven. */
const provenForInMs = 31 * dayInMs;

export function newChannel(name: ChannelName, label: string, now: number): ChannelRecord {
  return { v: 1, name, state: 'unproven', label, createdAt: isoOf(now), windows: defaultWindows, sentAt: [], consecutiveFailures: 0 };
}

/** The record for the address now configured: another address is another channel, but the lease stays. */
export function forAddress(record: ChannelRecord, label: string, now: number): ChannelRecord {
  if (record.label === label) return record;
  const { leaseOwner, leaseUntil } = record;
  return { ...newChannel(record.name, label, now), ...(leaseOwner && { leaseOwner }), ...(leaseUntil && { leaseUntil }) };
}

type ChannelUse = 'send' | 'probe' | 'wait';

/** Whether a card may go out now. A broken channel is tried every 15 minutes, with everything that waited. */
export function decideUse(channel: ChannelRecord, now: number): ChannelUse {
  if (millisOf(channel.notBefore) > now) return 'wait';
  return channel.state === 'broken' ? 'probe' : 'send';
}

/** The record after a post. `random` (0 ≤ x < 1) spreads the back-off. */
export function afterDelivery(channel: ChannelRecord, delivery: Delivery, now: number, random: number): ChannelRecord {
  const sentAt = withSent(channel.sentAt, channel.windows, now);
  const attempted = { ...channel, sentAt, lastAttemptAt: isoOf(now) };
  return delivery.outcome === 'accepted' ? accepted(attempted, delivery.proven, now) : failed(attempted, delivery, now, random);
}

function accepted(channel: ChannelRecord, proven: boolean, now: number): ChannelRecord {
  const { failingSince: _since, lastFault: _fault, notBefore: _notBefore, ...rest } = channel;
  const at = isoOf(now);
  const lastProvenAt = proven ? at : channel.lastProvenAt;
  const isProven = lastProvenAt !== undefined && ageInMs(lastProvenAt, now) < provenForInMs;
  return {
    ...rest,
    state: isProven ? 'ok' : 'unproven',
    consecutiveFailures: 0,
    lastAcceptedAt: at,
    ...(lastProvenAt && { lastProvenAt }),
  };
}

function failed(channel: ChannelRecord, delivery: Exclude<Delivery, { outcome: 'accepted' }>, now: number, random: number): ChannelRecord {
  const failingSince = channel.failingSince ?? isoOf(now);
  const consecutiveFailures = channel.consecutiveFailures + 1;
  const isBroken = channel.state === 'broken' || delivery.outcome !== 'retry' || ageInMs(failingSince, now) >= brokenAfterInMs;
  const asked = delivery.outcome === 'retry' ? Math.min(delivery.retryAfterInMs ?? 0, longestOrderInMs) : 0;
  const delayInMs = isBroken ? Math.max(asked, probeEveryInMs) : Math.max(asked, backOffInMs(consecutiveFailures, random));
  return {
    ...channel,
    state: isBroken ? 'broken' : 'failing',
    failingSince,
    consecutiveFailures,
    lastFault: delivery.fault,
    notBefore: isoOf(now + delayInMs),
  };
}

function backOffInMs(failures: number, random: number): number {
  return Math.min(probeEveryInMs, firstBackOffInMs * 2 ** Math.min(failures - 1, 10)) * (0.5 + random / 2);
}

const digestEveryInMs = 7 * dayInMs;

/**
 * Whether the weekly card is due: a flow without a successful trigger for 90 days is switched off, and only an expected card makes silence
 * mean something. https://learn.microsoft.com/power-automate/limits-and-config#expiration-limits
 */
export function isDigestDue(channel: ChannelRecord, now: number): boolean {
  return ageInMs(channel.lastDigestAt ?? channel.createdAt, now) >= digestEveryInMs;
}

/** What the API shows of a channel. */
export type ChannelSummary = Pick<
  ChannelRecord,
  'name' | 'state' | 'consecutiveFailures' | 'failingSince' | 'lastFault' | 'notBefore' | 'lastAcceptedAt' | 'lastProvenAt' | 'lastDigestAt'
>;

export function summariseChannel(channel: ChannelRecord): ChannelSummary {
  const { name, state, consecutiveFailures, failingSince, lastFault, notBefore, lastAcceptedAt, lastProvenAt, lastDigestAt } = channel;
  const times = defined({ failingSince, lastFault, notBefore, lastAcceptedAt, lastProvenAt, lastDigestAt });
  return { name, state, consecutiveFailures, ...times };
}
