import type { FleetStatus } from '../../../client/client.d.ts';
import { capital } from '../../words/capital.ts';
import { readingFaults } from '../../words/reading-faults.ts';
import { wordFor } from '../../words/word-for.ts';

type Unreadable = FleetStatus['tenants']['unreadable'][number];

/** The reason in words; its own name where it is a new one. */
export function reasonWords(reason: string): string {
  return capital(wordFor(readingFaults, reason));
}

/** The tenants that cannot be read by reason, the most frequent first. */
export function byReason(unreadable: readonly Unreadable[]): [string, Unreadable[]][] {
  return [...Map.groupBy(unreadable, ({ reason }) => reason)].toSorted(([, one], [, other]) => other.length - one.length);
}
