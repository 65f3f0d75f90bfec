import { ConflictError } from '../../domain/errors.ts';
import type { Ports } from '../ports/ports.ts';

const firstPauseInMs = 50;
const longestPauseInMs = 1_000;

interface ConflictLoop {
  attempts: number;
  /** What it is that others change, for people: `The incident`. */
  subject: string;
}

/**
 * Reads, decides and writes one row anew as long as somebody else is first. Pauses between the tries are random, so that those who have met
 * once part.
 * @throws ConflictError `Conflict` when the last try is lost, too: a passing fault, which the caller may try again.
 */
export async function retryOnConflict<Value>(
  { clock }: Pick<Ports, 'clock'>,
  { attempts, subject }: ConflictLoop,
  step: (attempt: number) => Promise<Value | 'conflict'>,
): Promise<Value> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    if (attempt > 1) await clock.sleep(clock.random() * Math.min(longestPauseInMs, firstPauseInMs * 2 ** (attempt - 2)));
    const outcome = await step(attempt);
    if (outcome !== 'conflict') return outcome;
  }
  throw new ConflictError('Conflict', `${subject} is being changed by others again and again; try again.`);
}
