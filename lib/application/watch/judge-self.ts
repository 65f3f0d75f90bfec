import type { ChannelRecord } from '../../domain/channel/channel.ts';
import { type ChannelName, channelNames } from '../../domain/channel/delivery.ts';
import type { ServiceCondition } from '../../domain/condition.ts';
import type { FleetRow } from '../../domain/tenant/tenant.ts';
import { ageInMs, hourInMs, isoOf, minuteInMs } from '../../domain/time.ts';
import type { Ports } from '../ports/ports.ts';
import type { FleetSnapshot } from '../tenant/fleet-cache.ts';
import { listNames } from './describe-monitor.ts';
import { codeOfBlindness, judgeMonitor, type MonitorJudgement, type MonitorState } from './judge-monitor.ts';

/** How long a card may wait before that itself is a problem. */
export const cardsMayWaitInMs = 30 * minuteInMs;
/** Messages set aside in the last hour are news, older ones are history. */
const poisonWindowInMs = hourInMs;
const queues = ['poll-tenant', 'run-operation'];

/** What the service found of itself under one condition. */
export interface SelfFinding {
  condition: ServiceCondition;
  /** Names the scope: the same problem always has the same one. */
  name: string;
  displayName: string;
  causeCode: string;
  isBad: boolean;
}

interface SelfFacts {
  snapshot: FleetSnapshot;
  channels: readonly ChannelRecord[];
  /** Messages set aside within the window. */
  setAside: number;
  pollIntervalInMs: number;
  now: number;
}

/** Every condition of the service itself, bad or good. */
export function judgeSelf(facts: SelfFacts): { monitor: MonitorState; findings: SelfFinding[] } {
  const monitor = judgeMonitor(facts.snapshot, facts);
  const { setAside } = facts;
  return {
    monitor: monitor.state,
    findings: [
      blindFinding(monitor),
      ...channelNames.map((name) =>
        channelFinding(
          name,
          facts.channels.find((channel) => channel.name === name),
        ),
      ),
      waitingFinding(facts),
      {
        condition: 'poison',
        name: 'deadLetters',
        displayName: `${setAside} set aside in an hour`,
        causeCode: 'deadLetters',
        isBad: setAside > 0,
      },
    ],
  };
}

// One card for all: the tenants' own stay quiet meanwhile.
function blindFinding(monitor: MonitorJudgement): SelfFinding {
  const { cause, state, unread } = monitor;
  return {
    condition: 'monitorBlind',
    name: 'monitor',
    displayName: cause === 'noneRead' ? `Reading of ${listNames(unread, 3)}` : 'Polling of all tenants',
    causeCode: codeOfBlindness(monitor),
    isBad: state === 'blind',
  };
}

// A channel that is no longer configured is not broken any more.
function channelFinding(name: ChannelName, channel: ChannelRecord | undefined): SelfFinding {
  const title = name === 'primary' ? 'Teams channel' : 'Second channel';
  return {
    condition: 'channelBroken',
    name,
    displayName: channel?.lastFault === undefined ? title : `${title} (${channel.lastFault})`,
    causeCode: `${name}Broken`,
    isBad: channel?.state === 'broken',
  };
}

// The service's own cards may wait for a channel that is broken; that has its own incident.
function waitingFinding({ snapshot, now }: SelfFacts): SelfFinding {
  const waits = ({ outboxPendingSince }: FleetRow) => ageInMs(outboxPendingSince, now) > cardsMayWaitInMs;
  return {
    condition: 'channelBroken',
    name: 'outbox',
    displayName: 'Cards that wait to be sent',
    causeCode: 'cardsWaiting',
    isBad: snapshot.tenants.some(waits),
  };
}

/** How many messages were set aside within the window. */
export async function countSetAside({ deadLetterReader }: Pick<Ports, 'deadLetterReader'>, now: number): Promise<number> {
  const since = isoOf(now - poisonWindowInMs);
  const counts = await Promise.all(queues.map((queue) => deadLetterReader.countSince(queue, since)));
  return counts.reduce((sum, count) => sum + count, 0);
}
