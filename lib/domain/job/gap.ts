import type { UpstreamReason } from '../errors.ts';

/**
 * Why nothing is known of a time: why a reading failed; `missing`: absent from a good list; `notPolled`: nobody asked; `incomplete`: it
 * was asked for, and no pass came to its end in time.
 */
export const gapReasons = [
  'throttled',
  'unavailable',
  'timeout',
  'unreachable',
  'unauthorized',
  'consentMissing',
  'identityUnavailable',
  'notFound',
  'malformed',
  'rejected',
  'missing',
  'notPolled',
  'incomplete',
] as const satisfies readonly (UpstreamReason | 'missing' | 'notPolled' | 'incomplete')[];
export type GapReason = (typeof gapReasons)[number];

/** A time for which nothing is known. Times are UTC ISO. */
export interface Span {
  from: string;
  /** Absent while it lasts. */
  to?: string;
  /** Absent where an older release noted it. */
  reason?: GapReason;
  /** The code by which Graph or the token authority refused. */
  code?: string;
}
