import { randomUUID } from 'node:crypto';
import { afterDelivery } from '../../domain/channel/channel.ts';
import type { Delivery } from '../../domain/channel/delivery.ts';
import { formatCardKey } from '../../domain/ids.ts';
import type { OutboxRow } from '../../domain/incident/incident.ts';
import type { Message, Subject } from '../../domain/notification/message.ts';
import type { CardGroup } from '../../domain/notification/plan-cards.ts';
import { defined } from '../../domain/optional.ts';
import { isoOf } from '../../domain/time.ts';
import { cardPostedEvent } from '../../domain/view/fleet-events.ts';
import type { Stored } from '../ports/stored.ts';
import { readSubjects } from './card-subjects.ts';
import { claimCards } from './claim-cards.ts';
import type { DispatchDeps } from './dispatch-deps.ts';
import { fitRows } from './fit-rows.ts';
import { markCards, type SentCard } from './mark-cards.ts';
import type { PendingCards } from './pending-cards.ts';
import { type Channel, hasTime, postTimeoutInMs, type SendersLease, saveChannel } from './senders-lease.ts';

/** One run of the sender. */
export interface Dispatch {
  lease: SendersLease;
  pending: PendingCards;
  /** Accepted by a channel, but not yet marked in the store; kept between runs, because a failed mark is no reason to send again. */
  unmarked: Map<string, SentCard>;
  sent: number;
}

export type SendOutcome = Delivery['outcome'] | 'nothingToTell' | 'contested' | 'outOfTime' | 'leaseLost';

interface CardToSend {
  channel: Channel;
  group: CardGroup;
  /** The card that tells of them; only the first `lines` have a line. */
  describe(subjects: Subject[], lines: number): Message;
  /** Goes out even when no row is left to tell. */
  isProbe?: boolean;
}

/** Claim, post, mark: the only order in which a crash repeats at most one card and loses none. */
export async function sendCard(
  deps: DispatchDeps,
  dispatch: Dispatch,
  { channel, group, describe, isProbe = false }: CardToSend,
): Promise<SendOutcome> {
  const { pending, lease } = dispatch;
  const { tenantNames } = pending;
  const cardId = randomUUID();
  const { rows, lines } = await fitRows(deps, group, { notifier: channel.notifier, tenantNames, describe });
  const stored = rows.map((row) => pending.rows.get(formatCardKey(row))).filter((row) => row !== undefined);
  const { claimed, dropped } = await claimCards(deps, stored, { cardId, until: lease.until });
  for (const row of dropped) pending.rows.delete(formatCardKey(row));
  if (claimed.length === 0 && !isProbe) return dropped.length > 0 ? 'nothingToTell' : 'contested';
  const subjects = await readSubjects(deps, claimed, { tenantNames, lines });
  if (!hasTime(lease, deps.clock.now())) return 'outOfTime';
  const { delivery, told } = await postFitting(deps, dispatch, channel, {
    subjects,
    lines,
    describe,
    ...defined({ isMass: group.isMass }),
  });
  if (delivery.outcome === 'accepted') {
    dispatch.sent += 1;
    const at = isoOf(deps.clock.now());
    const incidentIds = new Set(told.map(({ incident }) => incident.incidentId));
    const sent = claimed
      .filter(({ row }) => incidentIds.has(row.incidentId))
      .map(({ row }) => ({ row, channel: channel.notifier.name, at }));
    if (sent.length > 0)
      deps.log.info(
        'Card accepted',
        cardPostedEvent(
          channel.notifier.label,
          sent.map(({ row }) => row),
          at,
        ),
      );
    await settleSent(deps, dispatch, sent);
  }
  const outcome = await noteDelivery(deps, dispatch, channel, delivery);
  deps.log.info('Card posted', { cardId, channel: channel.notifier.label, incidents: told.length, ...delivery });
  return outcome;
}

interface Posting extends Pick<CardToSend, 'describe'>, Pick<CardGroup, 'isMass'> {
  subjects: Subject[];
  lines: number;
}

/** Posts what has been claimed. A channel that finds the card too large gets half of its lines: the others go next. */
async function postFitting(
  deps: DispatchDeps,
  dispatch: Dispatch,
  channel: Channel,
  { subjects, lines, describe, isMass }: Posting,
): Promise<{ delivery: Delivery; told: Subject[] }> {
  let told = subjects;
  let named = Math.min(lines, subjects.length);
  for (;;) {
    const message = describe(told, named);
    if (named <= 1) return { delivery: await post(deps, dispatch, channel, message), told };
    const timeoutInMs = postTimeoutInMs(dispatch.lease, deps.clock.now());
    const delivery = await channel.notifier.send(message, { timeoutInMs });
    if (delivery.outcome !== 'tooLarge') return { delivery, told };
    named = hasTime(dispatch.lease, deps.clock.now()) ? Math.ceil(named / 2) : 1;
    if (!isMass) told = told.slice(0, named);
  }
}

/** Posts one message and, where it is refused for its size, once more in its shortest form while the lease still covers it. */
export async function post({ clock }: DispatchDeps, { lease }: Dispatch, { notifier }: Channel, message: Message): Promise<Delivery> {
  const delivery = await notifier.send(message, { timeoutInMs: postTimeoutInMs(lease, clock.now()) });
  if (delivery.outcome !== 'tooLarge') return delivery;
  return notifier.send(message, { timeoutInMs: postTimeoutInMs(lease, clock.now()), minimal: true });
}

/** Keeps on the channel's row what became of a post. */
export async function noteDelivery(deps: DispatchDeps, { lease }: Dispatch, channel: Channel, delivery: Delivery): Promise<SendOutcome> {
  const record = afterDelivery(channel.record, delivery, deps.clock.now(), deps.clock.random());
  if (record.state !== channel.record.state) deps.log.warn('Channel changed its state', { channel: record.label, state: record.state });
  return (await saveChannel(deps, lease, channel, record)) ? delivery.outcome : 'leaseLost';
}

/** Marks accepted cards; what cannot be marked now is remembered and never sent again by this process. */
export async function settleSent(deps: DispatchDeps, { pending, unmarked }: Dispatch, sent: readonly SentCard[]): Promise<void> {
  for (const card of sent) unmarked.set(formatCardKey(card.row), card);
  const left = new Set((await markCards(deps, sent)).map(({ row }) => formatCardKey(row)));
  for (const key of sent.map(({ row }) => formatCardKey(row)).filter((key) => !left.has(key))) {
    unmarked.delete(key);
    pending.rows.delete(key);
  }
}

/** What still has to be told: an accepted card that could not be marked is only waiting for its mark. */
export function untoldRows({ pending, unmarked }: Dispatch): Stored<OutboxRow>[] {
  return [...pending.rows].filter(([key]) => !unmarked.has(key)).map(([, row]) => row);
}
