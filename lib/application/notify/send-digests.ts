import { decideUse, isDigestDue } from '../../domain/channel/channel.ts';
import { allowance } from '../../domain/channel/rate-windows.ts';
import { describeDigest } from '../../domain/notification/describe-notice.ts';
import { isoOf } from '../../domain/time.ts';
import { type DispatchDeps, type DispatchOptions, termsOf } from './dispatch-deps.ts';
import { type Dispatch, noteDelivery, post } from './send-card.ts';
import { type Channel, hasTime } from './senders-lease.ts';

/** The weekly "still watching" card of each channel that works. */
export async function sendDigests(deps: DispatchDeps, dispatch: Dispatch, options: DispatchOptions): Promise<void> {
  for (const channel of dispatch.lease.channels.values()) {
    if (channel.etag === undefined) await noteFirstUse(deps, channel);
    if (mayGo(deps, dispatch, channel)) await sendDigest(deps, dispatch, options, channel);
  }
}

// A channel that never had a card must still count its first week.
async function noteFirstUse(deps: DispatchDeps, channel: Channel): Promise<void> {
  const etag = await deps.channels.put(channel.record);
  if (etag !== undefined) channel.etag = etag;
}

function mayGo({ clock }: DispatchDeps, { lease }: Dispatch, { record }: Channel): boolean {
  const now = clock.now();
  const { waitInMs } = allowance(record.sentAt, record.windows, now);
  return isDigestDue(record, now) && decideUse(record, now) === 'send' && waitInMs === 0 && hasTime(lease, now);
}

async function sendDigest(deps: DispatchDeps, dispatch: Dispatch, options: DispatchOptions, channel: Channel): Promise<void> {
  const terms = termsOf(deps, options);
  const message = describeDigest(dispatch.pending.fleet, terms);
  const delivery = await post(deps, dispatch, channel, message);
  if (delivery.outcome === 'accepted') {
    dispatch.sent += 1;
    channel.record = { ...channel.record, lastDigestAt: isoOf(terms.now) };
  }
  await noteDelivery(deps, dispatch, channel, delivery);
}
