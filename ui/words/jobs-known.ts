import { timeText, type Zone } from './times.ts';

interface LastReading {
  /** When every job was read last; absent where that never happened. */
  observedAt?: string;
  /** How many jobs were ever read. */
  jobs: number;
}

/** What is known of the jobs of a tenant that cannot be read now. */
export function jobsKnown({ observedAt, jobs }: LastReading, now: number, zone: Zone): string {
  if (observedAt !== undefined) return `its jobs are shown as last read, ${timeText(observedAt, now, zone)}`;
  return jobs === 0 ? 'nothing is known of its jobs' : 'only some of its jobs were ever read';
}
