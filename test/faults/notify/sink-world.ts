import type { ReceivedCard } from '../../../dev/teams/received-card.ts';
import type { SinkFaultRule } from '../../../dev/teams/sink-faults.ts';
import { startTeamsSink, type TeamsSink } from '../../../dev/teams/start-teams-sink.ts';

export interface ObservedSink extends TeamsSink {
  fault(...rules: (Pick<SinkFaultRule, 'fault'> & Partial<SinkFaultRule>)[]): Promise<void>;
  heal(): Promise<void>;
  /** What the channel shows, in the order it came. */
  cards(): Promise<ReceivedCard[]>;
  /** Every post, taken or not. */
  requests(): Promise<{ at: string; status: number }[]>;
}

/** A Teams channel on a free port, with what a test asks of it. */
export async function startObservedSink(token = 'test'): Promise<ObservedSink> {
  const sink = await startTeamsSink({ port: 0, token });
  return { ...sink, ...observe(sink.url) };
}

/** What a test asks of the channel at this address. */
export function observe(url: string): Pick<ObservedSink, 'fault' | 'heal' | 'cards' | 'requests'> {
  return {
    fault: async (...rules) => {
      const answer = await fetch(`${url}/_faults`, { method: 'POST', body: JSON.stringify(rules) });
      if (answer.status !== 204) throw new Error(await answer.text());
    },
    heal: async () => void (await fetch(`${url}/_faults`, { method: 'DELETE' })),
    cards: async () => (await (await fetch(`${url}/_cards`)).json()) as ReceivedCard[],
    requests: async () => (await (await fetch(`${url}/_requests`)).json()) as { at: string; status: number }[],
  };
}
