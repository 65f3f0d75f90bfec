import { isOfAgents } from '../job/agents/agent-codes.ts';
import type { quarantineReasons } from '../job/synchronization-job.ts';
import type { Incident } from './incident.ts';

type Problem = Pick<Incident, 'condition' | 'causeCode' | 'quarantineReason'>;

/** Runs that fail end in these; every other reason has a story of its own, whatever the last run failed with. */
const reasonsOfFailingRuns: readonly string[] = [
  'EncounteredQuarantineException',
  'IngestionInterrupted',
  'Unknown',
] as const satisfies readonly (typeof quarantineReasons)[number][];

/**
 * Whether agents that are down explain the problem of a job: its silence, or runs that fail with a code of the agents and the quarantine
 * that comes of them. That a job is switched off, holds deletions back or has passed a limit is not mended by an agent that is back.
 */
export function isExplainedByAgents({ condition, causeCode, quarantineReason = 'Unknown' }: Problem): boolean {
  if (condition === 'silent') return true;
  if (condition === 'completeFailures') return isOfAgents(causeCode);
  const isOfRuns = quarantineReason.split(',').every((reason) => reasonsOfFailingRuns.includes(reason.trim()));
  return condition === 'quarantine' && isOfRuns && isOfAgents(causeCode);
}
