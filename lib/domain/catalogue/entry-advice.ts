/** `clearQuarantine`, `pause`, `start` and `restart` are operations of this service; the others are for people. */
export const adviceActions = [
  'none',
  'wait',
  'fixCause',
  'checkAgents',
  'renewCredentials',
  'reviewDeletes',
  'reviewErrors',
  'checkReading',
  'configure',
  'clearQuarantine',
  'pause',
  'start',
  'restart',
] as const;
export type AdviceAction = (typeof adviceActions)[number];
export type AdviceSafety = 'safe' | 'needsAcknowledge' | 'destructive' | 'noAction';

/**
 * What to do about a job that shows the entry. Who does it is the entry's `whoMustAct`, the sentence its first remedy. A restart is never
 * `safe`: Graph's default scope drops failures and watermark, so that every object is read again.
 * https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationjobrestartcriteria
 */
export type EntryAdvice = (
  | { action: Exclude<AdviceAction, 'clearQuarantine' | 'pause' | 'start' | 'restart'>; safety: 'noAction' }
  | { action: 'clearQuarantine' | 'pause' | 'start'; safety: 'safe' }
  | { action: 'restart'; safety: 'needsAcknowledge' }
) & {
  /** The code tells little: a sign-in number or a known sentence in the message beside it speaks first. */
  isCatchAll?: true;
  /** A hold that was set on purpose: it speaks before any error, and nobody lifts the quarantine on its way. */
  isHold?: true;
  /** What the name of a code that the catalogue lacks suggests; it says so itself. */
  isGuess?: true;
};
