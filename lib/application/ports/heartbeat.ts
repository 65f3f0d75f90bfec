/** Somebody outside who notices when nothing is heard any more. */
export interface Heartbeat {
  /** Tells it that all is well, or that it is not. Never throws, and takes no longer than a few seconds; answers whether it was heard. */
  beat(outcome: 'success' | 'fail', reason: string): Promise<boolean>;
}
