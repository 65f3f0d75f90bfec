import type { Unavailable } from '../../unavailable.ts';

/** How far the counting of failing objects has come: the jobs of a tenant take turns, so that a round may need several passes. */
export interface FailingRound {
  /** The job that was counted last in this round, by its place; absent at the beginning of one. */
  after?: string;
  /** Jobs that still wait for their turn in this round. */
  left: number;
  /** Jobs that the last turn counted. */
  counted: number;
  /** Why the log may not be read; nothing is counted then. */
  unavailable?: Unavailable;
}
