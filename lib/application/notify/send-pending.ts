import { decideUse } from '../../domain/channel/channel.ts';
import { type ChannelName, channelNames } from '../../domain/channel/delivery.ts';
import { allowance } from '../../domain/channel/rate-windows.ts';
import type { OutboxRow } from '../../domain/incident/incident.ts';
import { describeGroup } from '../../domain/notification/describe-group.ts';
import { describeIncident } from '../../domain/notification/describe-incident.ts';
import { describeRepair } from '../../domain/notification/describe-notice.ts';
import { type CardGroup, planCards, planRepair } from '../../domain/notification/plan-cards.ts';
import { defined } from '../../domain/optional.ts';
import { type DispatchDeps, type DispatchOptions, termsOf } from './dispatch-deps.ts';
import { type Dispatch, type SendOutcome, sendCard, untoldRows } from './send-card.ts';
import { type Channel, hasTime } from './senders-lease.ts';

/** A channel never reports its own failure: cards about one go through the other, or wait until they are taken back. */
const channelFor: Record<string, ChannelName> = { secondaryBroken: 'primary' };
const longestPauseInMs = 1_500;

function isGeneral({ condition }: OutboxRow): boolean {
  return condition !== 'channelBroken';
}

/** Sends what is due: through the first channel, through the second while the first is broken. */
export async function sendPending(deps: DispatchDeps, dispatch: Dispatch, options: DispatchOptions): Promise<void> {
  for (let channel = await chooseChannel(deps, dispatch, options); channel !== undefined; ) {
    await sendThrough(deps, dispatch, options, { channel, isMeant: isGeneral });
    // A channel that broke just now leaves the rest to the other.
    channel = channel.record.state === 'broken' ? await chooseChannel(deps, dispatch, options) : undefined;
  }
  for (const other of dispatch.lease.channels.values()) {
    if (decideUse(other.record, deps.clock.now()) === 'probe')
      await probe(deps, dispatch, options, { channel: other, isMeant: () => false });
    const isMeant = (row: OutboxRow) => !isGeneral(row) && (channelFor[row.causeCode] ?? 'secondary') === other.notifier.name;
    await sendThrough(deps, dispatch, options, { channel: other, isMeant });
  }
}

async function chooseChannel(deps: DispatchDeps, dispatch: Dispatch, options: DispatchOptions): Promise<Channel | undefined> {
  for (const name of channelNames) {
    const channel = dispatch.lease.channels.get(name);
    if (channel === undefined) continue;
    const use = decideUse(channel.record, deps.clock.now());
    if (use === 'send' || (use === 'probe' && (await probe(deps, dispatch, options, { channel, isMeant: isGeneral })))) return channel;
    if (channel.record.state !== 'broken') return undefined;
  }
  return undefined;
}

/** Tries a broken channel with one card that holds what waited for it, as far as it has room. True when it was accepted. */
async function probe(deps: DispatchDeps, dispatch: Dispatch, options: DispatchOptions, { channel, isMeant }: Route): Promise<boolean> {
  const { failingSince, lastFault: fault } = channel.record;
  const outcome = await sendCard(deps, dispatch, {
    channel,
    isProbe: true,
    group: planRepair(
      untoldRows(dispatch)
        .map(({ value }) => value)
        .filter(isMeant),
    ),
    describe: (subjects, lines) => describeRepair(defined({ failingSince, fault }), { subjects, lines }, termsOf(deps, options)),
  });
  return outcome === 'accepted';
}

interface Route {
  channel: Channel;
  isMeant(row: OutboxRow): boolean;
}

async function sendThrough(deps: DispatchDeps, dispatch: Dispatch, options: DispatchOptions, { channel, isMeant }: Route): Promise<void> {
  let outcome: SendOutcome = 'accepted';
  while (outcome === 'accepted' || outcome === 'nothingToTell') {
    const now = deps.clock.now();
    const { waitInMs, cards } = allowance(channel.record.sentAt, channel.record.windows, now);
    const rows = untoldRows(dispatch)
      .map(({ value }) => value)
      .filter(isMeant);
    const [group] = planCards(rows, { now, groupWaitInMs: options.groupWaitInMs, cards });
    if (
      group === undefined ||
      decideUse(channel.record, now) !== 'send' ||
      waitInMs > longestPauseInMs ||
      !hasTime(dispatch.lease, now + waitInMs)
    )
      return;
    if (waitInMs > 0) await deps.clock.sleep(waitInMs);
    outcome = await sendGroup(deps, dispatch, options, channel, group);
  }
}

async function sendGroup(
  deps: DispatchDeps,
  dispatch: Dispatch,
  options: DispatchOptions,
  channel: Channel,
  group: CardGroup,
): Promise<SendOutcome> {
  const terms = termsOf(deps, options);
  return sendCard(deps, dispatch, {
    channel,
    group,
    describe: (subjects, lines) => {
      const [only] = subjects;
      const kind = group.kind ?? (subjects.length === 1 ? only?.kinds?.[0] : undefined);
      if (subjects.length === 1 && only !== undefined && kind !== undefined) return describeIncident(kind, only, terms);
      return describeGroup({ ...(kind && { kind }), subjects, lines }, terms);
    },
  });
}
